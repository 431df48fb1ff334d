import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { omniscientJob, type JobTerms, type Path } from '../../../src/experiment/index.js';
import { simulateJob } from '../../support/jobs.js';

const HOUR = 3600;
const flat = (value: number): Path => ({ at: [0], value: [value] });
const ONE = 1_000_000;

/** Hours as steps; spot at 1 an hour while it is there, standard at 3. */
const terms = (free: readonly number[], changes: Partial<JobTerms>): JobTerms => ({
  ...{
    work: HOUR,
    deadline: free.length * HOUR,
    restart: 0,
    replicas: 1,
    standardPrice: 3 * ONE,
    step: HOUR,
  },
  spot: [{ stock: { at: free.map((_, i) => i * HOUR), value: free }, price: flat(ONE) }],
  ...changes,
});

/** Every schedule there is, one step after the other: what a dynamic programme must not be worse or better than. */
function exhaustive({ work, restart, step, deadline, spot, standardPrice, replicas }: JobTerms): number {
  const [steps, delay] = [deadline / step, restart / step];
  const costAt = (mode: number, at: number): number => {
    if (mode === spot.length) return (standardPrice ?? Infinity) / ONE;
    const { stock, price } = spot[mode];
    const valueAt = (path: Path): number =>
      path.value[path.at.filter((from) => from <= at * step).length - 1];
    return valueAt(stock) >= replicas ? valueAt(price) / ONE : Infinity;
  };
  let best = Infinity;
  interface Place {
    readonly at: number;
    readonly left: number;
    readonly mode: number;
    readonly waits: number;
  }
  const walk = ({ at, left, mode, waits }: Place, cost: number): void => {
    if (left === 0) best = Math.min(best, cost);
    if (left === 0 || at === steps || cost >= best) return;
    walk({ at: at + 1, left, mode: -1, waits: 0 }, cost);
    for (let next = 0; next <= spot.length; next += 1) {
      const paid = costAt(next, at) * replicas;
      if (paid === Infinity) continue;
      const waiting = next === mode ? waits : delay;
      const done = waiting > 0 ? left : left - 1;
      walk({ at: at + 1, left: done, mode: next, waits: Math.max(0, waiting - 1) }, cost + paid);
    }
  };
  walk({ at: 0, left: work / step, mode: -1, waits: 0 }, 0);
  return best;
}

describe('the least that a job can cost, had everything been known', () => {
  it('takes spot where it is, and standard for the rest', () => {
    const found = omniscientJob(terms([1, 1, 0, 0, 1, 1], { work: 5 * HOUR }));
    expect(found).toEqual({
      ...{ cost: 7 * ONE, usefulSpotSeconds: 4 * HOUR, usefulStandardSeconds: HOUR },
      ...{ starts: 3, finishedAt: 6 * HOUR },
    });
  });

  it('does not go for spot that does not pay for its restarts', () => {
    // An hour of spot between standard would cost two restarts of an hour: 1 + 3 + 3 for none of the work.
    const found = omniscientJob(terms([0, 0, 0, 1, 0, 0, 0, 0], { work: 5 * HOUR, restart: HOUR }));
    expect(found).toMatchObject({ cost: 18 * ONE, usefulSpotSeconds: 0, starts: 1 });
  });

  it('says so where no schedule meets the deadline', () => {
    expect(omniscientJob(terms([1, 1, 1], { work: 3 * HOUR, restart: HOUR }))).toBeUndefined();
    expect(omniscientJob(terms([1, 0, 1], { work: 3 * HOUR, standardPrice: null }))).toBeUndefined();
  });

  it('is what going through every schedule finds, for one pool and for two whose prices move', () => {
    const hours = fc.array(fc.nat({ max: 2 }), { minLength: 9, maxLength: 9 });
    const pool = fc.record({ free: hours, price: hours });
    fc.assert(
      fc.property(
        fc.record({
          pools: fc.array(pool, { minLength: 1, maxLength: 2 }),
          work: fc.integer({ min: 1, max: 7 }),
          restart: fc.nat({ max: 2 }),
          replicas: fc.integer({ min: 1, max: 2 }),
          firm: fc.boolean(),
        }),
        ({ pools, work, restart, replicas, firm }) => {
          const at = Array.from({ length: 9 }, (_, i) => i * HOUR);
          const asked = terms(
            Array.from({ length: 9 }, () => 0),
            {
              ...{ work: work * HOUR, restart: restart * HOUR, replicas },
              standardPrice: firm ? 3 * ONE : null,
              spot: pools.map(({ free, price }) => ({
                stock: { at, value: free },
                price: { at, value: price.map((dollars) => (1 + dollars) * ONE) },
              })),
            },
          );
          const least = exhaustive(asked);
          expect(omniscientJob(asked)?.cost ?? Infinity).toBeCloseTo(least * ONE, 0);
        },
      ),
      { seed: 4, numRuns: 150 },
    );
  });

  it('is a lower bound where changes fall within a step, and comes down on the exact one as steps get shorter', () => {
    const exact = terms([], {
      ...{ work: 6 * HOUR, deadline: 10 * HOUR, restart: 720, step: 60 },
      spot: [{ stock: { at: [0, 5040, 9000, 20_160, 30_000], value: [1, 0, 1, 0, 1] }, price: flat(ONE) }],
    });
    const costs = [3600, 720, 360, 120, 60].map((step) => omniscientJob({ ...exact, step })?.cost ?? NaN);
    for (const cost of costs) expect(cost).toBeLessThanOrEqual(costs[4]);
    expect(costs[4]).toBeCloseTo(costs[3], -4);
  });

  it('is not above what any strategy pays on the same market', () => {
    const free = Array.from({ length: 25 }, (_, i) => [4 * i + (i % 3), 4 * i + (i % 3) + 1.5] as const);
    const edges = free.flatMap(([from, to]) => [Math.round(from * HOUR), Math.round(to * HOUR)]);
    const least = omniscientJob({
      ...{
        work: 48 * HOUR,
        deadline: 60 * HOUR,
        restart: 720,
        replicas: 1,
        standardPrice: 3 * ONE,
        step: 180,
      },
      spot: [
        {
          stock: { at: [0, ...edges.slice(1)], value: [1, ...edges.slice(1).map((_, i) => i % 2)] },
          price: flat(ONE),
        },
      ],
    });
    for (const name of ['uniform-progress', 'greedy', 'standard-only']) {
      const { job } = simulateJob(free, { deadline: '60h', strategy: { name } });
      expect(job.met).toBe(true);
      expect(job.cost * ONE).toBeGreaterThanOrEqual(least?.cost ?? Infinity);
    }
  });
});
