import { describe, it } from 'vitest';
import type { RunResults } from '../../../src/index.js';
import { estimate, expectAgreement, sum } from '../../support/estimate.js';
import { pool, reliable, service, type Input } from '../../support/simulate.js';
import { modelOf, replicate } from '../../support/theory.js';

const HOUR = 3600;
const SLOW = { timeout: 120_000 };

/** Units that live an exponential time and are replaced at once. */
const mortal = (name: string, mean: string): Input =>
  pool(name, {
    zone: name,
    standardPrice: 1,
    price: { process: 'constant', value: 0.3 },
    stock: { process: 'unlimited' },
    lifetime: { distribution: 'exponential', mean },
  });

/** A pool of one unit, free for an exponential time and then not, in turn. */
const onAndOff = (name: string, price: number, [up, down]: readonly [number, number]): Input =>
  pool(name, {
    zone: name,
    standardPrice: 1,
    price: { process: 'constant', value: price },
    stock: { process: 'erlang', capacity: 1, arrivals: `${1 / up}/h`, hold: `${down}h` },
  });

const spot = (name: string): Input => ({ type: `ecs.${name}`, spotPriceLimit: 'market' });

const held = ({ services }: RunResults, ...entries: readonly number[]): number =>
  sum(
    entries.map((entry) => services['s'].placements.find((one) => one.entry === entry)?.replicaSeconds ?? 0),
  );

describe('SpotHedge with 4 replicas, each spot one ready for .8 of the time (T12)', SLOW, () => {
  // A unit is ready unless it is younger than its startup: P(age > S) = exp(-S / mean) = .8.
  const MEAN = 10;
  const YEARS = 1.5;
  const horizon = YEARS * 365 * 24 * HOUR;
  const cases = [
    [0, 0.8, 0.44],
    [1, 0.99968, 0.54992],
    [2, 1.198336, 0.659584],
  ] as const;

  it.each(cases)(
    '%i extra: standard ones E min(4, n - Bin(n, .8)), cost 0.3 n .8 beside them',
    (extra, od, cost) => {
      const zones = ['a', 'b', 'c'];
      const model = modelOf({
        duration: `${YEARS * 8760}h`,
        pools: [...zones.map((name) => mortal(name, `${MEAN}h`)), reliable],
        services: [
          service('s', {
            replicas: 4,
            startup: `${Math.round(-Math.log(0.8) * MEAN * HOUR)}s`,
            protection: false,
            instances: [...zones.map(spot), { type: 'ecs.od' }],
            strategy: { name: 'spot-hedge', extra },
          }),
        ],
      });
      const runs = replicate(model, 8);
      const standard = runs.map((run) => held(run, 3) / horizon);
      expectAgreement(`T12: standard replicas with ${extra} extra`, od, estimate(standard));
      const rates = runs.map((run, i) => (run.totals.cost.spot / (horizon / HOUR) + standard[i]) / 4);
      expectAgreement(`T12: cost with ${extra} extra, share of 4 standard ones`, cost, estimate(rates));
    },
  );
});

describe('the ordered list, eager and sticky (T17)', SLOW, () => {
  const YEARS = 4;
  const horizon = YEARS * 365 * 24 * HOUR;
  const run = (pools: readonly Input[], strategy: Input): readonly RunResults[] =>
    replicate(
      modelOf({
        duration: `${YEARS * 8760}h`,
        pools: [...pools, reliable],
        services: [
          service('s', {
            startup: 0,
            protection: false,
            instances: [...pools.map(({ name }) => spot(String(name))), { type: 'ecs.od' }],
            strategy: { name: 'fixed', ...strategy },
          }),
        ],
      }),
      10,
    );
  const share = (runs: readonly RunResults[], entry: number): number[] =>
    runs.map((one) => held(one, entry) / horizon);
  const perHour = (runs: readonly RunResults[], of: (one: RunResults) => number): number[] =>
    runs.map((one) => of(one) / (horizon / HOUR));

  it('eager over availabilities .8, .7, .9: shares .8, .14 and cost .322', () => {
    const pools = [onAndOff('a', 0.3, [4, 1]), onAndOff('b', 0.35, [7, 3]), onAndOff('c', 0.5, [9, 1])];
    const runs = run(pools, { returnToPreferred: true });
    [0.8, 0.14].forEach((exact, entry) => {
      expectAgreement(`T17: eager, share of entry ${entry}`, exact, estimate(share(runs, entry)));
    });
    expectAgreement(
      'T17: eager, cost per hour',
      0.322,
      estimate(perHour(runs, (one) => one.totals.cost.total)),
    );
  });

  const two = [onAndOff('a', 0.3, [6, 1.5]), onAndOff('b', 0.35, [3, 2])];
  const disciplines = [
    { name: 'sticky', mode: 'from-standard', shares: [0.64, 0.28, 0.08], preempted: 0.2, cost: 0.37 },
    { name: 'eager', mode: true, shares: [0.8, 0.12, 0.08], preempted: 0.52 / 3, cost: 0.362 },
  ] as const;

  it.each(disciplines)(
    '$name over two markets, standard left at once',
    ({ name, mode, shares, preempted, cost }) => {
      const runs = run(two, { returnToPreferred: mode });
      shares.forEach((exact, entry) => {
        expectAgreement(`T17: ${name}, share of entry ${entry}`, exact, estimate(share(runs, entry)));
      });
      const rate = estimate(perHour(runs, (one) => one.totals.preemptions.total));
      expectAgreement(`T17: ${name}, preemptions per hour`, preempted, rate);
      expectAgreement(
        `T17: ${name}, cost per hour`,
        cost,
        estimate(perHour(runs, (one) => one.totals.cost.total)),
      );
    },
  );
});

describe('placement over zones that preempt at rates .1, .2 and 1 per hour (T23)', SLOW, () => {
  const DAYS = 90;
  const replicas = 6;
  const rate = (name: string): number[] => {
    const zones = [mortal('a', '10h'), mortal('b', '5h'), mortal('c', '1h')];
    const model = modelOf({
      duration: `${DAYS}d`,
      pools: zones,
      services: [
        service('s', {
          replicas,
          startup: 0,
          protection: false,
          instances: ['a', 'b', 'c'].map(spot),
          strategy: { name },
        }),
      ],
    });
    return replicate(model, 24).map((one) => one.totals.preemptions.total / (DAYS * 24 * replicas));
  };

  it('even spread: the arithmetic mean, .43333 per replica-hour', () => {
    expectAgreement('T23: even spread', 1.3 / 3, estimate(rate('even-spread')));
  });

  it('round robin: the harmonic mean, 3/16, which is never above it', () => {
    expectAgreement('T23: round robin', 3 / 16, estimate(rate('round-robin')));
  });
});
