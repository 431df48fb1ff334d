import type { Fault } from '../fault.js';
import { child, formatPath, getIn, isTree, itemsOf, type Path } from '../path.js';
import { suggestion } from '../nearest.js';

/** Faults of `uncertainty` and `standardErrors` in prices, nested ones included. */
export const checkUncertainty = (tree: unknown): readonly Fault[] =>
  itemsOf(tree, 'pools').flatMap((pool, index) => faultsOf(child(pool, 'price'), ['pools', index, 'price']));

/** What no standard error makes sense for. */
const FIXED: readonly string[] = ['interval', 'round', 'at', 'process'];

function faultsOf(price: unknown, path: Path): readonly Fault[] {
  if (!isTree(price)) return [];
  const nested = faultsOf(child(price, 'base'), [...path, 'base']);
  const errors = child(price, 'standardErrors');
  const said = child(price, 'uncertainty') !== undefined;
  if (said !== (errors !== undefined)) return [...nested, ...halfSaid(path, said)];
  if (!isTree(errors)) return nested;
  const own = Object.entries(errors).flatMap(([name, error]) => {
    const fault = parameterFault(price, name, error);
    return fault === undefined ? [] : [{ path: [...path, 'standardErrors', name], ...fault }];
  });
  return [...nested, ...own];
}

function halfSaid(path: Path, said: boolean): readonly Fault[] {
  const [key, other] = said ? ['uncertainty', 'standardErrors'] : ['standardErrors', 'uncertainty: fitted'];
  return [{ path: [...path, key], message: `${key} without ${other}: nothing would be drawn` }];
}

function parameterFault(price: unknown, name: string, error: unknown): Omit<Fault, 'path'> | undefined {
  const value = getIn(price, keysOf(name));
  const known = parametersOf(price, []);
  if (kindOf(value) === undefined) {
    const message = `the price states no parameter ${JSON.stringify(name)}`;
    return { message, hint: suggestion(name, known, 'there') };
  }
  if (!known.includes(name)) return { message: `${name} is no parameter that could be uncertain` };
  if (kindOf(error) !== kindOf(value)) {
    const message = `a standard error is in the unit of its parameter: ${name} is ${String(value)}, found ${String(error)}`;
    return { message };
  }
  return zeroLike(value) ? { message: `${name} is 0, and a parameter of 0 is not drawn` } : undefined;
}

const keysOf = (name: string): Path => name.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));

/** The paths of all numbers and quantities of a price. */
function parametersOf(value: unknown, path: Path): readonly string[] {
  if (kindOf(value) !== undefined) return [formatPath(path)];
  if (Array.isArray(value)) return value.flatMap((item, index) => parametersOf(item, [...path, index]));
  if (!isTree(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    FIXED.includes(key) || key === 'standardErrors' ? [] : parametersOf(item, [...path, key]),
  );
}

const RATE = /^\d+(\.\d+)?([eE][+-]?\d+)?\s*\/\s*(s|min|m|h|d)$/;
const DURATION = /^(\d+(\.\d+)?[smhd])+$|^P[0-9.WDTHMS]+$/;

function kindOf(value: unknown): 'number' | 'rate' | 'duration' | undefined {
  if (typeof value === 'number') return 'number';
  if (typeof value !== 'string') return undefined;
  return RATE.test(value) ? 'rate' : DURATION.test(value) ? 'duration' : undefined;
}

const zeroLike = (value: unknown): boolean =>
  /^0+(\.0+)?\D*$/.test(String(value)) && !String(value).includes('P');
