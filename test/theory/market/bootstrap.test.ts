import { describe, expect, it } from 'vitest';
import type { Series } from '../../../src/kernel/index.js';
import { bootstrapFault, bootstrapPrice } from '../../../src/market/index.js';
import { openStream } from '../../../src/random/index.js';
import { estimate, expectAgreement, sum } from '../../support/estimate.js';
import { repeat, shareOf, spellsOf } from '../../support/paths.js';

/** Known until second 9000: 0.1 for 3000 s, 0.4 for 500 s, 0.2 for 5500 s. */
const series: Series = {
  at: Float64Array.of(70_000, 73_000, 73_500),
  value: Float64Array.of(100_000, 400_000, 200_000),
  until: 79_000,
};
/** Every second has its own value, 1 to 500, so that the path shows where each block began. */
const seconds: Series = {
  at: Float64Array.from({ length: 500 }, (_, i) => i),
  value: Float64Array.from({ length: 500 }, (_, i) => i + 1),
  until: 500,
};
const SCHEMES = ['stationary', 'moving'] as const;

describe.each(SCHEMES)('bootstrap of a step function, %s', (scheme) => {
  it('has the time-weighted shares and mean of the recording', () => {
    const make = (r: number) => bootstrapPrice(series, { block: 1000, scheme }, openStream(scheme, r));
    const end = 5_000_000;
    for (const [level, share] of [
      [100_000, 3000 / 9000],
      [200_000, 8500 / 9000],
    ] as const) {
      const shares = repeat(40, (r) => shareOf(make(r), end, (price) => price <= level));
      expectAgreement(`bootstrap: share at or below ${level}, ${scheme}`, share, estimate(shares));
    }
    const means = repeat(40, (r) => {
      let integral = 0;
      spellsOf(make(r), end, (price, length) => (integral += price * length));
      return integral / end;
    });
    const exact = (3000 * 100_000 + 500 * 400_000 + 5500 * 200_000) / 9000;
    expectAgreement(`bootstrap: mean, ${scheme}`, exact, estimate(means));
  });

  it('begins anywhere in the recording alike', () => {
    const starts = repeat(
      40_000,
      (r) => bootstrapPrice(seconds, { block: 60, scheme }, openStream(scheme, r)).value,
    );
    expectAgreement(`bootstrap: mean start, ${scheme}`, 250.5, estimate(starts));
    expect(Math.min(...starts)).toBe(1);
    expect(Math.max(...starts)).toBe(500);
  });
});

/** Lengths of the blocks, those cut by the ends of the run included. */
function blocksOf(scheme: 'stationary' | 'moving', block: number, end: number): number[] {
  const lengths: number[] = [];
  let before = NaN;
  let begun = 0;
  spellsOf(
    bootstrapPrice(seconds, { block, scheme }, openStream('blocks', scheme)),
    end,
    (value, length, at) => {
      if (length !== 1) expect.unreachable(`a second of ${length}`);
      if (at > 0 && value !== (before % 500) + 1) {
        lengths.push(at - begun);
        begun = at;
      }
      before = value;
    },
  );
  return lengths;
}

describe('the law of blocks', () => {
  it('stationary: lengths are geometric with the mean asked for', () => {
    // One in 500 blocks goes on where the one before it ended, and cannot be told from it.
    const kept = 1 - 0.998 / 40;
    const lengths = blocksOf('stationary', 40, 1_600_000);
    expectAgreement('bootstrap: mean block', 40 / 0.998, estimate(lengths));
    for (const k of [1, 10, 60]) {
      const longer = lengths.map((length) => (length > k ? 1 : 0));
      expectAgreement(`bootstrap: blocks longer than ${k}`, Math.exp(k * Math.log(kept)), estimate(longer));
    }
  });

  it('moving: all of one length, but for the first, which has begun before', () => {
    const [first, ...others] = blocksOf('moving', 40, 100_000);
    expect(first).toBeLessThanOrEqual(40);
    // Two of which one goes on where the other ended show as one.
    expect(others.filter((length) => length === 40).length / others.length).toBeGreaterThan(0.98);
    expect(others.filter((length) => length % 40 !== 0)).toEqual([]);
    const ends = repeat(20_000, (r) => {
      const process = bootstrapPrice(series, { block: 40, scheme: 'moving' }, openStream('first', r));
      return process.nextAt;
    }).filter((end) => end <= 40);
    expectAgreement('bootstrap: what is left of the first block', 20.5, estimate(ends));
  });

  it('stationary: covariance over k seconds is that of the circle times (1 - 1/block)^k', () => {
    const half: Series = { at: Float64Array.of(0, 250), value: Float64Array.of(1, 2), until: 500 };
    const lag = 25;
    const products = repeat(60, (r) => {
      const path: number[] = [];
      spellsOf(
        bootstrapPrice(half, { block: 50, scheme: 'stationary' }, openStream('half', r)),
        60_000,
        (v, n) => {
          for (let i = 0; i < n; i += 1) path.push(2 * v - 3);
        },
      );
      return 1 + sum(path.slice(lag).map((x, i) => x * path[i])) / (path.length - lag);
    });
    const circle = (500 - 4 * lag) / 500;
    const exact = 1 + circle * Math.exp(lag * Math.log1p(-1 / 50));
    expectAgreement('bootstrap: 1 + correlation over 25 s', exact, estimate(products));
  });

  it('a block as long as the history is allowed, a longer one is not', () => {
    expect(bootstrapFault(series, { block: 9000 })).toBeUndefined();
    expect(bootstrapFault(series, { block: 9001 })?.key).toBe('block');
    const instant = { at: Float64Array.of(5), value: Float64Array.of(1) };
    expect(bootstrapFault(instant, { block: 1 })?.key).toBe('file');
  });
});
