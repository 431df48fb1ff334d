import { describe, expect, it } from 'vitest';
import { markovModulated, onOff } from '../../../src/inventory/index.js';
import type { StepProcess } from '../../../src/kernel/index.js';
import { openStream, stationaryLaw, type DistributionSpec } from '../../../src/random/index.js';
import { estimate, expectAgreement, sum } from '../../support/estimate.js';
import { laggedMeans, levelAt, sharesOf, spellsOf } from '../../support/stock-paths.js';

// Single processes against their laws. The start is in equilibrium, so that nothing of a path is left out.
const HOUR = 3600;

/** E[x(0) x(lag)] along 30 paths. */
const runs = (make: (r: number) => StepProcess, lag: number, count = 6000): readonly number[] =>
  Array.from({ length: 30 }, (_, r) => laggedMeans(make(r), lag, count).product);

describe('on-off: alternating renewal', () => {
  const make = (r: number, up: DistributionSpec, down: DistributionSpec): StepProcess =>
    onOff(
      { capacity: 1, up, down },
      {
        ups: openStream('on-off', r, 'u'),
        downs: openStream('on-off', r, 'd'),
        start: openStream('on-off', r, 's'),
      },
    );
  const exponential = (mean: number): DistributionSpec => ({ distribution: 'exponential', mean });
  const lognormal = (mean: number): DistributionSpec => ({
    distribution: 'lognormal',
    median: mean / Math.sqrt(5),
    sigma: Math.sqrt(Math.log(5)),
  });

  it.each([1, 3])(
    'E[I(0) I(t)] = A (A + (1 - A) exp(-(l + m) t)) for exponential spells: t = %i h',
    (hours) => {
      const found = runs((r) => make(r, exponential(6 * HOUR), exponential(1.5 * HOUR)), hours * HOUR);
      const exact = 0.8 * (0.8 + 0.2 * Math.exp(-(1 / 6 + 1 / 1.5) * hours));
      expectAgreement(`on-off E[I(0) I(${hours} h)]`, exact, estimate(found));
    },
  );

  it.each([0, 1, 24])('is up with probability A at any instant, whatever the laws: %i h', (hours) => {
    const up = Array.from({ length: 8000 }, (_, r) =>
      levelAt(make(r, lognormal(6 * HOUR), { distribution: 'constant', value: 1.5 * HOUR }), hours * HOUR),
    );
    expectAgreement(`on-off P(up at ${hours} h)`, 0.8, estimate(up));
  });

  it('has spells of its laws', () => {
    const { up, down } = spellsOf(make(0, lognormal(6 * HOUR), exponential(1.5 * HOUR)), 120_000);
    expectAgreement('on-off mean up, h', 6, estimate(up.map((x) => x / HOUR)));
    expectAgreement('on-off mean down, h', 1.5, estimate(down.map((x) => x / HOUR)));
    const late = up.map((x) => (x > (6 / Math.sqrt(5)) * HOUR ? 1 : 0));
    expectAgreement('on-off P(up > median)', 0.5, estimate(late));
  });

  it('begins a fresh spell where it is told to', () => {
    for (const [start, first] of [
      ['up', 2],
      ['down', 0],
    ] as const) {
      const law = { distribution: 'constant', value: 100 } as const;
      const streams = { ups: openStream(1), downs: openStream(2), start: openStream(3) };
      const process = onOff({ capacity: 2, up: law, down: law, start }, streams);
      expect([process.value, process.nextAt]).toEqual([first, 100]);
    }
  });
});

describe('markov-modulated', () => {
  const rates = [
    [0, 0.5 / HOUR, 0.1 / HOUR],
    [0.2 / HOUR, 0, 0.3 / HOUR],
    [1 / HOUR, 0, 0],
  ];
  const units = [8, 3, 1];
  const make = (r: number): StepProcess =>
    markovModulated(
      { states: units.map((count) => ({ units: count })), rates },
      { stays: openStream('mm', r, 'h'), jumps: openStream('mm', r, 'j'), start: openStream('mm', r, 's') },
    );
  const law = stationaryLaw(rates);

  it('has a stationary law that balances: pi Q = 0', () => {
    rates.forEach((_, j) => {
      const into = sum(rates.map((row, i) => law[i] * row[j]));
      expect(into).toBeCloseTo(law[j] * sum(rates[j]), 15);
    });
    expect(sum(law)).toBeCloseTo(1, 14);
    const rare = stationaryLaw([
      [0, 1e-12],
      [1, 0],
    ]);
    expect(rare[1] * 1e12).toBeCloseTo(1, 10);
  });

  it('spends its time by the stationary law', () => {
    const found = Array.from({ length: 40 }, (_, r) => sharesOf(make(r), 2000 * HOUR));
    units.forEach((count, i) => {
      const samples = found.map((time) => time.get(count) ?? 0);
      expectAgreement(`markov-modulated pi(${i})`, law[i], estimate(samples));
    });
  });

  it('has the autocorrelation of its chain: E[u(0) u(t)] = sum pi_i u_i exp(Q t)_ij u_j', () => {
    for (const hours of [0.5, 2]) {
      const later = afterwards(rates, units, hours * HOUR);
      const exact = sum(law.map((share, i) => share * units[i] * later[i]));
      expectAgreement(`markov-modulated E[u(0) u(${hours} h)]`, exact, estimate(runs(make, hours * HOUR)));
    }
  });
});

/** E[u(t) | state i at 0], by uniformisation. */
function afterwards(
  rates: readonly (readonly number[])[],
  units: readonly number[],
  t: number,
): readonly number[] {
  const most = Math.max(...rates.map((row) => sum(row)));
  let power = [...units];
  let weight = Math.exp(-most * t);
  let result = power.map((value) => value * weight);
  for (let k = 1; k < 200; k += 1) {
    const before = power;
    power = rates.map((row, i) => {
      const moved = sum(row.map((rate, j) => (rate / most) * before[j]));
      return moved + (1 - sum(row) / most) * before[i];
    });
    weight *= (most * t) / k;
    result = result.map((value, i) => value + weight * power[i]);
  }
  return result;
}
