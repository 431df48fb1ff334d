import { describe, expect, it } from 'vitest';
import { checkAnswer } from '../../../src/allocator/strategy/check-answer.js';
import type { Choice } from '../../../src/allocator/strategy/strategy.js';
import { atLeast, expectedShortfall, survivors } from '../../../src/allocator/strategy/survival.js';
import { lossByPrice } from '../../../src/allocator/strategy/tributary.js';
import { ofKind, pool, service, simulate, steps, times, world } from '../../support/simulate.js';

describe('who survives (Tributary)', () => {
  it('is the exact convolution: together two points, apart a binomial', () => {
    const law = survivors([
      { units: 2, lost: 0.1, fate: 'together' },
      { units: 2, lost: 0.5, fate: 'apart' },
    ]);
    [0.025, 0.05, 0.25, 0.45, 0.225].forEach((exact, units) => expect(law[units]).toBeCloseTo(exact, 12));
    expect(atLeast(law, 2)).toBeCloseTo(0.925, 12);
    expect(expectedShortfall(law, 2)).toBeCloseTo(2 * 0.025 + 0.05, 12);
  });

  it('loses by price the share of its time from which the ceiling is passed within the horizon', () => {
    const path = { at: [0, 1000, 1100, 2000], price: [1, 5, 1, 1], until: 3000 };
    expect(lossByPrice(path, 2, 100)).toBeCloseTo(100 / 2900, 12);
    expect(lossByPrice(path, 2, 5000)).toBeCloseTo(1000 / 2900, 12);
    expect(lossByPrice(path, 0.5, 100)).toBe(1);
  });
});

describe('an answer of a strategy', () => {
  const choice: Choice = {
    ...{ entry: 0, type: 'ecs.a', pool: 'a', zone: 'z', tier: 'unprotected' as const },
    ...{ limit: 100, standardPrice: 400, weight: 1 },
  };
  const group = { entries: [{ choice: 0, ceiling: 100 }], count: 1 };

  it('is taken where it is sound, and its groups have names', () => {
    expect(checkAnswer(['s', [group, { ...group, name: 'x' }], 8], [choice], 7)).toEqual({
      state: 's',
      groups: [
        { ...group, name: '0' },
        { ...group, name: 'x' },
      ],
      wakeAt: 8,
    });
  });

  it.each([
    [undefined, 'expected [state, groups] or [state, groups, wakeAt], found undefined'],
    [[0, [], 7], 'expected a wake-up at a whole second after 7, found 7'],
    [[0, [], NaN], 'expected a wake-up at a whole second after 7, found NaN'],
    [[0, {}], 'expected a list of groups, found {}'],
    [[0, [{ ...group, count: NaN }]], 'group 0: expected a whole number of at least 0 as count, found NaN'],
    [[0, [{ ...group, count: -1 }]], 'group 0: expected a whole number of at least 0 as count, found -1'],
    [[0, [{ ...group, entries: [{ choice: 1 }] }]], 'there is no choice 1: the list has choices 0 to 0'],
    [[0, [{ ...group, entries: [{ choice: 0, ceiling: 101 }] }]], 'is above its listed limit 100'],
    [[0, [group, { ...group, name: '0' }]], 'group 1: a second group is called "0"'],
    [[0, Array.from({ length: 300 }, () => group)], 'expected at most 256 groups, found 300'],
    [[0, [{ ...group, count: 2_000_000 }]], 'expected at most 1000000 replicas, found 2000000'],
    [Promise.resolve([]), 'found a promise (decide must not be async)'],
  ])('is refused in words: %j', (answer, words) => {
    const verdict = checkAnswer(answer, [choice], 7);
    expect('fault' in verdict ? verdict.fault : 'nothing').toContain(words);
  });
});

const list = [{ type: 'ecs.a', spotPriceLimit: 0.2 }, { type: 'ecs.b' }];
const rules = { protection: 0, notice: 0, grace: 0 };
const two = (price: object, strategy: object): ReturnType<typeof simulate> =>
  simulate(
    world({
      rules,
      pools: [pool('a', { price }), pool('b', { spot: false, price: undefined })],
      services: [
        service('s', { protection: false, instances: list, strategy: { name: 'fixed', ...strategy } }),
      ],
    }),
  );

describe('modifiers of a strategy', () => {
  const spike = steps([0, 0.1], [3600, 0.3], [5400, 0.1]);

  it('waitBeforeFallback keeps a request on the first entry until its time is over', () => {
    const run = two(spike, { waitBeforeFallback: '10m' });
    expect(ofKind(run, 'acquired').map(({ at, entry }) => [at, entry])).toEqual([
      [0, 0],
      [4200, 1],
    ]);
    const short = two(steps([0, 0.1], [3600, 0.3], [4000, 0.1]), { waitBeforeFallback: '10m' });
    expect(ofKind(short, 'acquired').map(({ at, entry }) => [at, entry])).toEqual([
      [0, 0],
      [4000, 0],
    ]);
  });

  it('returnToPreferred asks for the better entry, and lets go when it is ready: make before break', () => {
    const run = two(spike, { returnToPreferred: true });
    expect(ofKind(run, 'acquired').map(({ at, entry }) => [at, entry])).toEqual([
      [0, 0],
      [3600, 1],
      [5400, 0],
    ]);
    const released = ofKind(run, 'released').at(-1);
    expect(released).toMatchObject({ cause: 'strategy' });
    expect(released?.at).toBeGreaterThanOrEqual(times(run, 'ready').at(-1) ?? Infinity);
    expect(run.results.services['s'].downtimeSpells.count).toBe(2);
  });

  it('backOff stays out of a pool that took too many', () => {
    const price = steps([0, 0.1], [3600, 0.3], [3700, 0.1], [4600, 0.3], [4700, 0.1]);
    const settings = { after: 2, within: '1h', for: '1h' };
    const only = simulate(
      world({
        rules,
        pools: [pool('a', { price }), pool('b', { price: { process: 'constant', value: 0.3 } })],
        services: [
          service('s', {
            protection: false,
            startup: 0,
            instances: [
              { type: 'ecs.a', spotPriceLimit: 0.2 },
              { type: 'ecs.b', spotPriceLimit: 0.35 },
            ],
            strategy: { name: 'fixed', backOff: settings, returnToPreferred: true },
          }),
        ],
      }),
    );
    expect(ofKind(only, 'acquired').map(({ at, entry }) => [at, entry])).toEqual([
      [0, 0],
      [3600, 1],
      [3700, 0],
      [4600, 1],
      [8200, 0],
    ]);
  });

  it('giveUpAfter asks for anything on the list in the end', () => {
    const run = simulate(
      world({
        rules,
        pools: [pool('a', { stock: { process: 'constant', capacity: 0 } }), pool('b')],
        services: [
          service('s', {
            protection: false,
            instances: [{ type: 'ecs.a', spotPriceLimit: 0.2 }, { type: 'ecs.b' }],
            strategy: { name: 'even-spread', giveUpAfter: '15m' },
          }),
        ],
      }),
    );
    expect(ofKind(run, 'acquired').map(({ at, entry }) => [at, entry])).toEqual([[900, 1]]);
  });
});

describe('an update', () => {
  it('takes a strategy away, and brings one', () => {
    const run = simulate(
      world({
        rules,
        pools: [pool('a'), pool('b')],
        services: [
          service('s', {
            replicas: 3,
            protection: false,
            instances: list,
            strategy: { name: 'standard-price' },
          }),
        ],
        timeline: [
          { at: '1h', action: 'update', service: 's', set: { strategy: { name: 'fixed' } } },
          { at: '2h', action: 'update', service: 's', set: { strategy: { name: 'lowest-price' } } },
          { at: '3h', action: 'scale', service: 's', replicas: 1 },
        ],
      }),
    );
    expect(run.run.fleet.context.services[0]).toMatchObject({
      ready: 1,
      waiting: 0,
      updating: false,
      owed: 1,
    });
    expect(run.results.services['s'].preemptions.total).toBe(0);
    expect(ofKind(run, 'action').map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
    expect(ofKind(run, 'acquired')).toHaveLength(9);
  });
});
