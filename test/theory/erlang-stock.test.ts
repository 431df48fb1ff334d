import { beforeAll, describe, expect, it } from 'vitest';
import { SilentRecorder, type RunResults } from '../../src/index.js';
import { estimate, expectAgreement, ratio, sum } from '../support/estimate.js';
import { pool, service, type Input } from '../support/simulate.js';
import { modelOf, replicate, watch } from '../support/theory.js';

// Others' standard use of a pool is an M/G/c/c system of its own that starts in equilibrium. The unit of time of
// these tests is a day: stock is seen at whole seconds, so that two changes within one second show as one, which
// at a few changes a day hides about one in ten thousand. Shares of time are exact at any pace.
const DAY = 86_400;

/** Erlang B: B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1)). */
function blocking(capacity: number, load: number): number {
  let b = 1;
  for (let k = 1; k <= capacity; k += 1) b = (load * b) / (k + load * b);
  return b;
}

/** P(n units in use) = (a^n / n!) / sum over k <= c of a^k / k!. */
function inUse(capacity: number, load: number): number[] {
  const weights = [1];
  for (let n = 1; n <= capacity; n += 1) weights.push((weights[n - 1] * load) / n);
  const total = sum(weights);
  return weights.map((weight) => weight / total);
}

/** Holds of mean 1 day; the median of a lognormal is its mean times exp(-sigma^2 / 2). */
const HOLDS: Readonly<Record<string, unknown>> = {
  exponential: '1d',
  constant: { distribution: 'constant', value: '1d' },
  lognormal: { distribution: 'lognormal', median: `${DAY * Math.exp(-0.5)}s`, sigma: 1 },
};

const crowded = (name: string, capacity: number, load: number, hold: unknown): Input =>
  pool(name, { zone: name, stock: { process: 'erlang', capacity, arrivals: `${load}/d`, hold } });

describe(
  'others who fill a pool, B(k) = a B(k-1) / (k + a B(k-1)) whatever the law of their holds',
  { timeout: 120_000 },
  () => {
    const SYSTEMS = [
      { capacity: 1, load: 1, known: 0.5, days: 3650 },
      { capacity: 5, load: 3, known: 0.1100543, days: 3650 },
      { capacity: 10, load: 7, known: 0.0787409, days: 3650 },
      { capacity: 100, load: 90, known: 0.0269574, days: 2400 },
    ];
    // Constant holds scatter less: half the time will do.
    const cases = SYSTEMS.flatMap((system) =>
      Object.keys(HOLDS).map((law) => ({
        ...system,
        law,
        days: law === 'constant' ? system.days / 2 : system.days,
      })),
    );

    it.each(cases)(
      'T13: share of time with no unit free, c = $capacity, a = $load, holds: $law',
      (system) => {
        const { capacity, load, known, days, law } = system;
        const model = modelOf({
          name: 'erlang',
          seed: law,
          duration: `${days}d`,
          pools: [crowded('a', capacity, load, HOLDS[law])],
          services: [],
        });
        const exact = blocking(capacity, load);
        expect(exact).toBeCloseTo(known, 7);
        const shares = replicate(model, 40).map(({ pools }) => pools['a'].stockOutSeconds / (days * DAY));
        expectAgreement(`T13 B(${capacity}, ${load}), ${law}`, exact, estimate(shares));
      },
    );
  },
);

describe('spot under the priority of others: c = 10, a = 7 a day', () => {
  // Four worlds in one run: in pool k a service that wants k unprotected spot replicas, ready at once and down
  // with less than k. It has them exactly while k units are spare, and others never notice it.
  const SLOTS = [1, 2, 3, 4];
  const SPARE = [0.921259, 0.808772, 0.664146, 0.498859];
  const DAYS = 2700;
  const busy = inUse(10, 7);
  /** P(spare >= k), and the rate at which others take the k-th spare unit: a p(10 - k). */
  const spare = (k: number): number => sum(busy.slice(0, 11 - k));
  const loss = (k: number): number => 7 * busy[10 - k];
  let runs: readonly RunResults[] = [];
  const each = (k: number) => runs.map(({ services }) => services[`wants ${k}`]);

  beforeAll(() => {
    const model = modelOf({
      name: 'spare-capacity',
      duration: `${DAYS}d`,
      pools: SLOTS.map((k) => ({ ...crowded(`p${k}`, 10, 7, '1d'), type: `ecs.${k}` })),
      services: SLOTS.map((k) =>
        service(`wants ${k}`, {
          replicas: k,
          protection: false,
          startup: 0,
          instances: [{ type: `ecs.${k}`, spotPriceLimit: 0.2 }],
        }),
      ),
    });
    runs = replicate(model, 30);
  }, 120_000);

  it.each(SLOTS)('T14: k = %i units are held a share P(spare >= k) of the time', (k) => {
    expect(spare(k)).toBeCloseTo(SPARE[k - 1], 6);
    expectAgreement(
      `T14 P(spare >= ${k})`,
      spare(k),
      estimate(each(k).map(({ availability }) => availability ?? NaN)),
    );
  });

  it.each([
    { k: 1, rate: 0.787409, up: 1.169988 },
    { k: 2, rate: 1.012383, up: 0.79888 },
    { k: 4, rate: 1.157009, up: 0.431163 },
  ])(
    'T14: the k-th unit, k = $k, is lost a p(c - k) times a day, after P(spare >= k) / (a p(c - k))',
    (slot) => {
      const { k, rate, up } = slot;
      expect([loss(k), spare(k) / loss(k)].map((x) => x.toFixed(6))).toEqual([
        rate.toFixed(6),
        up.toFixed(6),
      ]);
      // Down spells begin with the loss of the k-th unit; the first one may begin with the run.
      const losses = each(k).map(({ downtimeSpells }) => downtimeSpells.count);
      expectAgreement(`T14 losses a day of unit ${k}`, rate, estimate(losses.map((count) => count / DAYS)));
      const ready = each(k).map(({ wantedSeconds, downSeconds }) => (wantedSeconds - downSeconds) / DAY);
      expectAgreement(`T14 mean spell with ${k}, days`, up, ratio(ready, losses));
    },
  );

  it('T14: four replicas lose the sum of the rates, all for stock; E held = sum of P(spare >= k)', () => {
    const rate = sum(SLOTS.map(loss));
    const preemptions = each(4).map(({ preemptions }) => preemptions.total / DAYS);
    expectAgreement('T14 preemptions a day of 4', rate, estimate(preemptions));
    for (const { preemptions: counts } of each(4)) expect(counts.stock).toBe(counts.total);
    const held = each(4).map(({ readyReplicaSeconds }) => readyReplicaSeconds / (DAYS * DAY));
    expectAgreement('T14 E held of 4', sum(SLOTS.map(spare)), estimate(held));
  });

  it('T14: E spare = c - a (1 - B), less what we hold', () => {
    const exact = sum(busy.map((share, n) => share * (10 - n)));
    expect(exact).toBeCloseTo(3.551186, 6);
    const idle = runs.map(({ pools }) => pools['p1'].stockMean ?? NaN);
    expectAgreement('T14 E spare beyond one', exact - spare(1), estimate(idle));
  });
});

/** Counts the units that others take from a pool. */
class Onlooker extends SilentRecorder {
  taken = 0;
  private level = -1;

  override stock(_at: number, _pool: number, level: number): void {
    if (level < this.level) this.taken += this.level - level;
    this.level = level;
  }
}

describe('Little: L = lambda W for others, c = 10, a = 7 a day, holds of mean 1 day', () => {
  const DAYS = 1500;

  it.each(Object.keys(HOLDS))('T15: units in use = units taken a day x 1 day, holds: %s', (law) => {
    const model = modelOf({
      name: 'little',
      seed: law,
      duration: `${DAYS}d`,
      pools: [crowded('a', 10, 7, HOLDS[law])],
      services: [],
    });
    const seen = Array.from({ length: 30 }, (_, replication) => watch(model, replication, new Onlooker()));
    const inUseOnAverage = seen.map(({ results }) => 10 - (results.pools['a'].stockMean ?? NaN));
    const takenADay = seen.map(({ recorder }) => recorder.taken / DAYS);
    const carried = 7 * (1 - blocking(10, 7));
    expect(carried).toBeCloseTo(6.448814, 6);
    expectAgreement(`T15 L, ${law}`, carried, estimate(inUseOnAverage));
    // A unit taken in the second in which another comes back is not seen: a share L / 86 400 of all.
    const sojourn = 1 / (1 - carried / DAY);
    expectAgreement(`T15 L / lambda = W, days, ${law}`, sojourn, ratio(inUseOnAverage, takenADay));
  });
});
