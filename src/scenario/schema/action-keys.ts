import * as z from 'zod';
import { required } from './keys.js';
import { duration } from './quantities.js';

/** When an action happens. */
export const at = required(duration(), "When, since the scenario's start.");
/** The `action` key, with what it does. */
export const named = <N extends string>(name: N, what: string) =>
  required(z.literal(name), `The action: ${what}.`);

/** Of these keys one is given. */
export function exactlyOne<T extends object>(keys: readonly string[]) {
  return ({ value, issues }: z.core.ParsePayload<T>): void => {
    const given = keys.filter((key) => Object.hasOwn(value, key));
    if (given.length === 1) return;
    const found = given.length === 0 ? 'none' : given.join(' and ');
    const message = `expected exactly one of ${keys.join(', ')}, found ${found}`;
    issues.push({ code: 'custom', message, input: value, path: given.length === 0 ? [] : [given[1]] });
  };
}

/** Keys that are given both or neither. */
export function together<T extends object>(pairs: readonly (readonly [string, string])[]) {
  return ({ value, issues }: z.core.ParsePayload<T>): void => {
    for (const [whose, what] of pairs) {
      if (Object.hasOwn(value, whose) === Object.hasOwn(value, what)) continue;
      const given = Object.hasOwn(value, what);
      const message = given ? `${what} needs ${whose}` : `missing: ${whose} needs ${what}`;
      issues.push({ code: 'custom', message, input: value, path: [what] });
    }
  };
}
