import { describe, expect, it } from 'vitest';
import { garch } from '../../../src/market/index.js';
import { openStream } from '../../../src/random/index.js';
import { estimate, expectAgreement } from '../../support/estimate.js';
import { lagged, meanOf, repeat, ticksOf } from '../../support/paths.js';

describe('GARCH(1,1): omega 0.001, alpha 0.1, beta 0.6, reversion 1.2/h, a tick every 5 min', () => {
  const ALPHA = 0.1;
  const BETA = 0.6;
  const spec = { median: 1000, omega: 0.001, alpha: ALPHA, beta: BETA, reversion: 1.2 / 3600, interval: 300 };
  const phi = Math.exp(-0.1);
  const variance = 0.001 / (1 - ALPHA - BETA);
  const make = (test: string, r: number) =>
    garch(spec, { ticks: openStream(test, r), start: openStream(test, r, 'start') });
  const log = (price: number): number => Math.log(price / 1e9);
  const paths = repeat(60, (r) => ticksOf(make('garch', r), 20_000).map(log));
  /** What each tick adds, recovered from the prices, in stationary standard deviations. */
  const innovations = paths.map((path) =>
    path.slice(1).map((x, i) => (x - phi * path[i]) / Math.sqrt(variance)),
  );

  it('innovations have the stationary variance omega / (1 - alpha - beta), and no correlation', () => {
    expectAgreement('garch: variance', 1, estimate(innovations.map((path) => lagged(path, 0))));
    // 1 + covariance, so that the tolerance is one of the variance
    const next = estimate(innovations.map((path) => 1 + lagged(path, 1)));
    expectAgreement('garch: 1 + correlation of innovations', 1, next);
  });

  it('squares cluster: kurtosis 3 (1 - s^2) / (1 - s^2 - 2 alpha^2), correlation r (alpha + beta)^(k-1)', () => {
    const both = ALPHA + BETA;
    const kurtosis = (3 * (1 - both * both)) / (1 - both * both - 2 * ALPHA * ALPHA);
    const first = (ALPHA * (1 - ALPHA * BETA - BETA * BETA)) / (1 - 2 * ALPHA * BETA - BETA * BETA);
    const squares = innovations.map((path) => path.map((e) => e * e));
    expectAgreement('garch: kurtosis', kurtosis, estimate(squares.map((path) => lagged(path, 0))));
    for (const lag of [1, 2, 5]) {
      const correlation = first * Math.exp((lag - 1) * Math.log(both));
      const found = estimate(squares.map((path) => lagged(path, lag)));
      // Against 1 of independent ones: a missing cluster shows.
      expect(correlation * (kurtosis - 1)).toBeGreaterThan(8 * found.error);
      expectAgreement(`garch: E e^2 e'^2, ${lag} ticks`, 1 + correlation * (kurtosis - 1), found);
    }
  });

  it('log price: variance of an innovation / (1 - phi^2), correlation phi^k', () => {
    const whole = variance / (1 - phi * phi);
    expectAgreement('garch: mean price of the log + 1', 1, estimate(paths.map((path) => 1 + meanOf(path))));
    expectAgreement('garch: variance of the log', whole, estimate(paths.map((path) => lagged(path, 0))));
    const found = estimate(paths.map((path) => lagged(path, 5)));
    expectAgreement('garch: covariance of the log, 5 ticks', whole * Math.exp(-0.5), found);
  });

  it('begins stationary: variance of the first log price and of the first innovation, and its kurtosis', () => {
    const starts = repeat(40_000, (r) => ticksOf(make('start', r), 2).map(log));
    const firsts = starts.map(([x]) => (x * x * (1 - phi * phi)) / variance);
    const steps = starts.map(([x, next]) => ((next - phi * x) * (next - phi * x)) / variance);
    expectAgreement('garch: variance at second 0', 1, estimate(firsts));
    expectAgreement('garch: variance of the first innovation', 1, estimate(steps));
  });

  it('draws the ticks before second 0 from a stream of their own: one uniform per tick', () => {
    let drawn = 0;
    const counting = {
      next: () => ((drawn += 1) % 97) / 98 + 0.005,
      save: () => 0,
      restore: () => undefined,
    };
    ticksOf(garch(spec, { ticks: counting, start: openStream('other') }), 101);
    expect(drawn).toBe(100);
  });
});
