import { beforeAll, describe, expect, it } from 'vitest';
import { SilentRecorder } from '../../src/index.js';
import { expectAgreement, ratio, sum } from '../support/estimate.js';
import { phi } from '../support/normal.js';
import { pool, service } from '../support/simulate.js';
import { modelOf, watch } from '../support/theory.js';

// How long an Ornstein-Uhlenbeck price takes from its median to a ceiling. The clock starts at the first tick within
// 2 % of the median after the last preemption and stops at the next preemption, in the second of its notice: what
// starts it is seen in the market, what stops it is the engine's doing. Where exactly it started is known, and the
// exact figure is taken there; by symmetry that is nearly the figure at the median.
const MEDIAN = 0.3;
const SIGMA = 0.5;
const THETA = 0.2;
const TICK_HOURS = 1 / 12;
const NEAR = 0.02;
const YEARS = 30;

/** Broadie, Glasserman and Kou (1997): -zeta(1/2) / sqrt(2 pi); a path seen at ticks meets a level this much later. */
const BETA = 0.5826;
const SHIFT = BETA * Math.sqrt(2 * THETA * TICK_HOURS);

/** theta E[T] from x to z in standard deviations: sqrt(2 pi) times the integral of exp(s^2 / 2) Phi(s); Simpson's rule. */
function passage(x: number, z: number): number {
  const steps = 2000;
  const width = (z - x) / steps;
  let total = 0;
  for (let i = 0; i <= steps; i += 1) {
    const s = x + i * width;
    total += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp((s * s) / 2) * phi(s);
  }
  return (Math.sqrt(2 * Math.PI) * total * width) / 3;
}

/** The way from the median to x, to second order. */
const head = (x: number): number => Math.sqrt(2 * Math.PI) * (x / 2) + (x * x) / 2;

const zOf = (price: number): number => Math.log(price / MEDIAN) / SIGMA;

/** For each service the passages: hours, and the deviation from the median at which they began. */
class Passages extends SilentRecorder {
  readonly hours: number[][] = [[], []];
  readonly from: number[][] = [[], []];
  readonly #since = [-1, -1];
  readonly #start = [0, 0];

  override price(at: number, _pool: number, unprotected: number): void {
    const place = unprotected / 1e6 / MEDIAN;
    if (place < 1 - NEAR || place > 1 + NEAR) return;
    this.#since.forEach((since, of) => {
      if (since >= 0) return;
      this.#since[of] = at;
      this.#start[of] = Math.log(place) / SIGMA;
    });
  }

  override noticed(at: number, of: number): void {
    if (this.#since[of] < 0) return;
    this.hours[of].push((at - this.#since[of]) / 3600);
    this.from[of].push(this.#start[of]);
    this.#since[of] = -1;
  }
}

const CEILING = 0.5;
/** Lowered by the shift, a ceiling that is seen at ticks is met when the continuous path meets the other. */
const LOWERED = Math.round(CEILING * Math.exp(-SIGMA * SHIFT) * 1e6) / 1e6;

const years: Passages[] = [];
const found = (of: number) =>
  ratio(
    years.map(({ hours }) => sum(hours[of])),
    years.map(({ hours }) => hours[of].length),
  );
const starts = (of: number): readonly number[] => years.flatMap(({ from }) => from[of]);
/** The mean of the exact figure over where the clock started, in hours. */
const exactly = (of: number, z: number): number =>
  (passage(0, z) - sum(starts(of).map(head)) / starts(of).length) / THETA;

beforeAll(() => {
  const model = modelOf({
    name: 'first-passage',
    duration: '365d',
    pools: [
      pool('a', {
        price: {
          process: 'ornstein-uhlenbeck',
          median: MEDIAN,
          sigma: SIGMA,
          reversion: '0.2/h',
          interval: '5m',
        },
        stock: { process: 'unlimited' },
      }),
    ],
    services: [CEILING, LOWERED].map((b, i) =>
      service(`s${i}`, { protection: false, startup: 0, instances: [{ type: 'ecs.a', spotPriceLimit: b }] }),
    ),
  });
  for (let year = 0; year < YEARS; year += 1) years.push(watch(model, year, new Passages()).recorder);
}, 120_000);

describe('first passage of an Ornstein-Uhlenbeck price from its median to a ceiling (T20)', () => {
  it('the formula gives the known values: 10.8487 h to z = 1.02165, 52.142 h to 2, and 12.891 h with the shift', () => {
    expect(passage(0, 1.02165) / THETA).toBeCloseTo(10.8487, 3);
    expect(passage(0, 2) / THETA).toBeCloseTo(52.142, 3);
    expect(passage(0, 1.02165 + SHIFT) / THETA).toBeCloseTo(12.891, 2);
    for (const x of [-0.04, 0.03]) expect(head(x)).toBeCloseTo(passage(0, x), 4);
  });

  it('a price seen each 5 min takes until z + 0.5826 sqrt(2 theta dt), within 3 %', () => {
    const ticked = found(0);
    const exact = exactly(0, zOf(CEILING) + SHIFT);
    expectAgreement('T20 ticked, h', exact, ticked);
    expect(Math.abs(ticked.mean / exact - 1)).toBeLessThan(0.03);
    // It began near enough the median.
    expect(Math.abs(exact / 12.891 - 1)).toBeLessThan(0.01);
  });

  it('under a ceiling lowered by as much it takes what the continuous price takes to the ceiling, within 3 %', () => {
    const continuous = found(1);
    const exact = exactly(1, zOf(CEILING));
    expectAgreement('T20 continuous, h', exact, continuous);
    expect(Math.abs(continuous.mean / exact - 1)).toBeLessThan(0.03);
    expect(Math.abs(exact / 10.849 - 1)).toBeLessThan(0.01);
  });

  it('a tick ignored would be an error of 19 %, which the tolerance would not bear', () => {
    expect(found(0).mean / exactly(0, zOf(CEILING))).toBeGreaterThan(1.15);
  });
});
