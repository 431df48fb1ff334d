import { describe, expect, it } from 'vitest';
import { StepBins } from '../../../src/metrics/index.js';
import { escapeText, tag, textOf } from '../../../src/report/html/markup.js';
import { contrast, DARK, LIGHT } from '../../../src/report/html/palette.js';
import { niceRange, niceValues, numberScale, shareScale, timeScale } from '../../../src/report/scale.js';
import { variedPaths } from '../../../src/report/html/sensitivity.js';
import { mergeBins, stepPath } from '../../../src/report/html/step-path.js';

describe('markup', () => {
  it('lets nothing of a text through as markup, in elements and attributes', () => {
    expect(escapeText(`<img onerror='x' src="y"> & </script>`)).toBe(
      '&lt;img onerror=&#39;x&#39; src=&quot;y&quot;&gt; &amp; &lt;/script&gt;',
    );
    expect(textOf(tag('p', { title: '"><b>' }, '<i>', 3, null, [undefined, '&']))).toBe(
      '<p title="&quot;&gt;&lt;b&gt;">&lt;i&gt;3&amp;</p>',
    );
  });

  it('shows characters that no document may hold as the replacement character', () => {
    expect(escapeText('a\u0000b\u001bc\ud800d\u{1f600}\n')).toBe('a\ufffdb\ufffdc\ufffdd\u{1f600}\n');
  });

  it('closes what is empty only where HTML allows it', () => {
    expect(textOf([tag('br'), tag('td'), tag('path', { d: 'M0 0' })])).toBe(
      '<br /><td></td><path d="M0 0" />',
    );
  });
});

describe('scales', () => {
  it('marks round values inside the range', () => {
    expect(niceValues(0.13, 1.02, 5)).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    expect(niceValues(-3, 3, 3)).toEqual([-2, 0, 2]);
    expect(niceRange([0.13, 1.02, NaN], 5)).toEqual([0, 1.2]);
    expect(niceRange([], 5)).toEqual([0, 1]);
  });

  it('has room around values that are all the same', () => {
    const [low, high] = niceRange([5, 5], 5);
    expect(low).toBeLessThan(5);
    expect(high).toBeGreaterThan(5);
    expect(niceRange([0, 0], 5)[0]).toBeLessThanOrEqual(0);
  });

  it('writes the decimals that the step needs', () => {
    expect(numberScale([0, 0.03], [0, 100], 4).ticks.map(({ label }) => label)).toEqual([
      '0.00',
      '0.01',
      '0.02',
      '0.03',
    ]);
    expect(numberScale([0, 4000], [0, 100], 4).ticks.at(-1)).toEqual({ at: 4000, label: '4,000' });
    expect(shareScale([0.998, 1], [0, 100], 4).ticks.map(({ label }) => label)).toEqual([
      ...['99.80 %', '99.85 %', '99.90 %', '99.95 %', '100.00 %'],
    ]);
  });

  it('marks time in whole days, hours or minutes', () => {
    const labels = (horizon: number): readonly string[] =>
      timeScale(horizon, [0, 100], 6).ticks.map(({ label }) => label);
    expect(labels(30 * 86_400)).toEqual(['0', '5d', '10d', '15d', '20d', '25d', '30d']);
    expect(labels(12 * 3600)).toEqual(['0', '2h', '4h', '6h', '8h', '10h', '12h']);
    expect(labels(90)).toEqual(['0', '15s', '30s', '45s', '60s', '75s', '90s']);
  });
});

describe('step paths', () => {
  const places = { from: 0, to: 100, y: (value: number): number => 100 - value };

  it('joins columns in which nothing happens, and draws every extreme', () => {
    const bins = new StepBins(1000, 100);
    bins.set(0, 10);
    bins.set(503, 90);
    bins.set(504, 20);
    expect(stepPath(bins.finish(), places)).toBe('M0 90H50V10V80H100');
  });

  it('keeps extremes when columns are joined', () => {
    const bins = new StepBins(900, 90);
    for (let at = 0; at < 900; at += 1) bins.set(at, (at * 7919) % 97);
    const fine = bins.finish();
    const coarse = mergeBins(fine, 3);
    expect(coarse.most).toHaveLength(30);
    coarse.most.forEach((value, i) => expect(value).toBe(Math.max(...fine.most.slice(3 * i, 3 * i + 3))));
    coarse.least.forEach((value, i) => expect(value).toBe(Math.min(...fine.least.slice(3 * i, 3 * i + 3))));
    const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
    expect(sum(coarse.mean) * 3).toBeCloseTo(sum(fine.mean), 9);
  });

  it('leaves a gap where there is no value', () => {
    const bins = new StepBins(100, 10);
    bins.set(50, 5);
    expect(stepPath(bins.finish(), places)).toBe('M50 95H100');
  });
});

describe('palettes', () => {
  it.each([
    ['light', LIGHT],
    ['dark', DARK],
  ])('%s: text has a contrast of 4.5, series of 3', (_, palette) => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
    for (const ground of [palette.page, palette.panel]) {
      for (const ink of [palette.text, palette.soft, palette.link])
        expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
      for (const ink of palette.series) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('varied paths', () => {
  it('finds those that differ, orders numbers with one unit, and leaves words as they came', () => {
    const points = [
      { set: ['seed=1', 'a.startup=10m', 'pools["x=y"].spot=true'] },
      { set: ['seed=1', 'a.startup=2m', 'pools["x=y"].spot=false'] },
      { set: ['seed=1', 'a.startup=1m', 'a.startup=3m', 'pools["x=y"].spot=true'] },
    ];
    expect(variedPaths(points)).toEqual([
      { path: 'a.startup', unit: 'm', values: ['2m', '3m', '10m'], numbers: [2, 3, 10] },
      { path: 'pools["x=y"].spot', unit: '', values: ['true', 'false'] },
    ]);
  });
});
