import { describe, expect, it } from 'vitest';
import { correlated } from '../../../src/inventory/index.js';
import type { StepProcess } from '../../../src/kernel/index.js';
import { openStream } from '../../../src/random/index.js';
import { estimate, expectAgreement, ratio, sum } from '../../support/estimate.js';
import { exceedanceCovariance, phi } from '../../support/normal.js';
import { laggedMeans, levelAt, sharesOf, spellsOf } from '../../support/stock-paths.js';

// Single processes against their laws. The start is in equilibrium, so that nothing of a path is left out.
const HOUR = 3600;

/** E[x(0) x(lag)] along 30 paths. */
const runs = (make: (r: number) => StepProcess, lag: number, count: number): readonly number[] =>
  Array.from({ length: 30 }, (_, r) => laggedMeans(make(r), lag, count).product);

describe('correlated', () => {
  const make = (r: number, share: number, correlation = 0.6, zone = 'z'): StepProcess =>
    correlated(
      {
        ...{ correlation, reversion: 0.5 / HOUR, interval: 300 },
        levels: [
          { units: 1, share },
          { units: 0, share: 1 - share },
        ],
      },
      { driver: openStream('driver', r), zone: openStream('correlated', r, zone) },
    );
  /** z with Phi(z) = share, by bisection: shares nothing with the engine. */
  const threshold = (share: number): number => {
    let [low, high] = [-10, 10];
    for (let i = 0; i < 100; i += 1) {
      const middle = (low + high) / 2;
      if (phi(middle) < share) low = middle;
      else high = middle;
    }
    return low;
  };

  it.each([0.5, 0.8])('E[I(0) I(t)] = A^2 + cov(z, exp(-reversion t)): A = %d', (share) => {
    for (const minutes of [5, 60]) {
      const exact = share * share + exceedanceCovariance(threshold(share), Math.exp((-0.5 * minutes) / 60));
      const found = runs((r) => make(r, share), minutes * 60, minutes === 5 ? 20_000 : 5000);
      expectAgreement(`correlated A ${share}, E[I(0) I(${minutes} min)]`, exact, estimate(found));
    }
  });

  it('has mean spells A T / crossings: up A interval / (A (1 - A) - cov(z, phi))', () => {
    const phiStep = Math.exp((-0.5 * 300) / HOUR);
    const losses = 0.8 * 0.2 - exceedanceCovariance(threshold(0.8), phiStep);
    const found = Array.from({ length: 30 }, (_, r) => spellsOf(make(r, 0.8), 3000));
    const up = ratio(
      found.map((run) => sum(run.up)),
      found.map((run) => run.up.length),
    );
    const down = ratio(
      found.map((run) => sum(run.down)),
      found.map((run) => run.down.length),
    );
    expectAgreement('correlated mean up, s', (0.8 * 300) / losses, up);
    expectAgreement('correlated mean down, s', (0.2 * 300) / losses, down);
  });

  it.each([
    [0.5, 0.6],
    [0.8, 0.6],
    [0.8, 0],
  ])('zones of one driver are up together: A^2 + cov(z, rho), A = %d, rho = %d', (share, rho) => {
    const exact = share * share + exceedanceCovariance(threshold(share), rho);
    // The arcsine law of signs (Sheppard 1899): at A = 1/2 the covariance is asin(rho) / (2 pi).
    if (share === 0.5) expect(exact).toBeCloseTo(0.25 + Math.asin(rho) / (2 * Math.PI), 9);
    const both = Array.from({ length: 30 }, (_, r) => {
      const [first, second] = ['a', 'b'].map((zone) => make(r, share, rho, zone));
      const found = Array.from(
        { length: 4000 },
        (__, k) => levelAt(first, k * HOUR) * levelAt(second, k * HOUR),
      );
      return sum(found) / found.length;
    });
    expectAgreement(`correlated P(both), A ${share}, rho ${rho}`, exact, estimate(both));
  });

  it('spends its time in levels by their shares, most units where the scarcity is low', () => {
    const levels = [
      { units: 2, share: 0.3 },
      { units: 8, share: 0.5 },
      { units: 0, share: 0.2 },
    ];
    const found = Array.from({ length: 40 }, (_, r) =>
      sharesOf(
        correlated(
          { correlation: 0.3, reversion: 2 / HOUR, interval: 300, levels },
          { driver: openStream('driver', r), zone: openStream('levels', r) },
        ),
        4000 * HOUR,
      ),
    );
    for (const { units, share } of levels) {
      const samples = found.map((time) => time.get(units) ?? 0);
      expectAgreement(`correlated share of ${units} units`, share, estimate(samples));
    }
  });
});
