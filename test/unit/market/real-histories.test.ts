import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeHistory, detectFormat } from '../../../src/market/index.js';
import { dataFile, faultsOf, hasData, historyOf, read, rowsOf, textOf, whyNoData } from './reading.js';

/** What a naive program makes of rows `[milliseconds, price]`, oldest first. */
function direct(rows: readonly (readonly [at: number, price: number])[]) {
  let sum = 0;
  let changes = 0;
  for (let i = 0; i + 1 < rows.length; i += 1) {
    sum += ((rows[i + 1][0] - rows[i][0]) / 1000) * rows[i][1];
    if (rows[i + 1][1] !== rows[i][1]) changes += 1;
  }
  const span = (rows[rows.length - 1][0] - rows[0][0]) / 1000;
  const prices = rows.map(([, price]) => price);
  return {
    rows: rows.length,
    changes,
    span,
    mean: sum / span,
    max: Math.max(...prices),
    min: Math.min(...prices),
  };
}

/** The smallest price that held, with all below it, for a share of the time. */
function directQuantile(rows: readonly (readonly [at: number, price: number])[], share: number): number {
  const spells = rows.slice(0, -1).map(([at, price], i) => [price, rows[i + 1][0] - at] as const);
  const total = spells.reduce((sum, [, time]) => sum + time, 0);
  let reached = 0;
  for (const [price, time] of spells.sort((a, b) => a[0] - b[0])) {
    reached += time;
    if (reached >= share * total) return price;
  }
  return NaN;
}

function expectSame(text: string, format: 'aws' | 'csv', rows: [number, number][]): void {
  const history = historyOf(read(format, text, {}, 10_000));
  expect(rowsOf(history)).toEqual(rows.map(([at, price]) => [at / 1000, Math.round(price * 1e6)]));
  const facts = describeHistory(history.series);
  const exact = direct(rows);
  expect(facts).toMatchObject({ rows: exact.rows, changes: exact.changes, span: exact.span });
  expect(facts.mean / 1e6).toBeCloseTo(exact.mean, 9);
  expect([facts.min / 1e6, facts.max / 1e6]).toEqual([exact.min, exact.max]);
  expect(facts.quantiles.p50 / 1e6).toBeCloseTo(directQuantile(rows, 0.5), 9);
  expect(facts.quantiles.p95 / 1e6).toBeCloseTo(directQuantile(rows, 0.95), 9);
}

describe.skipIf(!hasData)(`real histories${hasData ? '' : `: ${whyNoData}`}`, () => {
  const csvFiles = hasData
    ? readdirSync(dataFile('ec2-spot-2015')).filter((name) => name.endsWith('.csv'))
    : [];

  it.each(csvFiles)('EC2 2015, %s: every row, and the facts by direct computation', (name) => {
    const text = textOf(`ec2-spot-2015/${name}`);
    expect(detectFormat(text.slice(0, 100))).toBe('csv');
    const rows = text
      .trim()
      .split('\n')
      .slice(1)
      .map((line): [number, number] => [Date.parse(line.split(',')[0]), Number(line.split(',')[1])]);
    expectSame(text, 'csv', rows);
  });

  it.each(['c1.medium-us-east-1a', 'cg1.4xlarge-us-east-1b', 'g2.8xlarge-us-east-1b', 't1.micro-us-east-1a'])(
    'EC2 2016, %s: newest first, with 29 February',
    (name) => {
      const text = textOf(`ec2-spot-2016/${name}.json`);
      expect(detectFormat(text.slice(0, 100))).toBe('aws');
      const parsed = JSON.parse(text) as { SpotPriceHistory: { Timestamp: string; SpotPrice: string }[] };
      const rows = parsed.SpotPriceHistory.map((row): [number, number] => [
        Date.parse(row.Timestamp),
        Number(row.SpotPrice),
      ]);
      expectSame(text, 'aws', rows.reverse());
    },
  );

  it('known figures: g2.8xlarge 2016 has a time mean of 8.30, g2.2xlarge-1b 2015 of 0.58', () => {
    const mean = (format: 'aws' | 'csv', name: string) =>
      describeHistory(historyOf(read(format, textOf(name))).series).mean / 1e6;
    expect(mean('aws', 'ec2-spot-2016/g2.8xlarge-us-east-1b.json')).toBeCloseTo(8.3, 1);
    expect(mean('csv', 'ec2-spot-2015/us-east-1b-Linux-g2.2xlarge.csv')).toBeCloseTo(0.58, 2);
  });

  it('the empty answer is a fault that says so', () => {
    const result = read('aws', textOf('ec2-spot-2016/cg1.4xlarge-us-east-1a.json'), { file: 'cg1.json' });
    expect(faultsOf(result)).toEqual([
      'cg1.json: the history is empty (ask the provider for a longer time range)',
    ]);
  });

  it('a file of three regions asks which, and is refused where it jumps in time', () => {
    const text = textOf('ec2-spot-2025-t3micro/spot_prices.csv');
    expect(faultsOf(read('csv', text))[0]).toMatch(
      /several series: zone "us-east-1" \(1212 rows\); zone "us-west-2"/,
    );
    // Several queries one after the other under one name: not one series, whatever is chosen.
    expect(faultsOf(read('csv', text, { zone: 'eu-west-1' }))[0]).toMatch(
      /^prices:2448:1: out of order: 2026-02-27T20:16:17Z after 2025-11-30/,
    );
  });
});
