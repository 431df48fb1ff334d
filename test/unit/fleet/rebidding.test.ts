import { describe, expect, it } from 'vitest';
import type { Group, Strategy, StrategyFactory } from '../../../src/index.js';
import { billed, ofKind, pool, service, simulate, steps, times, world } from '../../support/simulate.js';
import type { Input, Simulated } from '../../support/simulate.js';

/** Bids what it is told to, from the seconds that it is told: [second, bid on choice 0, …], in micro-units. */
type Script = readonly (readonly [second: number, ...bids: readonly number[]])[];

/** One group with one list; a bid below 0 leaves the choice out. */
const scripted: StrategyFactory = (parameters): Strategy<null> => ({
  initial: null,
  followsPrices: false,
  decide: (_, { at, desired }) => {
    const script = parameters['script'] as Script;
    const [, ...bids] = [...script].reverse().find(([second]) => second <= at) ?? [0];
    const entries = bids.flatMap((ceiling, choice) => (ceiling < 0 ? [] : [{ choice, ceiling }]));
    const groups: readonly Group[] = [{ name: 'all', entries, count: desired }];
    const next = script.find(([second]) => second > at)?.[0];
    return next === undefined ? [null, groups] : [null, groups, next];
  },
});

interface Setting {
  readonly price?: Input;
  readonly rules?: Input;
  readonly service?: Input;
  readonly rebid?: boolean;
}

function bidding(script: Script, { price, rules = {}, service: changes, rebid = true }: Setting): Simulated {
  const strategy = { module: './scripted.ts', parameters: { script }, rebid };
  const input = world({
    rules: { billingIncrement: '1s', notice: '5m', ...rules },
    pools: [pool('a', price === undefined ? {} : { price })],
    services: [service('s', { startup: 0, protection: false, strategy, ...changes })],
  });
  return simulate(input, {}, { './scripted.ts': scripted });
}

const noticed = (run: Simulated): readonly (readonly [number, string])[] =>
  ofKind(run, 'noticed').map(({ at, cause }) => [at, cause]);

describe('a new bid under rebid', () => {
  const rise = steps([0, 0.1], [7200, 0.15]);

  it('keeps a unit that its first ceiling would have lost', () => {
    const script: Script = [
      [0, 120_000],
      [3600, 200_000],
    ];
    const run = bidding(script, { price: rise });
    expect(ofKind(run, 'rebid')).toEqual([
      { kind: 'rebid', at: 3600, service: 's', replica: 0, ceiling: 0.2, price: 0.1 },
    ]);
    expect(noticed(run)).toEqual([]);
    expect(noticed(bidding(script, { price: rise, rebid: false }))).toEqual([[7200, 'price']]);
  });

  it('below the price loses the unit in its own second, and caps what it costs in notice', () => {
    const script: Script = [
      [0, 200_000],
      [3600, 60_000],
    ];
    const run = bidding(script, {});
    expect(noticed(run)).toEqual([[3600, 'price']]);
    expect(times(run, 'released')).toEqual([3900]);
    expect(billed(run, 'spot')).toBe(100_000 + (60_000 * 300) / 3600);
    expect(run.run.inventory.used(0)).toBe(0);
    const kept = bidding(script, { rebid: false });
    expect(ofKind(kept, 'rebid')).toEqual([]);
    expect(noticed(kept)).toEqual([]);
  });

  it('inside protection counts from its end (R19)', () => {
    const run = bidding(
      [
        [0, 200_000],
        [1800, 60_000],
      ],
      { service: { protection: true } },
    );
    expect(times(run, 'rebid')).toEqual([1800]);
    expect(noticed(run)).toEqual([[3600, 'price']]);
  });

  it('after protection counts from the next periodic check, unless it is taken back before (A7)', () => {
    const shielded = { service: { protection: true } };
    const lowered: Script = [
      [0, 200_000],
      [4000, 60_000],
    ];
    expect(noticed(bidding(lowered, shielded))).toEqual([[4200, 'price']]);
    const run = bidding([...lowered, [4100, 200_000]], shielded);
    expect(times(run, 'rebid')).toEqual([4000, 4100]);
    expect(noticed(run)).toEqual([]);
  });

  it('caps the bill second by second where a price takes nobody (R21)', () => {
    const script: Script = [
      [0, 200_000],
      [3600, 50_000],
      [7200, 80_000],
      [10_800, 150_000],
    ];
    const run = bidding(script, { rules: { priceReclaim: false } });
    expect(noticed(run)).toEqual([]);
    expect(billed(run, 'spot')).toBe(100_000 + 50_000 + 80_000 + 3 * 100_000);
  });

  it('is seen by the last increment that an interruption makes free, span by span', () => {
    const rules = { priceReclaim: false, notice: '0s', maxLifetime: '2h', billingIncrement: '1h' };
    const script: Script = [
      [0, 200_000],
      [5400, 50_000],
      [6000, 80_000],
    ];
    const free = bidding(script, {
      rules: { ...rules, interruptedFree: 'last-increment' },
      service: { startup: 1800 },
    });
    // Billed from 1800 to 7200 is an hour and a half: the half from 5400 on is free, under both of its ceilings.
    expect(free.items[0]).toMatchObject({ from: 1800, to: 7200, seconds: 3600, amount: 100_000 });
    const paid = bidding(script, { rules, service: { startup: 1800 } });
    const parts = 100_000 * 3600 + 50_000 * 600 + 80_000 * 1200;
    // Rounded up to two hours at the rate of the last second, under the ceiling in force there.
    expect(paid.items[0]).toMatchObject({ seconds: 7200, amount: Math.round(parts / 3600 + 80_000 / 2) });
  });

  it('decides who is taken first when stock falls (A20)', () => {
    const two = (name: string, script: Script): Input =>
      service(name, {
        ...{ startup: 0, protection: false },
        strategy: { module: './scripted.ts', parameters: { script }, rebid: true },
      });
    const first = (script: Script): unknown => {
      const stock = steps([0, 2], [7200, 1]);
      const services = [two('s', script), two('t', [[0, 150_000]])];
      const input = world({ pools: [pool('a', { stock })], services });
      const run = simulate(input, {}, { './scripted.ts': scripted });
      return ofKind(run, 'noticed').map(({ service: name }) => name);
    };
    expect(first([[0, 120_000]])).toEqual(['s']);
    expect(
      first([
        [0, 120_000],
        [3600, 180_000],
      ]),
    ).toEqual(['t']);
  });

  it('leaves alone what is on its way out, and what is no longer listed', () => {
    const run = bidding(
      [
        [0, 120_000],
        [7300, 200_000],
      ],
      { price: steps([0, 0.1], [7200, 0.15]) },
    );
    expect(noticed(run)).toEqual([[7200, 'price']]);
    expect(ofKind(run, 'rebid')).toEqual([]);
    const dropped = bidding(
      [
        [0, 120_000],
        [3600, -1],
      ],
      { price: rise },
    );
    expect(ofKind(dropped, 'rebid')).toEqual([]);
    expect(noticed(dropped)).toEqual([[7200, 'price']]);
  });
});

describe('bids from a history under rebid', () => {
  it('follow the prices every `every`', () => {
    const strategy = { name: 'mean', window: '1h', every: '30m', rebid: true };
    const input = world({
      rules: { priceReclaim: false },
      pools: [pool('a', { price: steps([0, 0.1], [3600, 0.04]) })],
      services: [service('s', { startup: 0, protection: false, strategy })],
    });
    const bids = ofKind(simulate(input), 'rebid').map(({ at, ceiling }) => [at, ceiling]);
    expect(bids).toEqual([
      [5400, 0.07],
      [7200, 0.04],
    ]);
  });
});
