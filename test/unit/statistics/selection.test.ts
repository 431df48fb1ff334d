import { describe, expect, it } from 'vitest';
import { normalQuantile, openStream } from '../../../src/random/index.js';
import { etaOf, FeasibilityCheck, h2Of, KimNelson } from '../../../src/statistics/index.js';

describe('KN', () => {
  it.each([
    [2, 10, 0.3341, 6.0129],
    [5, 10, 0.635, 11.4294],
    [8, 20, 0.282, 10.7149],
  ])('with k = %i and n0 = %i has eta %f and h^2 %f at alpha 0.05', (k, n0, eta, h2) => {
    expect(etaOf(0.05 / (k - 1), n0)).toBeCloseTo(eta, 4);
    expect(h2Of(0.05 / (k - 1), n0)).toBeCloseTo(h2, 3);
  });

  it('keeps the best of five in the slippage configuration with at least 95 %, and does not run for ever', () => {
    const [runs, k, delta] = [1000, 5, 0.5];
    let [right, samples] = [0, 0];
    for (let run = 0; run < runs; run += 1) {
      const streams = Array.from({ length: k }, (_, i) => openStream('kn', run, i));
      const selection = new KimNelson(k, { alpha: 0.05, delta, n0: 10 });
      while (selection.selection.survivors.length > 1)
        selection.observe((i) => (i === 3 ? 0 : delta) + normalQuantile(streams[i].next()));
      if (selection.selection.survivors[0] === 3) right += 1;
      samples += selection.selection.seen;
    }
    // The promise is a lower bound: one-sided, and the test itself has a standard error of 0.7 %.
    expect(right / runs).toBeGreaterThanOrEqual(0.95 - 2.5 * Math.sqrt((0.95 * 0.05) / runs));
    expect(samples / runs).toBeLessThan(400);
    expect(samples / runs).toBeGreaterThan(20);
  });

  it('takes fewer samples where systems share their chance', () => {
    const needed = (shared: boolean): number => {
      const [all, own] = [openStream('kn-common'), [openStream('kn-a'), openStream('kn-b')]];
      const selection = new KimNelson(2, { alpha: 0.05, delta: 0.2, n0: 10 });
      while (selection.selection.survivors.length > 1) {
        const common = normalQuantile(all.next());
        selection.observe(
          (i) => 0.2 * i + (shared ? common : 0) + (shared ? 0.1 : 1) * normalQuantile(own[i].next()),
        );
      }
      return selection.selection.seen;
    };
    expect(needed(true)).toBe(10);
    expect(needed(false)).toBeGreaterThan(2 * needed(true));
  });

  it('ends on equals: the first stays', () => {
    const selection = new KimNelson(3, { alpha: 0.05, delta: 1, n0: 5 });
    for (let i = 0; i < 5; i += 1) selection.observe(() => i);
    expect(selection.selection).toEqual({ survivors: [0], seen: 5 });
  });
});

describe('the feasibility check', () => {
  it('errs no more often than promised where the mean is a tolerance away, and decides', () => {
    const runs = 2000;
    const wrong = (mean: number): number => {
      let errors = 0;
      for (let run = 0; run < runs; run += 1) {
        const stream = openStream('feasible', mean, run);
        const check = new FeasibilityCheck({ beta: 0.05, tolerance: 0.5, n0: 10 });
        while (check.verdict === 'undecided') check.observe(mean + normalQuantile(stream.next()));
        if (check.verdict !== (mean < 0 ? 'feasible' : 'infeasible')) errors += 1;
      }
      return errors / runs;
    };
    const bound = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs);
    expect(wrong(-0.5)).toBeLessThanOrEqual(bound);
    expect(wrong(0.5)).toBeLessThanOrEqual(bound);
  });

  it('leans with the mean while it is undecided', () => {
    const check = new FeasibilityCheck({ beta: 0.05, tolerance: 0.01, n0: 5 });
    for (const value of [1, -1, 1, -1, -1]) check.observe(value);
    expect([check.verdict, check.leaning]).toEqual(['undecided', 'feasible']);
  });
});
