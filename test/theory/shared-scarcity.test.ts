import { describe, expect, it } from 'vitest';
import type { RunResults } from '../../src/index.js';
import { estimate, expectAgreement } from '../support/estimate.js';
import { exceedanceCovariance, phi } from '../support/normal.js';
import { pool, service, type Input } from '../support/simulate.js';
import { modelOf, replicate } from '../support/theory.js';

// Two zones under one regional driver, a service in each; and pools that lose all they have at once.
const YEAR = 365 * 24;

const zone = (name: string, stock: Input): Input => pool(name, { zone: `z-${name}`, stock });
const inZone = (name: string): Input =>
  service(`s-${name}`, {
    startup: 0,
    protection: false,
    instances: [{ type: `ecs.${name}`, spotPriceLimit: 0.2 }],
  });

describe('zones that share a driver', { timeout: 120_000 }, () => {
  const run = (availability: number, correlation: number): readonly RunResults[] =>
    replicate(
      modelOf({
        name: 'zones',
        duration: '150d',
        pools: ['a', 'b'].map((name) =>
          zone(name, {
            ...{ process: 'correlated', driver: 'region', correlation, availability },
            ...{ capacity: 1, reversion: '0.5/h', interval: '5m' },
          }),
        ),
        services: [inZone('a'), inZone('b')],
      }),
      24,
    );

  it('both are up 1/4 + asin(rho) / (2 pi) of the time where each is half of it', () => {
    const exact = 0.25 + Math.asin(0.6) / (2 * Math.PI);
    const both = run(0.5, 0.6).map(({ totals }) => totals.availability ?? NaN);
    expectAgreement('zones, P(both), A = 0.5, rho = 0.6', exact, estimate(both));
  });

  it('both A^2 + cov(z, rho) of the time, each loses its unit A (1 - A) - cov(z, phi) times a tick', () => {
    const z = 0.8416212335729143;
    expect(phi(z)).toBeCloseTo(0.8, 12);
    const runs = run(0.8, 0.4);
    const both = runs.map(({ totals }) => totals.availability ?? NaN);
    expectAgreement(
      'zones, P(both), A = 0.8, rho = 0.4',
      0.64 + exceedanceCovariance(z, 0.4),
      estimate(both),
    );
    const losses = 12 * (0.8 * 0.2 - exceedanceCovariance(z, Math.exp(-0.5 / 12)));
    const reclaims = runs.map(({ totals }) => totals.preemptions.stock / 2 / (150 * 24));
    expectAgreement('zones, reclaims an hour', losses, estimate(reclaims));
  });
});

describe('losses in batches', { timeout: 120_000 }, () => {
  it('eight replicas in one pool are up exp(-a) of the time, and are reclaimed all at once', () => {
    const model = modelOf({
      name: 'bulk',
      duration: '365d',
      pools: [
        zone('a', {
          ...{ process: 'bulk', capacity: 8, losses: '0.1/h', size: '100%' },
          return: { distribution: 'lognormal', median: 3600, sigma: 1 },
        }),
      ],
      services: [service('s', { startup: 0, protection: false, replicas: 8 })],
    });
    const runs = replicate(model, 24);
    // The mean absence is exp(1/2) h.
    const away = 0.1 * Math.exp(0.5);
    const up = runs.map(({ totals }) => totals.availability ?? NaN);
    expectAgreement('bulk, exp(-a)', Math.exp(-away), estimate(up));
    const reclaims = runs.map(({ totals }) => totals.preemptions.stock / 8 / YEAR);
    expectAgreement('bulk, losses an hour that meet all units', 0.1 * Math.exp(-away), estimate(reclaims));
    for (const { totals } of runs) expect(totals.degradedSeconds).toBe(0);
  });
});
