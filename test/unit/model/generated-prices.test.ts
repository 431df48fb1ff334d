import { describe, expect, it } from 'vitest';
import { compile, formatIssue, inMemory, openStream, parseScenario } from '../../../src/index.js';
import type { StepProcess } from '../../../src/index.js';
import {
  administeredPrice,
  mixturePrice,
  ornsteinUhlenbeck,
  providerPrice,
  reservePrice,
} from '../../../src/market/index.js';
import type { Stream } from '../../../src/random/index.js';
import { ofKind, pool, simulate, world, type Input } from '../../support/simulate.js';

const HOUR = 3600;
const DAY = 86_400;
const rates = { reversion: 0.5 / HOUR, interval: 300 };

interface Case {
  readonly price: Input;
  /** The process by hand, every unit and default written out. */
  readonly byHand: (stream: Stream) => StepProcess;
}

const CASES: Readonly<Record<string, Case>> = {
  'ornstein-uhlenbeck with a season': {
    price: {
      ...{ process: 'ornstein-uhlenbeck', median: 0.1, sigma: 0.3, reversion: '0.5/h' },
      season: { daily: { amplitude: 0.2 }, weekly: { amplitude: 0.1, peak: '1d' } },
    },
    // 2 March 2026 is a Monday; the world starts at its midnight, local time.
    byHand: (stream) =>
      ornsteinUhlenbeck(
        { median: 0.1, sigma: 0.3, ...rates },
        stream,
        undefined,
        (at) =>
          0.2 * Math.cos((2 * Math.PI * (at - 14 * HOUR)) / DAY) +
          0.1 * Math.cos((2 * Math.PI * (at - DAY)) / (7 * DAY)),
      ),
  },
  'ornstein-uhlenbeck with a season by another clock': {
    price: {
      ...{ process: 'ornstein-uhlenbeck', median: 0.1, sigma: 0.3, reversion: '0.5/h' },
      season: { daily: { amplitude: 0.2, peak: '12h' }, timezone: 'Z' },
    },
    // The world starts at 16:00 Z.
    byHand: (stream) =>
      ornsteinUhlenbeck(
        { median: 0.1, sigma: 0.3, ...rates },
        stream,
        undefined,
        (at) => 0.2 * Math.cos((2 * Math.PI * (at + 4 * HOUR)) / DAY),
      ),
  },
  'reserve-price': {
    price: {
      ...{ process: 'reserve-price', floor: 0.1, ceiling: 0.2, round: 0.001 },
      epochs: [{ at: '5h', floor: 0.05, ceiling: 0.06 }],
    },
    byHand: (stream) =>
      reservePrice(
        {
          ...{
            floor: 0.1,
            ceiling: 0.2,
            coefficient: -0.7,
            noise: 0.39,
            truncation: 'resample',
            interval: 300,
          },
          ...{ round: 0.001, epochs: [{ at: 5 * HOUR, floor: 0.05, ceiling: 0.06 }] },
        },
        stream,
      ),
  },
  mixture: {
    price: {
      process: 'mixture',
      price: [
        { mean: 0.1, sd: 0.01 },
        { weight: 0.5, mean: 0.2, sd: 0.05 },
      ],
      gap: [{ mean: '20m', sd: '5m' }],
    },
    byHand: (stream) =>
      mixturePrice(
        {
          price: [
            { weight: 1, mean: 0.1, sd: 0.01 },
            { weight: 0.5, mean: 0.2, sd: 0.05 },
          ],
          gap: [{ weight: 1, mean: 1200, sd: 300 }],
        },
        stream,
      ),
  },
  provider: {
    price: {
      ...{ process: 'provider', maximum: 0.4, beta: 0.3, theta: 0.02, interval: '10m' },
      arrivals: { distribution: 'pareto', shape: 3, min: 0.01 },
    },
    byHand: (stream) =>
      providerPrice(
        {
          ...{ maximum: 0.4, minimum: 0, beta: 0.3, theta: 0.02, interval: 600 },
          arrivals: { distribution: 'pareto', shape: 3, min: 0.01 },
        },
        stream,
      ),
  },
  administered: {
    price: { process: 'administered', median: 0.1 },
    byHand: (stream) =>
      administeredPrice(
        { median: 0.1, sigma: 0.03, reversion: 0.033 / DAY, changes: 2.5 / DAY, maxStep: 0.05 },
        stream,
      ),
  },
};

const END = 3 * DAY;

describe.each(Object.entries(CASES))('a pool whose price is %s', (_name, { price, byHand }) => {
  it('has the prices of its process, from the stream of its name', () => {
    const simulated = simulate(world({ duration: END, pools: [pool('a', { price })], services: [] }));
    const found = ofKind(simulated, 'price').map((event) => [event.at, Math.round(event.price * 1e6)]);
    const process = byHand(openStream('1', 0, 'market', 'a'));
    const made: [number, number][] = [[0, process.value]];
    while (process.nextAt < END) {
      const at = process.nextAt;
      process.advance();
      if (process.value !== made[made.length - 1][1]) made.push([at, process.value]);
    }
    expect(found).toEqual(made);
    expect(found.length).toBeGreaterThan(3);
    expect(simulated.results.pools['a'].priceMean).toBeGreaterThan(0);
  });
});

describe("a provider's price that cannot be", () => {
  it('is told at its arrivals', () => {
    const price = {
      ...{ process: 'provider', maximum: 0.4, minimum: 0.15, beta: 0.3, theta: 0.02 },
      arrivals: { distribution: 'constant', value: 0.01 },
    };
    const text = JSON.stringify(world({ pools: [pool('a', { price })] }), null, 1);
    const parsed = parseScenario({ name: 's.json', text }, { read: () => ({ ok: false, issues: [] }) });
    const model = parsed.ok ? compile(parsed.value, inMemory()) : parsed;
    const line = text.slice(0, text.indexOf('"arrivals"')).split('\n').length;
    expect(model.ok ? [] : model.issues.map(formatIssue)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^s\\.json:${line}:\\d+: pools\\.a\\.price\\.arrivals: these arrivals give no price above the minimum of 0\\.15: the highest is 0\\.1 \\(the price is`,
        ),
      ),
    ]);
  });
});
