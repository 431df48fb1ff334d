import { describe, expect, it } from 'vitest';
import { estimate, expectAgreement } from '../support/estimate.js';
import { pool, type Input } from '../support/simulate.js';
import { modelOf, replicate } from '../support/theory.js';

const HOUR = 3600;
const MINUTE = 60;

/** Mean life of a unit, cost of a checkpoint, restart: hours. */
interface Setting {
  readonly mean: number;
  readonly cost: number;
  readonly restart: number;
}

/** E[time per unit of work] with w between checkpoints: M e^(R/M) (e^((w+d)/M) - 1) / w. */
const overhead = ({ mean, cost, restart }: Setting, w: number): number =>
  (mean * Math.exp(restart / mean) * (Math.exp((w + cost) / mean) - 1)) / w;

/** Its least: w* = M (1 + W0(-e^(-1 - d/M))), W0 by Newton's method from Young's sqrt(2 d M). */
function optimum({ mean, cost }: Setting): number {
  const goal = -Math.exp(-1 - cost / mean);
  let value = Math.sqrt((2 * cost) / mean) - 1;
  for (let i = 0; i < 50; i += 1) value -= (value * Math.exp(value) - goal) / (Math.exp(value) * (1 + value));
  return mean * (1 + value);
}

/**
 * The job's own time: the first restart, then all its pieces but the last with a checkpoint. A first restart that fails
 * is begun anew on the next unit: M (e^(R/M) - 1).
 */
function exactTime(setting: Setting, w: number, pieces: number): number {
  const { mean, cost, restart } = setting;
  const last = mean * Math.exp(restart / mean) * (Math.exp(w / mean) - 1);
  return (
    mean * (Math.exp(restart / mean) - 1) + (pieces - 1) * overhead({ mean, cost, restart }, w) * w + last
  );
}

/** Units that live an exponential time, are taken without notice, and are replaced at once. */
function jobOf({ mean, cost, restart }: Setting, every: number, work: number): Input {
  const seconds = (hours: number): number => Math.round(hours * HOUR);
  return {
    duration: '30000h',
    pools: [
      pool('a', {
        price: { process: 'constant', value: 0.1 },
        stock: { process: 'unlimited' },
        lifetime: { distribution: 'exponential', mean: `${mean}h` },
      }),
    ],
    services: [],
    jobs: [
      {
        ...{
          name: 'j',
          work: seconds(work),
          deadline: '30000h',
          restart: seconds(restart),
          protection: false,
        },
        checkpoint: { every: seconds(every), cost: seconds(cost) },
        instances: [{ type: 'ecs.a', spotPriceLimit: 'market' }],
      },
    ],
  };
}

/** Hours that the job took, per replication. */
const taken = (setting: Setting, every: number, pieces: number, runs: number): readonly number[] =>
  replicate(modelOf(jobOf(setting, every, every * pieces)), runs).map(
    ({ jobs }) => (jobs?.['j']?.finishedAt ?? NaN) / HOUR,
  );

const DAY: Setting = { mean: 24, cost: 5 / MINUTE, restart: 0.1 };
const QUARTER: Setting = { mean: 6, cost: 5 / MINUTE, restart: 0.1 };
const SHORT: Setting = { mean: 1.5, cost: 5 / MINUTE, restart: 0.1 };

describe('checkpoints against units of exponential life (T22)', { timeout: 120_000 }, () => {
  it.each([
    ['a day', DAY, 1, 4000],
    ['a day', DAY, 2, 2000],
    ['6 h', QUARTER, 1, 1500],
    ['1.5 h', SHORT, 0.5, 3000],
  ] as const)('a mean life of %s: M e^(R/M) (e^((w+d)/M) - 1) / w', (name, setting, w, pieces) => {
    const times = taken(setting, w, pieces, 12).map((hours) => hours / (w * pieces));
    const exact = exactTime(setting, w, pieces) / (w * pieces);
    expectAgreement(`T22: time per work, life ${name}, w = ${w} h`, exact, estimate(times));
  });

  it('published values', () => {
    expect(overhead(DAY, 1)).toBeCloseTo(1.112783, 5);
    expect(overhead(DAY, optimum(DAY))).toBeCloseTo(1.092724, 5);
    expect([DAY, QUARTER, SHORT].map(optimum).map((hours) => Number(hours.toFixed(4)))).toEqual([
      ...[1.9448, 0.9452, 0.4461],
    ]);
  });

  it.each([
    ['6 h', QUARTER, [0.35, 0.6, 0.95, 1.5, 2.4], 0.95],
    ['1.5 h', SHORT, [0.15, 0.25, 0.45, 0.8, 1.4], 0.45],
  ] as const)(
    'a sweep finds the interval that the formula calls best, life %s',
    (_, setting, swept, best) => {
      const WORK = 400;
      const means = swept.map(
        (w) => estimate(taken(setting, w, Math.round(WORK / w), 12)).mean / (Math.round(WORK / w) * w),
      );
      expect(Math.abs(optimum(setting) - best)).toBeLessThan(0.01);
      expect(swept[means.indexOf(Math.min(...means))]).toBe(best);
    },
  );
});
