import { fromMicro } from '../../index.js';
import type { History } from './history.js';
import type { Inputs } from './inputs.js';
import type { ListedEntry } from './listed-entry.js';
import { guessStandardPrice } from './standard-price.js';

/** The service's own list, or one that the histories suggest: each type at a ceiling, then the first at standard. */
export function listedEntries(
  { service, histories, catalogues }: Inputs,
  given: ReadonlyMap<string, number>,
): readonly ListedEntry[] {
  const list = service?.['instances'];
  if (Array.isArray(list)) return (list as Readonly<Record<string, unknown>>[]).map(readEntry);
  const types = [...new Map(histories.map((history) => [typeOf(history), history]))];
  const spot = types.map(([type, history]) => ({ type, spotPriceLimit: ceilingOf(type, history, given) }));
  const standard = types.slice(0, 1).map(([type]) => ({ type }));
  if (types.length === 0) return catalogued(catalogues).map(readEntry);
  return [...spot, ...standard].map(readEntry);
}

/** Each type of the catalogue that can be bid on at any price up to the standard one, then the first at standard. */
function catalogued(catalogues: Inputs['catalogues']): readonly Readonly<Record<string, unknown>>[] {
  const facts = catalogues.flatMap((one) => one.facts);
  const types = [...new Set(facts.filter(({ spot }) => spot).map(({ type }) => type))];
  const standard = facts.slice(0, 1).map(({ type }) => ({ type }));
  return [...types.map((type) => ({ type, spotPriceLimit: 'market' })), ...standard];
}

function readEntry(written: Readonly<Record<string, unknown>>): ListedEntry {
  const { type, spotPriceLimit: limit, from } = written;
  return {
    type: String(type),
    dedicated: type === 'dedicated_resource',
    spotPriceLimit: typeof limit === 'number' || limit === 'market' ? limit : undefined,
    from: typeof from === 'string' ? from : undefined,
    written,
  };
}

/** The price that the market kept to for 95 % of the time, but no more than standard instances cost. */
function ceilingOf(type: string, history: History, given: ReadonlyMap<string, number>): number {
  const usual = fromMicro(history.facts.quantiles.p95);
  return Math.min(usual, guessStandardPrice({ type, history, given, entries: [], known: new Map() }).price);
}

const typeOf = ({ prices }: History): string => prices.labels.instanceType ?? 'instance';
