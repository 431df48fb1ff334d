import { describe, expect, it } from 'vitest';
import { compile, failure, inMemory, parseScenario, run } from '../../../src/index.js';
import type { Model, ParsedScenario, Result } from '../../../src/index.js';

const read = (file: string): Result<string> => failure({ at: { file }, message: 'not read' });

const scenarioWith = (price: unknown): Result<ParsedScenario> =>
  parseScenario(
    {
      name: 'uncertain',
      text: JSON.stringify({
        version: 1,
        name: 'uncertain',
        seed: 7,
        start: '2026-03-02T00:00:00Z',
        duration: '1d',
        rules: { priceOrder: 'none' },
        pools: [{ name: 'pool', type: 't', region: 'r', zone: 'z', standardPrice: 1, price }],
      }),
    },
    { read },
  );

function modelWith(price: unknown): Model {
  const parsed = scenarioWith(price);
  const model = parsed.ok ? compile(parsed.value, inMemory()) : parsed;
  if (!model.ok) throw new Error(model.issues.map(({ message }) => message).join('; '));
  return model.value;
}

const means = (price: unknown, replications: number): readonly number[] => {
  const model = modelWith(price);
  return Array.from(
    { length: replications },
    (_, replication) => run(model, { replication }).pools['pool'].priceMean ?? NaN,
  );
};

const faultsOf = (price: unknown): readonly string[] => {
  const parsed = scenarioWith(price);
  return parsed.ok ? [] : parsed.issues.map(({ path, message }) => `${path ?? ''}: ${message}`);
};

function sdOf(values: readonly number[]): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  return Math.sqrt(values.reduce((sum, one) => sum + (one - mean) * (one - mean), 0) / (values.length - 1));
}

const ou = { process: 'ornstein-uhlenbeck', median: 0.1, sigma: 0.1, reversion: '2/h' };
const fitted = (errors: Readonly<Record<string, unknown>>, price: object = ou): unknown => ({
  ...price,
  uncertainty: 'fitted',
  standardErrors: errors,
});

describe('uncertainty: fitted', () => {
  it('spreads the mean over replications as the standard error says', () => {
    const N = 400;
    const constant = means(fitted({ value: 0.02 }, { process: 'constant', value: 0.1 }), N);
    const logs = constant.map((mean) => Math.log(mean / 0.1));
    expect(Math.abs(sdOf(logs) - 0.2)).toBeLessThan((4 * 0.2) / Math.sqrt(2 * N));
    expect(Math.abs(logs.reduce((sum, one) => sum + one, 0) / N)).toBeLessThan((4 * 0.2) / Math.sqrt(N));
  });

  it('adds its spread to that of the process itself', () => {
    const N = 200;
    const [alone, both] = [means(ou, N), means(fitted({ median: 0.03 }), N)].map(sdOf);
    const expected = Math.hypot(alone, 0.1 * Math.exp(0.09 / 2) * Math.sqrt(Math.expm1(0.09)));
    expect(both).toBeGreaterThan(3 * alone);
    expect(Math.abs(both / expected - 1)).toBeLessThan(0.25);
  });

  it('draws the same for a replication whatever else the price is: the path keeps its own stream', () => {
    const narrow = means(fitted({ median: 0.0000001 }), 5);
    means(ou, 5).forEach((mean, index) => expect(narrow[index] / mean).toBeCloseTo(1, 4));
    expect(means(fitted({ median: 0.03 }), 5)).toEqual(means(fitted({ median: 0.03 }), 5));
  });

  it.each([
    [
      'mixture',
      {
        process: 'mixture',
        price: [{ weight: 1, mean: 0.1, sd: 0.01 }],
        gap: [{ weight: 1, mean: '10m', sd: '1m' }],
      },
      { 'price.0.mean': 0.02, 'gap.0.sd': '10s' },
    ],
    [
      'regime-switching',
      {
        process: 'regime-switching',
        regimes: [
          { median: 0.1, sigma: 0.1, reversion: '1/h' },
          { median: 0.3, sigma: 0.1, reversion: '1/h' },
        ],
        rates: [
          [0, '1/h'],
          ['1/h', 0],
        ],
      },
      { 'regimes.0.median': 0.03, 'rates.0.1': '0.2/h' },
    ],
    [
      'garch',
      { process: 'garch', median: 0.1, omega: 0.001, alpha: 0.2, beta: 0.75, reversion: '1/h' },
      { alpha: 0.1, beta: 0.1, median: 0.02 },
    ],
    [
      'spikes',
      {
        process: 'spikes',
        base: fitted({ median: 0.02 }),
        clock: '0.1/h',
        level: { distribution: 'constant', value: 0.8 },
        duration: '1h',
      },
      { clock: '0.05/h' },
    ],
    ['reserve-price', { process: 'reserve-price', floor: 0.1, ceiling: 0.2 }, { floor: 0.02, ceiling: 0.02 }],
    [
      'administered',
      { process: 'administered', median: 0.1, sigma: 0.1, reversion: '1/h', changes: '3/d' },
      { changes: '1/d', median: 0.02 },
    ],
    [
      'season',
      { ...ou, season: { daily: { amplitude: 0.2, peak: '14h' } } },
      { 'season.daily.amplitude': 0.1, 'season.daily.peak': '2h' },
    ],
  ])('takes parameters of %s by their paths', (_, price, errors) => {
    const plain = means(price, 6);
    const drawn = means(fitted(errors, price), 6);
    drawn.forEach((mean, index) => expect(mean).not.toBeCloseTo(plain[index], 9));
    expect(drawn.every((mean) => mean > 0 && Number.isFinite(mean))).toBe(true);
  });

  it('refuses what the price does not state, what is 0, and another unit', () => {
    expect(faultsOf(fitted({ medain: 0.01 }))).toEqual([
      'pools.pool.price.standardErrors.medain: the price states no parameter "medain"',
    ]);
    expect(faultsOf(fitted({ interval: '1m' }, { ...ou, interval: '5m' }))[0]).toContain(
      'no parameter that could',
    );
    expect(faultsOf(fitted({ reversion: 0.1 }))[0]).toContain('in the unit of its parameter');
    expect(faultsOf(fitted({ sigma: 0.1 }, { ...ou, sigma: 0 }))[0]).toContain('is 0');
    expect(faultsOf(fitted({ median: -1 }))[0]).toContain('of at least 0');
  });

  it('refuses one key without the other', () => {
    expect(faultsOf({ ...ou, uncertainty: 'fitted' })[0]).toContain('without standardErrors');
    expect(faultsOf({ ...ou, standardErrors: { median: 0.01 } })[0]).toContain('without uncertainty');
  });
});
