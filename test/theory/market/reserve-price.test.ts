import { describe, expect, it } from 'vitest';
import { reservePrice, type ReservePriceSpec, type Truncation } from '../../../src/market/index.js';
import { openStream } from '../../../src/random/index.js';
import { estimate, expectAgreement, ratio } from '../../support/estimate.js';
import { stationaryBand } from '../../support/reserve-price.js';

const spec: ReservePriceSpec = {
  ...{ floor: 0.1, ceiling: 0.2, coefficient: -0.7, noise: 0.39, interval: 300 },
  truncation: 'resample',
};
const RUNS = 40;
const TICKS = 10_000;

/** The price's place in its band, 0 at the floor and 1 at the ceiling, tick by tick. */
function places(truncation: Truncation, run: number, ticks = TICKS): number[] {
  const process = reservePrice({ ...spec, truncation }, openStream('reserve', truncation, run));
  return Array.from({ length: ticks }, () => {
    const place = process.value / 1e5 - 1;
    process.advance();
    return place;
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const stepsOf = (path: readonly number[]): number[] => path.slice(1).map((x, t) => x - path[t]);
const squares = (path: readonly number[]): number => mean(path.map((x) => x * x));
const products = (path: readonly number[], lag: number): number =>
  mean(path.slice(lag).map((x, t) => x * path[t]));

describe.each(['resample', 'clamp', 'reflect'] as const)('a reserve price in its band, %s', (truncation) => {
  const law = stationaryBand({ ...spec, truncation });
  const paths = Array.from({ length: RUNS }, (_, run) => places(truncation, run));

  it('stays in the band, its mean in the middle', () => {
    for (const path of paths) expect(Math.min(...path) >= 0 && Math.max(...path) <= 1).toBe(true);
    expectAgreement(`mean place, ${truncation}`, 0.5, estimate(paths.map(mean)));
  });

  it('has the variance of the stationary law of (price before, price), found on a grid', () => {
    expectAgreement(`mean square place, ${truncation}`, law.meanSquare, estimate(paths.map(squares)));
  });

  it("has that law's lag-1 correlation of steps", () => {
    const steps = paths.map(stepsOf);
    expectAgreement(
      `lag-1 correlation of steps, ${truncation}`,
      law.stepCorrelation,
      ratio(
        steps.map((path) => products(path, 1)),
        steps.map(squares),
      ),
    );
  });
});

describe('a reserve price', () => {
  it('starts stationary: first price over streams', () => {
    const first = Array.from({ length: 10_000 }, (_, run) => places('resample', -1 - run, 1)[0]);
    expectAgreement('first place', 0.5, estimate(first));
    expectAgreement('first square place', stationaryBand(spec).meanSquare, estimate(first.map((x) => x * x)));
  });

  it('moves to the band of its epoch, by the noise of that band, from the first tick at or after it', () => {
    const epochs = [
      { at: 1500, floor: 0.5, ceiling: 0.9 },
      { at: 3001, floor: 0.05, ceiling: 0.06 },
    ];
    for (const truncation of ['resample', 'clamp', 'reflect'] as const) {
      const process = reservePrice({ ...spec, truncation, epochs }, openStream('epochs'));
      for (let at = 0; at < 9000; at += 300, process.advance()) {
        const [low, high] = at < 1500 ? [0.1, 0.2] : at < 3300 ? [0.5, 0.9] : [0.05, 0.06];
        expect(process.value).toBeGreaterThanOrEqual(low * 1e6);
        expect(process.value).toBeLessThanOrEqual(high * 1e6);
      }
    }
  });

  it('of an epoch is the same path, stretched to its band, once the step into it is forgotten', () => {
    const path = (floor: number, ceiling: number): number[] => {
      const epochs = [{ at: 300, floor, ceiling }];
      const process = reservePrice({ ...spec, truncation: 'clamp', epochs }, openStream('stretch'));
      return Array.from({ length: 400 }, () => {
        process.advance();
        return (process.value / 1e6 - floor) / (ceiling - floor);
      });
    };
    const [narrow, wide] = [path(0.1, 0.2), path(0.1, 90)];
    expect(mean(narrow.slice(300).map((x, t) => Math.abs(x - wide[300 + t])))).toBeLessThan(1e-4);
  });

  it('takes one uniform a tick, by inversion: a larger one never gives a lower price', () => {
    const next = (u: number): number => {
      const stream = openStream('monotone');
      let left = 1001;
      const until = { ...stream, next: () => (left-- > 0 ? stream.next() : u) };
      const process = reservePrice(spec, until);
      expect(left).toBe(0);
      process.advance();
      expect(left).toBe(-1);
      return process.value;
    };
    const values = [0.01, 0.2, 0.5, 0.8, 0.99].map(next);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(new Set(values).size).toBe(5);
  });
});
