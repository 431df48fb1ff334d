import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpotUsers } from '../../../src/inventory/stock/spot-users.js';

interface User {
  readonly until: number;
  readonly bid: number;
}

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ until: fc.nat(99), bid: fc.nat(99) }) },
  { weight: 1, arbitrary: fc.constant('depart' as const) },
  { weight: 1, arbitrary: fc.constant('evict' as const) },
);
const least = (users: readonly User[], key: keyof User): number =>
  Math.min(...users.map((user) => user[key]));

describe('spot users', () => {
  it('leave and are put out in the order of a list that is searched each time, also after a save', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let users = new SpotUsers();
        let list: User[] = [];
        for (const [place, what] of steps.entries()) {
          if (typeof what === 'object') {
            // No two alike, so that the list knows who it was.
            const user = { until: what.until + place / 1000, bid: 1000 * what.bid + place };
            users.add(user.until, user.bid);
            list.push(user);
          } else if (list.length > 0) {
            const key = what === 'depart' ? 'until' : 'bid';
            if (what === 'depart') users.depart();
            else users.evict();
            const gone = least(list, key);
            list = list.filter((user) => user[key] !== gone);
          }
          if (place % 50 === 49) users = copyOf(users);
          expect([users.size, users.firstDeparture, users.lowestBid]).toEqual([
            list.length,
            least(list, 'until'),
            least(list, 'bid'),
          ]);
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('with one bid go by the seat that they took, the same after a save', () => {
    const users = new SpotUsers();
    for (const until of [30, 10, 20]) users.add(until, 5);
    const copy = copyOf(users);
    users.evict();
    copy.evict();
    expect([users.firstDeparture, users.size]).toEqual([10, 2]);
    expect([copy.firstDeparture, copy.size]).toEqual([10, 2]);
  });
});

function copyOf(users: SpotUsers): SpotUsers {
  const copy = new SpotUsers();
  copy.restore(structuredClone(users.save()));
  return copy;
}
