import { describe, expect, it } from 'vitest';
import { StrategyError } from '../../../src/index.js';
import type { Observation, Strategy } from '../../../src/index.js';
import { pool, service, simulate, world } from '../../support/simulate.js';

const MODULE = './mine.mjs';

/** What ends a run whose strategy answers so, an hour after its deployment. */
function faultOf(answer: (seen: Observation) => unknown): string {
  const decide = (_: unknown, seen: Observation): unknown =>
    seen.at < 3600 ? [null, [{ entries: [{ choice: 0 }], count: 1 }], 3600] : answer(seen);
  const strategy = { initial: null, followsPrices: false, decide } as unknown as Strategy;
  const input = world({
    pools: [pool('a'), pool('b')],
    services: [
      service('s', {
        instances: [{ type: 'ecs.a', spotPriceLimit: 0.2 }, { type: 'ecs.b' }],
        strategy: { module: MODULE },
      }),
    ],
  });
  try {
    simulate(input, {}, { [MODULE]: () => strategy });
  } catch (error) {
    // The kernel adds where in the run it was; the command line shows this one alone.
    const { cause } = error as Error;
    expect(cause).toBeInstanceOf(StrategyError);
    return (cause as StrategyError).message;
  }
  return 'nothing';
}

const WHO = 'the strategy of s at 1h (second 3600)';
const group = { entries: [{ choice: 0 }], count: 1 };
const thrown = (what: unknown) => (): never => {
  throw what;
};

describe('a strategy that fails', () => {
  it.each([
    ['throws', thrown(new TypeError('no idea')), 'no idea'],
    ['throws a text', thrown('enough'), 'enough'],
    ['throws nothing', thrown(undefined), 'undefined'],
    [
      'reads what is not there',
      (seen: Observation) => seen.choices[9].limit,
      /^Cannot read properties of undefined/,
    ],
  ])('%s', (_, answer, why) => {
    const message = faultOf(answer);
    expect(message.startsWith(`${WHO} failed: `)).toBe(true);
    expect(message.slice(`${WHO} failed: `.length)).toMatch(why);
  });
});

describe('an answer that cannot be used', () => {
  it.each<readonly [what: string, answer: unknown, fault: string]>([
    ['nothing', undefined, 'expected [state, groups] or [state, groups, wakeAt], found undefined'],
    [
      'groups alone',
      [group],
      'expected [state, groups] or [state, groups, wakeAt], found [{"entries":[{"choice":0}],"count":1}]',
    ],
    [
      'a promise',
      Promise.resolve([]),
      'expected [state, groups] or [state, groups, wakeAt], found a promise (decide must not be async)',
    ],
    [
      'one group in place of a list',
      [null, group],
      'expected a list of groups, found {"entries":[{"choice":0}],"count":1}',
    ],
    ['a group that is a number', [null, [3]], 'group 0: expected { entries, count }, found 3'],
    [
      'too many groups',
      [null, Array.from({ length: 300 }, () => group)],
      'expected at most 256 groups, found 300',
    ],
    [
      'two of one name',
      [
        null,
        [
          { ...group, name: 'a' },
          { ...group, name: 'a' },
        ],
      ],
      'group 1: a second group is called "a"',
    ],
    ['a name that is none', [null, [{ ...group, name: 7 }]], 'group 0: expected a text as name, found 7'],
    [
      'a negative count',
      [null, [{ ...group, count: -1 }]],
      'group 0: expected a whole number of at least 0 as count, found -1',
    ],
    [
      'half a replica',
      [null, [{ ...group, count: 0.5 }]],
      'group 0: expected a whole number of at least 0 as count, found 0.5',
    ],
    [
      'NaN replicas',
      [null, [{ ...group, count: NaN }]],
      'group 0: expected a whole number of at least 0 as count, found NaN',
    ],
    [
      'too many replicas',
      [null, [{ ...group, count: 1e7 }]],
      'expected at most 1000000 replicas, found 10000000',
    ],
    ['no list', [null, [{ count: 1 }]], 'group 0: expected a list of bids as entries, found undefined'],
    [
      'a bid that is a text',
      [null, [{ ...group, entries: ['a'] }]],
      'group 0: bid 0: expected { choice, ceiling }, found "a"',
    ],
    [
      'an unknown pool',
      [null, [{ ...group, entries: [{ choice: 2 }] }]],
      'group 0: bid 0: there is no choice 2: the list has choices 0 to 1',
    ],
    [
      'a pool by its name',
      [null, [{ ...group, entries: [{ choice: 'a' }] }]],
      'group 0: bid 0: there is no choice "a": the list has choices 0 to 1',
    ],
    [
      'a ceiling of NaN',
      [null, [{ ...group, entries: [{ choice: 0, ceiling: NaN }] }]],
      'group 0: bid 0: expected a whole number of micro-units per hour as ceiling for ecs.a in a, found NaN',
    ],
    [
      'a ceiling in the currency',
      [null, [{ ...group, entries: [{ choice: 0, ceiling: 0.12 }] }]],
      'group 0: bid 0: expected a whole number of micro-units per hour as ceiling for ecs.a in a, found 0.12',
    ],
    [
      'a ceiling below 0',
      [null, [{ ...group, entries: [{ choice: 0, ceiling: -5 }] }]],
      'group 0: bid 0: expected a whole number of micro-units per hour as ceiling for ecs.a in a, found -5',
    ],
    [
      'a ceiling above the listed limit',
      [null, [{ ...group, entries: [{ choice: 0, ceiling: 200_001 }] }]],
      'group 0: bid 0: the ceiling 200001 for ecs.a in a is above its listed limit 200000 (micro-units per hour)',
    ],
    [
      'members that are none',
      [null, [{ ...group, members: ['s/0'] }]],
      'group 0: expected a list of replica numbers as members, found ["s/0"]',
    ],
    [
      'a handover that is none',
      [null, [{ ...group, handover: 'later' }]],
      'group 0: expected at-once or make-first as handover, found "later"',
    ],
    ['a wake-up now', [null, [group], 3600], 'expected a wake-up at a whole second after 3600, found 3600'],
    ['a wake-up at NaN', [null, [group], NaN], 'expected a wake-up at a whole second after 3600, found NaN'],
  ])('%s', (_, answer, fault) => {
    expect(faultOf(() => answer)).toBe(`${WHO} returned what cannot be used: ${fault}`);
  });
});

describe('a module that makes no strategy', () => {
  const made =
    (factory: () => unknown): (() => unknown) =>
    () =>
      simulate(
        world({ services: [service('s', { strategy: { module: MODULE } })] }),
        {},
        { [MODULE]: factory as () => Strategy },
      );

  it.each<readonly [made: unknown, fault: string]>([
    [undefined, 'its function `strategy` must return { initial, decide }'],
    [{ initial: null }, 'its strategy has no function `decide`'],
    [{ decide: () => [null, []] }, 'its strategy has no `initial` state (null will do)'],
    [
      { initial: null, decide: () => [null, []], window: -1 },
      'the `window` of its strategy must be a whole number of seconds',
    ],
    [
      { initial: null, decide: () => [null, []], followsPrices: 'no' },
      '`followsPrices` of its strategy must be true or false',
    ],
  ])('%j', (value, fault) => {
    expect(made(() => value)).toThrow(`${MODULE}: ${fault}`);
  });

  it('says why it could not', () => {
    expect(made(thrown(new Error('most is missing')))).toThrow(
      `${MODULE}: its function \`strategy\` failed: most is missing`,
    );
  });
});
