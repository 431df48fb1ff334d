import * as z from 'zod';
import { expecting } from './numbers.js';
import { rate } from './quantities.js';

/** Rates from row to column; the diagonal is 0. */
export const rateMatrix = () =>
  z
    .array(
      z.array(
        z.union([z.literal([0, '0/h']).transform(() => 0), rate()], {
          error: expecting('a rate such as 0.5/h, or 0'),
        }),
      ),
    )
    .min(1);

interface MatrixFault {
  /** In the map that has the keys `states` (or so) and `rates`. */
  readonly path: (string | number)[];
  readonly message: string;
}

/** What keeps these rates from a stationary state, the first of each row; none if they have one. */
export function rateMatrixFaults(
  names: readonly string[],
  rates: readonly (readonly number[])[],
  key = 'rates',
): readonly MatrixFault[] {
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined)
    return [{ path: [key], message: `two states are called ${JSON.stringify(twice)}` }];
  if (names.length < 2) return [{ path: [key], message: 'expected at least two states, found one' }];
  if (rates.length !== names.length) {
    const message = `expected one list for each of the ${names.length} states, found ${rates.length}`;
    return [{ path: [key], message }];
  }
  const rows = rates.flatMap((row, i) => rowFault(names, row, i, key));
  return rows.length > 0 ? rows : separationFaults(names, rates, key);
}

function rowFault(
  names: readonly string[],
  row: readonly number[],
  i: number,
  key: string,
): readonly MatrixFault[] {
  if (row.length !== names.length) {
    const message = `expected one rate for each of the ${names.length} states, found ${row.length}`;
    return [{ path: [key, i], message }];
  }
  if (row[i] !== 0)
    return [{ path: [key, i, i], message: `the rate from ${names[i]} to itself: expected 0` }];
  if (row.every((rate) => rate === 0))
    return [{ path: [key, i], message: `${names[i]} is never left: expected a rate above 0` }];
  return [];
}

/** Every state must be reached from the first, and the first from every other: then each is from each. */
function separationFaults(
  names: readonly string[],
  rates: readonly (readonly number[])[],
  key: string,
): readonly MatrixFault[] {
  const there = reached((from, to) => rates[from][to] > 0, names.length);
  const back = reached((from, to) => rates[to][from] > 0, names.length);
  return names.flatMap((name, i) => {
    if (there.has(i) && back.has(i)) return [];
    const [from, to] = there.has(i) ? [name, names[0]] : [names[0], name];
    const message = `no way leads from ${from} to ${to}: expected every state to be reached from every other`;
    return [{ path: [key, there.has(i) ? i : 0], message }];
  });
}

function reached(leads: (from: number, to: number) => boolean, count: number): ReadonlySet<number> {
  const seen = new Set([0]);
  for (const from of seen) for (let to = 0; to < count; to += 1) if (leads(from, to)) seen.add(to);
  return seen;
}
