import { describe, expect, it } from 'vitest';
import { bulk, constantStock, stockSeason, type BulkSpec } from '../../../src/inventory/index.js';
import type { StepProcess } from '../../../src/kernel/index.js';
import { openStream, type DistributionSpec } from '../../../src/random/index.js';
import { seasonalWave } from '../../../src/units/index.js';
import { estimate, expectAgreement, sum } from '../../support/estimate.js';
import { levelAt, sharesOf, spellsOf } from '../../support/stock-paths.js';

// Single processes against their laws. The start is in equilibrium, so that nothing of a path is left out.
const HOUR = 3600;

describe('bulk: M/G/infinity batches', () => {
  const make = (r: number, spec: Partial<BulkSpec> = {}): StepProcess =>
    bulk(
      {
        capacity: 100_000,
        losses: 2 / HOUR,
        size: { distribution: 'empirical', values: [1, 6, 11] },
        return: { distribution: 'exponential', mean: 1.5 * HOUR },
        ...spec,
      },
      {
        losses: openStream('bulk', r, 'l'),
        sizes: openStream('bulk', r, 'b'),
        returns: openStream('bulk', r, 'r'),
        start: openStream('bulk', r, 's'),
      },
    );
  const laws: Readonly<Record<string, DistributionSpec>> = {
    exponential: { distribution: 'exponential', mean: 1.5 * HOUR },
    constant: { distribution: 'constant', value: 1.5 * HOUR },
    lognormal: { distribution: 'lognormal', median: 1.5 * HOUR * Math.exp(-0.5), sigma: 1 },
  };

  it.each(Object.entries(laws))('E lost = a E B = 18 at any instant: %s', (law, absence) => {
    for (const second of law === 'constant' ? [0, 2 * HOUR] : [2 * HOUR]) {
      const lost = Array.from(
        { length: 6000 },
        (_, r) => 100_000 - levelAt(make(r, { return: absence }), second),
      );
      expectAgreement(`bulk E lost, ${law}, ${second} s`, 3 * 6, estimate(lost));
    }
  });

  it.each(Object.entries(laws))('var lost = a E B^2 = 158: %s', (law, absence) => {
    const found = Array.from({ length: 30 }, (_, r) => {
      const time = [...sharesOf(make(r, { return: absence }), 6000 * HOUR)];
      return sum(time.map(([units, share]) => share * (100_000 - units - 18) * (100_000 - units - 18)));
    });
    // E B^2 = (1 + 36 + 121) / 3
    expectAgreement(`bulk var lost, ${law}`, (3 * 158) / 3, estimate(found));
  });

  it('cov(lost(0), lost(t)) = a E B^2 exp(-t / mean) for exponential absences', () => {
    const found = Array.from({ length: 30 }, (_, r) => {
      const process = make(r);
      const path = Array.from({ length: 8000 }, (__, k) => 100_000 - levelAt(process, k * HOUR) - 18);
      return sum(path.slice(1).map((x, k) => x * path[k])) / (path.length - 1);
    });
    expectAgreement('bulk cov(lost(0), lost(1 h))', 158 * Math.exp(-1 / 1.5), estimate(found));
  });

  it('all or none: share of time with all units exp(-a), mean up 1 / losses, mean down (exp(a) - 1) / losses', () => {
    const spec = { capacity: 16, losses: 0.2 / HOUR, size: { distribution: 'constant', value: 16 } } as const;
    const a = 0.2 * 1.5;
    const runs = Array.from({ length: 30 }, (_, r) => make(r, spec));
    const up = runs.map((process) => sharesOf(process, 20_000 * HOUR).get(16) ?? 0);
    expectAgreement('bulk P(all)', Math.exp(-a), estimate(up));
    const { up: ups, down } = spellsOf(make(99, spec), 60_000);
    expectAgreement('bulk mean up, h', 5, estimate(ups.map((x) => x / HOUR)));
    expectAgreement('bulk mean down, h', (Math.exp(a) - 1) / 0.2, estimate(down.map((x) => x / HOUR)));
  });

  it('takes batches of the given sizes at the given rate', () => {
    const process = make(0, { losses: 0.2 / HOUR, return: laws['constant'] });
    const sizes: number[] = [];
    const gaps: number[] = [];
    let at = 0;
    while (sizes.length < 60_000) {
      const [before, now] = [process.value, process.nextAt];
      process.advance();
      if (process.value >= before) continue;
      sizes.push(before - process.value);
      gaps.push((now - at) / HOUR);
      at = now;
    }
    expectAgreement('bulk mean batch', 6, estimate(sizes));
    expectAgreement('bulk mean gap, h', 5, estimate(gaps));
    const ones = sizes.map((size) => (size === 1 ? 1 : 0));
    expectAgreement('bulk share of batches of 1', 1 / 3, estimate(ones));
  });
});

describe('season', () => {
  // 2026-03-02 was a Monday.
  const monday = { epochSeconds: Date.UTC(2026, 2, 2) / 1000, offsetSeconds: 0 };
  const day = (amplitude: number, peak = 0) => seasonalWave({ daily: { amplitude, peak } }, monday);
  const none = (): number => 0;

  it('adds a share or units times the cosine of the time since the peak, rounded', () => {
    const waves = {
      share: day(0.2, 3 * HOUR),
      units: seasonalWave({ weekly: { amplitude: 7, peak: 5 * 86_400 } }, monday),
    };
    const process = stockSeason({ interval: 300 }, constantStock({ capacity: 50 }), waves);
    for (let at = 0; at < 14 * 86_400; at += 300) {
      const daily = Math.cos((2 * Math.PI * (at / HOUR - 3)) / 24);
      const weekly = Math.cos((2 * Math.PI * (at / 86_400 - 5)) / 7);
      expect(levelAt(process, at)).toBe(Math.floor(50 * (1 + 0.2 * daily) + 7 * weekly + 0.5));
    }
  });

  it('leaves an empty pool empty where it is a share, and never goes below 0 or above the capacity', () => {
    const empty = stockSeason({ interval: 60 }, constantStock({ capacity: 0 }), {
      share: day(1),
      units: none,
    });
    expect([...sharesOf(empty, 86_400).keys()]).toEqual([0]);
    const waves = { share: none, units: day(9) };
    const bounded = stockSeason({ interval: 60, capacity: 11 }, constantStock({ capacity: 5 }), waves);
    const seen = [...sharesOf(bounded, 86_400).keys()];
    expect([Math.min(...seen), Math.max(...seen)]).toEqual([0, 11]);
  });

  it('keeps the mean of its base over whole weeks', () => {
    const waves = { share: day(0.5), units: none };
    const found = sharesOf(
      stockSeason({ interval: 300 }, constantStock({ capacity: 1000 }), waves),
      7 * 86_400,
    );
    expect(sum([...found].map(([units, share]) => units * share))).toBeCloseTo(1000, 0);
  });
});
