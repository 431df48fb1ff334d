import { describe, expect, it } from 'vitest';
import { recover, type RecoveryPlan } from './simulated.js';

const H = 3600;
const D = 86_400;
const OU = { process: 'ornstein-uhlenbeck', median: 0.1, sigma: 0.35, reversion: '0.5/h' };
const OU_TRUTH = { median: 0.1, sigma: 0.35, reversion: 0.5 / H };

const PLANS: readonly (readonly [string, RecoveryPlan])[] = [
  [
    'independent',
    {
      price: { process: 'independent', price: { distribution: 'lognormal', median: 0.1, sigma: 0.4 } },
      ...{ days: 10, seeds: 40 },
      truth: { 'price.median': 0.1, 'price.sigma': 0.4 },
    },
  ],
  ['ornstein-uhlenbeck', { price: OU, days: 60, seeds: 30, truth: OU_TRUTH }],
  [
    'ornstein-uhlenbeck with season',
    {
      price: {
        ...OU,
        season: { daily: { amplitude: 0.3, peak: '14h' }, weekly: { amplitude: 0.4, peak: '2d' } },
      },
      ...{ days: 42, seeds: 16 },
      truth: {
        ...OU_TRUTH,
        'season.daily.amplitude': 0.3,
        'season.daily.peak': 14 * H,
        'season.weekly.amplitude': 0.4,
        'season.weekly.peak': 2 * D,
      },
    },
  ],
  [
    'mixture',
    {
      price: {
        process: 'mixture',
        price: [
          { weight: 0.7, mean: 0.1, sd: 0.01 },
          { weight: 0.3, mean: 0.2, sd: 0.02 },
        ],
        gap: [
          { weight: 0.6, mean: '10m', sd: '1m' },
          { weight: 0.4, mean: '2h', sd: '15m' },
        ],
        round: 0.001,
      },
      ...{ days: 25, seeds: 8 },
      truth: {
        'price.0.weight': 0.7,
        'price.0.mean': 0.1,
        'price.0.sd': 0.01,
        'price.1.mean': 0.2,
        'price.1.sd': 0.02,
      },
    },
  ],
  [
    'reserve-price',
    {
      price: { process: 'reserve-price', floor: 0.1, ceiling: 0.2 },
      ...{ days: 4, seeds: 30 },
      truth: { floor: 0.1, ceiling: 0.2, coefficient: -0.7, noise: 0.39 },
    },
  ],
  [
    'regime-switching',
    {
      price: {
        process: 'regime-switching',
        regimes: [
          { median: 0.1, sigma: 0.3, reversion: '1/h' },
          { median: 0.6, sigma: 0.2, reversion: '0.5/h' },
        ],
        rates: [
          [0, '0.2/h'],
          ['0.4/h', 0],
        ],
      },
      ...{ days: 8, seeds: 8 },
      truth: {
        'regimes.0.median': 0.1,
        'regimes.0.sigma': 0.3,
        'regimes.0.reversion': 1 / H,
        'regimes.1.median': 0.6,
        'regimes.1.sigma': 0.2,
        'rates.0.1': 0.2 / H,
        'rates.1.0': 0.4 / H,
      },
    },
  ],
  [
    'garch',
    {
      price: { process: 'garch', median: 0.1, omega: 0.0004, alpha: 0.15, beta: 0.75, reversion: '0.5/h' },
      ...{ days: 30, seeds: 12 },
      truth: { median: 0.1, omega: 0.0004, alpha: 0.15, beta: 0.75, reversion: 0.5 / H },
    },
  ],
  [
    'spikes',
    {
      price: {
        process: 'spikes',
        base: { ...OU, sigma: 0.2 },
        clock: { quiet: '0.005/h', busy: '0.3/h', toBusy: '0.01/h', toQuiet: '0.04/h' },
        level: { distribution: 'lognormal', median: 3, sigma: 0.2 },
        duration: { distribution: 'lognormal', median: '6m', sigma: 0.4 },
      },
      ...{ days: 45, seeds: 30 },
      truth: {
        'base.median': 0.1,
        'base.sigma': 0.2,
        'base.reversion': 0.5 / H,
        'clock.busy': 0.3 / H,
        'duration.median': 360,
      },
    },
  ],
  [
    'provider',
    {
      price: {
        ...{ process: 'provider', maximum: 1, minimum: 0, beta: 0.9, theta: 0.02 },
        arrivals: { distribution: 'exponential', mean: 0.03 },
      },
      ...{ days: 5, seeds: 100 },
      truth: { beta: 0.9, 'arrivals.mean': 0.03 },
    },
  ],
  [
    'administered',
    {
      price: {
        ...{ process: 'administered', median: 0.1, sigma: 0.1, reversion: '0.05/h' },
        ...{ changes: '12/d', maxStep: 2 },
      },
      ...{ days: 180, seeds: 16 },
      truth: { median: 0.1, sigma: 0.1, reversion: 0.05 / H, changes: 12 / D },
    },
  ],
];

/**
 * Four standard errors of a spread that is itself estimated; the ends of a band are extremes, whose law is nearly
 * exponential (kurtosis 9, not 3), so that their spread is known half as well.
 */
const slackOf = (path: string, seeds: number): number =>
  ((path === 'floor' || path === 'ceiling' ? 2 : 1) * 4) / Math.sqrt(2 * (seeds - 1));

describe('fits of simulated histories', () => {
  it.each(PLANS)('find the parameters of %s, with honest standard errors', (process, plan) => {
    const recovered = recover(process, plan);
    console.log(
      process,
      recovered.map((r) => r.path + ' z ' + r.z.toFixed(2) + ' c ' + r.calibration?.toFixed(2)).join('; '),
    );
    for (const { path, z, calibration } of recovered) {
      expect(Math.abs(z), `${path}: bias in standard errors of the mean`).toBeLessThan(2);
      if (calibration === null) continue;
      const slack = slackOf(path, plan.seeds);
      expect(calibration, `${path}: reported error over spread`).toBeGreaterThan(1 / (1 + slack));
      expect(calibration, `${path}: reported error over spread`).toBeLessThan(1 + slack);
    }
  });
});
