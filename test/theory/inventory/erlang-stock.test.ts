import { describe, expect, it } from 'vitest';
import { erlang, type ErlangSpec } from '../../../src/inventory/index.js';
import type { StepProcess } from '../../../src/kernel/index.js';
import { openStream, type DistributionSpec } from '../../../src/random/index.js';

const HOUR = 3600;

/** Blocking of M/G/c/c (Erlang B): B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1)). */
function blocking(capacity: number, load: number): number {
  let b = 1;
  for (let k = 1; k <= capacity; k += 1) b = (load * b) / (k + load * b);
  return b;
}

function expectMean(samples: readonly number[], exact: number, precision: number): void {
  const n = samples.length;
  const mean = samples.reduce((sum, x) => sum + x, 0) / n;
  const variance = samples.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (n - 1);
  const error = Math.sqrt(variance / n);
  expect(error, 'the test has no power').toBeLessThan(precision * exact);
  expect(Math.abs(mean - exact), `mean ${mean}, exact ${exact}, standard error ${error}`).toBeLessThanOrEqual(
    4 * error,
  );
}

const open = (spec: ErlangSpec, ...name: (string | number)[]): StepProcess =>
  erlang(spec, {
    arrivals: openStream(...name, 'arrivals'),
    holds: openStream(...name, 'holds'),
    start: openStream(...name, 'start'),
  });

/** Share of [0, end) in which a condition on the level holds. */
function share(process: StepProcess, end: number, holds: (level: number) => boolean): number {
  let total = 0;
  for (let now = 0; now < end; process.advance()) {
    const until = Math.min(process.nextAt, end);
    if (holds(process.value)) total += until - now;
    now = until;
    if (now === end) break;
  }
  return total / end;
}

function levelAt(process: StepProcess, second: number): number {
  while (process.nextAt <= second) process.advance();
  return process.value;
}

const holds: Readonly<Record<string, DistributionSpec>> = {
  exponential: { distribution: 'exponential', mean: HOUR },
  deterministic: { distribution: 'constant', value: HOUR },
  // Mean exp(sigma^2 / 2) x median = 1 h.
  lognormal: { distribution: 'lognormal', median: HOUR * Math.exp(-0.5), sigma: 1 },
};

describe('Erlang stock, B(k) = a B(k-1) / (k + a B(k-1)) (T13)', () => {
  it('the closed form gives the published values', () => {
    expect(blocking(5, 3)).toBeCloseTo(0.1100543, 7);
    expect(blocking(10, 7)).toBeCloseTo(0.0787409, 7);
    expect(blocking(100, 90)).toBeCloseTo(0.0269574, 7);
  });

  for (const [law, hold] of Object.entries(holds)) {
    it.each([
      [1, 1],
      [5, 3],
      [10, 7],
    ])(`share of time full is B(c, a), whatever the hold: ${law}, c = %i, a = %i`, (capacity, load) => {
      const spec = { capacity, arrivals: load / HOUR, hold };
      const samples = Array.from({ length: 40 }, (_, r) =>
        share(open(spec, law, capacity, r), 3000 * HOUR, (level) => level === 0),
      );
      expectMean(samples, blocking(capacity, load), 0.01);
    });

    it(`starts in equilibrium: used units average a (1 - B) at 0 s, 20 min and 2 h: ${law}`, () => {
      const spec = { capacity: 10, arrivals: 7 / HOUR, hold };
      for (const second of [0, 1200, 7200]) {
        const used = Array.from({ length: 4000 }, (_, r) => 10 - levelAt(open(spec, law, r), second));
        expectMean(used, 7 * (1 - blocking(10, 7)), 0.01);
        expectMean(
          used.map((n) => (n === 10 ? 1 : 0)),
          blocking(10, 7),
          0.06,
        );
      }
    });
  }

  it('spare units: P(at least k free) of a truncated Poisson number in use (T14)', () => {
    const spec = { capacity: 10, arrivals: 7 / HOUR, hold: holds.exponential };
    for (const [k, exact] of [0.921259, 0.808772, 0.664146, 0.498859].entries()) {
      const samples = Array.from({ length: 30 }, (_, r) =>
        share(open(spec, 't14', r), 1500 * HOUR, (level) => level > k),
      );
      expectMean(samples, exact, 0.01);
    }
  });

  it('a large pool, c = 100, a = 90, many changes a minute', () => {
    const spec = {
      capacity: 100,
      arrivals: 90 / 900,
      hold: { distribution: 'exponential', mean: 900 },
    } as const;
    const samples = Array.from({ length: 40 }, (_, r) =>
      share(open(spec, 'large', r), 250 * HOUR, (level) => level === 0),
    );
    expectMean(samples, blocking(100, 90), 0.03);
  });

  it('rates do not drift by rounding to seconds: holds of 1.5 s, a = 0.9 of one unit', () => {
    const spec = { capacity: 1, arrivals: 0.6, hold: { distribution: 'exponential', mean: 1.5 } } as const;
    const samples = Array.from({ length: 40 }, (_, r) =>
      share(open(spec, 'fast', r), 5 * HOUR, (level) => level === 0),
    );
    expectMean(samples, blocking(1, 0.9), 0.01);
  });

  it('every candidate draws its hold even if blocked: a larger pool meets the same holds', () => {
    const hold = { distribution: 'exponential', mean: 50_000 } as const;
    const taken = (capacity: number): unknown[] => {
      const draws: string[] = [];
      const tape = (name: string) => {
        const stream = openStream('tape', name);
        return { ...stream, next: () => (draws.push(name), stream.next()) };
      };
      const process = erlang(
        { capacity, arrivals: 1 / 60, hold },
        { arrivals: tape('arrivals'), holds: tape('holds'), start: openStream('tape', 'start') },
      );
      levelAt(process, 20_000);
      return draws.slice(0, 600);
    };
    expect(taken(2)).toEqual(taken(500));
  });
});
