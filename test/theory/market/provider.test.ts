import { describe, expect, it } from 'vitest';
import {
  arrivalsOfPrice,
  priceOfArrivals,
  providerDensity,
  providerFault,
  providerPrice,
  type ProviderPriceSpec,
} from '../../../src/market/index.js';
import { distribution, openStream, type DistributionSpec } from '../../../src/random/index.js';
import { estimate, expectAgreement } from '../../support/estimate.js';

const terms = { maximum: 0.4, beta: 0.3, theta: 0.02 };
const pareto = { distribution: 'pareto', shape: 3, min: 0.01 } as const;
const exponential = { distribution: 'exponential', mean: 0.05 } as const;
const power = (x: number, exponent: number): number => Math.exp(exponent * Math.log(x));

const paretoDensity = (x: number): number => (x < 0.01 ? 0 : 3e-6 * power(x, -4));
const exponentialDensity = (x: number): number => (x < 0 ? 0 : Math.exp(-x / 0.05) / 0.05);

/** Midpoint rule over [from, to). */
function integrate(f: (x: number) => number, from: number, to: number): number {
  const cells = 200_000;
  const width = (to - from) / cells;
  let sum = 0;
  for (let i = 0; i < cells; i += 1) sum += f(from + (i + 0.5) * width);
  return sum * width;
}

function prices(spec: ProviderPriceSpec, run: number, slots: number): number[] {
  const process = providerPrice(spec, openStream('provider', spec.arrivals.distribution, run));
  return Array.from({ length: slots }, () => {
    const price = process.value / 1e6;
    process.advance();
    return price;
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

describe("the provider's price of a load", () => {
  it('is (maximum - beta / (1 + arrivals / theta)) / 2', () => {
    expect(priceOfArrivals(0, terms)).toBeCloseTo(0.05, 12);
    expect(priceOfArrivals(0.02, terms)).toBeCloseTo(0.125, 12);
    expect(priceOfArrivals(1e12, terms)).toBeCloseTo(0.2, 9);
  });

  it('is what maximises beta ln(1 + N) + p N, N = L (maximum - p) / (maximum - minimum), in equilibrium', () => {
    const arrivals = 0.03;
    const price = priceOfArrivals(arrivals, terms);
    const running = arrivals / terms.theta;
    // The backlog in which that price lets in just what leaves; the minimum drops out.
    const backlog = (running * (terms.maximum - 0.01)) / (terms.maximum - price);
    const gain = (p: number): number => {
      const load = (backlog * (terms.maximum - p)) / (terms.maximum - 0.01);
      return terms.beta * Math.log(1 + load) + p * load;
    };
    for (const away of [1e-3, 1e-2, 0.05]) {
      expect(gain(price)).toBeGreaterThan(gain(price + away));
      expect(gain(price)).toBeGreaterThan(gain(price - away));
    }
  });

  it('has an inverse', () => {
    for (const arrivals of [0, 1e-3, 0.02, 7]) {
      expect(arrivalsOfPrice(priceOfArrivals(arrivals, terms), terms)).toBeCloseTo(arrivals, 9);
    }
  });
});

describe.each([
  ['Pareto', pareto, paretoDensity, 0.01],
  ['exponential', exponential, exponentialDensity, 0],
] as const)('the density of the price, %s arrivals', (name, arrivals, density, least) => {
  const [low, high] = [priceOfArrivals(least, terms), terms.maximum / 2];
  const f = (p: number): number => providerDensity(p, terms, density);
  const spec: ProviderPriceSpec = { ...terms, minimum: 0, arrivals, interval: 300 };
  const runs = Array.from({ length: 40 }, (_, run) => prices(spec, run, 3000));

  it('is f(h^-1(p)) 2 beta theta / (maximum - 2p)^2: all of it lies between h(least load) and maximum / 2', () => {
    expect(integrate(f, low, high)).toBeCloseTo(1, 4);
    for (const run of runs) expect(Math.min(...run) >= low - 1e-6 && Math.max(...run) < high).toBe(true);
  });

  it('integrates to the distribution function of the arrivals', () => {
    const law = distribution(arrivals);
    for (const u of [0.2, 0.5, 0.9]) {
      expect(integrate(f, low, priceOfArrivals(law.quantile(u), terms))).toBeCloseTo(u, 5);
    }
  });

  it('has the mean, the mean square and the share below a bid that the process has', () => {
    const moment = (of: (p: number) => number): number => integrate((p) => of(p) * f(p), low, high);
    const bid = 0.12;
    expectAgreement(
      `mean price, ${name}`,
      moment((p) => p),
      estimate(runs.map(mean)),
    );
    expectAgreement(
      `mean square price, ${name}`,
      moment((p) => p * p),
      estimate(runs.map((run) => mean(run.map((p) => p * p)))),
    );
    expectAgreement(
      `share below a bid, ${name}`,
      integrate(f, low, bid),
      estimate(runs.map((run) => mean(run.map((p) => (p <= bid ? 1 : 0))))),
    );
  });

  it('is that of each slot, independent of the slot before', () => {
    const centre = integrate((p) => p * f(p), low, high);
    const square = integrate((p) => (p - centre) * (p - centre) * f(p), low, high);
    const products = runs.map((run) => mean(run.slice(1).map((p, t) => (p - centre) * (run[t] - centre))));
    // As 1 + correlation, so that the precision asked for is that of a share.
    expectAgreement(`1 + lag-1 correlation, ${name}`, 1, estimate(products.map((x) => 1 + x / square)));
  });
});

describe('the lowest bid', () => {
  it('is an atom: its share is that of the loads that would give less', () => {
    const spec: ProviderPriceSpec = { ...terms, minimum: 0.1, arrivals: exponential, interval: 300 };
    const least = arrivalsOfPrice(0.1, terms);
    const runs = Array.from({ length: 40 }, (_, run) => prices(spec, run, 2000));
    expectAgreement(
      'share at the lowest bid',
      1 - Math.exp(-least / 0.05),
      estimate(runs.map((run) => mean(run.map((p) => (p === 0.1 ? 1 : 0))))),
    );
  });

  it('that no load ever beats is a fault', () => {
    const fault = (minimum: number, arrivals: DistributionSpec): string | undefined =>
      providerFault({ ...terms, minimum, arrivals, interval: 300 })?.message;
    expect(fault(0.1, { distribution: 'constant', value: 0.01 })).toBe(undefined);
    expect(fault(0.11, { distribution: 'constant', value: 0.01 })).toMatch(
      /no price above the minimum of 0.11: the highest is 0.1$/,
    );
    expect(fault(0.199, exponential)).toMatch(/no price above the minimum/);
    expect(fault(0.19, pareto)).toBe(undefined);
  });
});
