import { describe, expect, it } from 'vitest';
import type { RunResults } from '../../src/index.js';
import { estimate, expectAgreement, ratio } from '../support/estimate.js';
import { pool, service, type Input } from '../support/simulate.js';
import { modelOf, replicate } from '../support/theory.js';

// A service that needs four of its n replicas. T10: each replica lives in a pool of one unit of its own, there for 6 h
// and away for 1.5 h on average. T11: there is always a replacement, but it takes 0.2 h to become ready.
const DAYS = 220;

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
const pmf = (n: number, k: number, p: number): number =>
  choose(n, k) * Math.pow(p, k) * Math.pow(1 - p, n - k);
const atLeastFour = (n: number, p: number): number =>
  [4, 5, 6].reduce((total, k) => total + (k <= n ? pmf(n, k, p) : 0), 0);

const four = (n: number, further: Input = {}): Input =>
  service('s', { replicas: n, minReady: 4, startup: 0, protection: false, ...further });

const availability = (runs: readonly RunResults[]): readonly number[] =>
  runs.map(({ totals }) => totals.availability ?? NaN);

describe('T10: four of n independent units, A = 0.8', { timeout: 120_000 }, () => {
  const laws: Readonly<Record<string, Input>> = {
    exponential: { up: '6h', down: '1.5h' },
    'lognormal up of cv 2': {
      up: { distribution: 'lognormal', median: (6 * 3600) / Math.sqrt(5), sigma: Math.sqrt(Math.log(5)) },
      down: '1.5h',
    },
  };
  const world = (n: number, spells: Input) =>
    modelOf({
      name: 'k-of-n',
      duration: `${DAYS}d`,
      pools: Array.from({ length: n }, (_, i) =>
        pool('a', { name: `a${i}`, zone: `z${i}`, stock: { process: 'on-off', capacity: 1, ...spells } }),
      ),
      services: [four(n)],
    });

  it('the closed forms give the published values', () => {
    expect([4, 5, 6].map((n) => atLeastFour(n, 0.8))).toEqual([
      expect.closeTo(0.4096, 6),
      expect.closeTo(0.73728, 6),
      expect.closeTo(0.90112, 6),
    ]);
  });

  it.each([
    [4, 'exponential', 2.16211, 1.5],
    [5, 'exponential', 0.962109, 2.7],
    [6, 'exponential', 0.603516, 5.5],
    [5, 'lognormal up of cv 2', 0.962109, 2.7],
  ] as const)('n = %i, %s', (n, law, meanDown, meanUp) => {
    const runs = replicate(world(n, laws[law]), 30);
    const up = atLeastFour(n, 0.8);
    // A failure takes the four that are up to three: n / (m_U + m_D) times P(three of the others are up).
    const failures = (n / 7.5) * pmf(n - 1, 3, 0.8);
    expect(failures).toBeCloseTo(pmf(n, 4, 0.8) * 4 * (1 / 6), 12);
    expect((1 - up) / failures).toBeCloseTo(meanDown, 5);
    expect(up / failures).toBeCloseTo(meanUp, 5);
    const down = runs.map(({ totals }) => totals.downSeconds / 3600);
    const spells = runs.map(({ totals }) => totals.downtimeSpells.count);
    expectAgreement(`T10 P(N >= 4), n = ${n}, ${law}`, up, estimate(availability(runs)));
    expectAgreement(
      `T10 failures an hour, n = ${n}, ${law}`,
      failures,
      estimate(spells.map((x) => x / (24 * DAYS))),
    );
    expectAgreement(`T10 mean down, h, n = ${n}, ${law}`, (1 - up) / failures, ratio(down, spells));
    const ups = down.map((hours) => 24 * DAYS - hours);
    expectAgreement(`T10 mean up, h, n = ${n}, ${law}`, up / failures, ratio(ups, spells));
    for (const { totals } of runs) expect(totals.preemptions.total).toBe(totals.preemptions.stock);
  });
});

describe('T11: a replacement at once, ready 0.2 h later', { timeout: 120_000 }, () => {
  // A life begins at acquisition: of a length X it is ready for max(0, X - 0.2 h) of X.
  const exponential = { law: { distribution: 'exponential', mean: '6h' }, ready: Math.exp(-0.2 / 6) };
  const uniform = { law: { distribution: 'uniform', min: '0.2h', max: '12.2h' }, ready: 6 / 6.2 };
  const world = (n: number, lifetime: Input) =>
    modelOf({
      name: 'cold-start',
      duration: '120d',
      pools: [pool('a', { stock: { process: 'unlimited' }, lifetime })],
      services: [four(n, { startup: '12m' })],
    });

  it('a replica that is ready for 6 h on average is ready 6 / 6.2 of the time: P(N >= 4) of four and five', () => {
    expect(uniform.ready).toBeCloseTo(0.967742, 6);
    for (const [n, exact] of [
      [4, 0.877078],
      [5, 0.990249],
    ] as const) {
      expect(atLeastFour(n, uniform.ready)).toBeCloseTo(exact, 6);
      const runs = replicate(world(n, uniform.law), 30);
      expectAgreement(`T11 P(N >= 4), n = ${n}, uniform`, exact, estimate(availability(runs)));
    }
  });

  it('where a memoryless end may come while it starts, it is ready exp(-0.2 / 6) of the time', () => {
    for (const n of [4, 5]) {
      const runs = replicate(world(n, exponential.law), 30);
      const exact = atLeastFour(n, exponential.ready);
      expectAgreement(`T11 P(N >= 4), n = ${n}, exponential`, exact, estimate(availability(runs)));
    }
  });
});
