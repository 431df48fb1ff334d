import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  readStockHistory,
  shockedStock,
  stockSteps,
  traceStock,
  UNLIMITED,
  unlimitedStock,
  type StockHistory,
  type StockHistoryOptions,
} from '../../../src/inventory/index.js';
import { replayFault } from '../../../src/kernel/index.js';
import { formatIssue, type Result } from '../../../src/units/index.js';

const stated: StockHistoryOptions = { file: 'zone.json', available: 1, gap: 195, sample: 'count' };

function read(text: string, options: Partial<StockHistoryOptions> = {}, chunk = 1000): Result<StockHistory> {
  const reader = readStockHistory({ ...stated, ...options });
  for (let from = 0; from < text.length; from += chunk) reader.push(text.slice(from, from + chunk));
  return reader.end();
}

const faults = (text: string, options: Partial<StockHistoryOptions> = {}): string[] => {
  const result = read(text, options);
  return result.ok ? [] : result.issues.map(formatIssue);
};

const seriesOf = (text: string, options: Partial<StockHistoryOptions> = {}) => {
  const result = read(text, options, 7);
  if (!result.ok) throw new Error(result.issues.map(formatIssue).join('\n'));
  return result.value.series;
};

const file = (data: string, gap = 195): string =>
  `{"metadata": {"gap_seconds": ${gap}}, "data": [${data}], "prices": [0.9, 0.9]}`;

describe('SkyPilot traces', () => {
  it('a sample holds from its tick to the next; `available` names the value that means available', () => {
    const series = seriesOf(file('1, 0, 0, 1'));
    expect([...series.at]).toEqual([0, 195, 390, 585]);
    expect([...series.value]).toEqual([1, 0, 0, 1]);
    expect([...seriesOf(file('1, 0, 0, 1'), { available: 0 }).value]).toEqual([0, 1, 1, 0]);
    expect([...seriesOf(file('16, 0, 3'), { available: 'count' }).value]).toEqual([16, 0, 3]);
  });

  it('a count speaks for the gap after it, a probe for its instant only', () => {
    expect(seriesOf(file('1, 0, 0, 1')).until).toBe(780);
    expect(seriesOf(file('1, 0, 0, 1'), { sample: 'probe' }).until).toBe(585);
  });

  it('refuses samples that contradict what is stated, with their place', () => {
    expect(faults(file('1,\n 3, 0'))).toEqual([
      'zone.json:2:2: sample 3: with available: 1 only 0 and 1 may occur (use available: count if samples are numbers of units)',
    ]);
    expect(faults(file('2'), { available: 0 })[0]).toContain('zone.json:1:45: sample 2: with available: 0');
    for (const sample of ['-1', '0.5', 'null', '"1"', '[1]']) {
      expect(faults(file(`1, ${sample}`), { available: 'count' })[0]).toContain(
        `sample ${sample}: expected a whole number`,
      );
    }
  });

  it('refuses another gap than the file has, and takes a file that has none', () => {
    expect(faults(file('1', 600))).toEqual([
      'zone.json:1:30: the file says gap_seconds 600, the scenario says gap 195s',
    ]);
    expect(faults('{"data": [1]}')).toEqual([]);
  });

  it('refuses an empty, a cut and a foreign file', () => {
    expect(faults(file(''))).toEqual(['zone.json: the trace is empty']);
    expect(faults('')).toEqual(['zone.json: the file is empty']);
    expect(faults('{"a": 1}')).toEqual(['zone.json: no array "data" in this file']);
    expect(faults(file('1, 0').slice(0, 45))[0]).toContain('cut off?');
    expect(faults(file('NaN'))[0]).toContain('zone.json:1:45: not valid JSON: NaN');
  });

  const data = (name: string): string =>
    fileURLToPath(new URL(`../../../../shared/data/skypilot-spot-traces/${name}`, import.meta.url));

  it.each<[string, Partial<StockHistoryOptions>]>([
    ['availability/1-node/aws-02-15-2023/us-east-2a_v100_1.json', {}],
    ['availability/1-node/aws-10-26-2022/us-west-2b_k80_1.json', { gap: 600 }],
    ['availability/16-node/aws-08-27-2023/us-west-2c_v100_1.json', { gap: 300, available: 'count' }],
    ['preemption/4-node/aws-08-03-2023/us-east-2a_v100_1.json', { gap: 300, available: 'count' }],
    ['preemption/1-node/aws-04-19-2023/us-east-1b_intel_64.json', { gap: 34 }],
  ])('real: %s', (name, options) => {
    if (!existsSync(data(name)))
      return expect(existsSync(data('.')), 'the data folder is absent').toBe(false);
    const text = readFileSync(data(name), 'utf8');
    const { data: samples, metadata } = JSON.parse(text) as {
      data: number[];
      metadata: { gap_seconds: number };
    };
    const gap = metadata.gap_seconds;
    const series = seriesOf(text, { gap, ...options });
    expect([...series.value]).toEqual(samples);
    expect(series.until).toBe(samples.length * gap);
    const process = traceStock(
      series,
      { align: 'start', after: 'fail', window: 'whole', scale: 25 },
      { start: 0, duration: samples.length * gap },
    );
    let units = 0;
    for (let now = 0; now < samples.length * gap; now = process.nextAt, process.advance()) {
      const until = Math.min(process.nextAt, samples.length * gap);
      units += process.value * (until - now);
      if (process.nextAt === Infinity) break;
    }
    expect(units).toBe(25 * gap * samples.reduce((sum, sample) => sum + sample, 0));
  });
});

it('a recording without dates cannot be aligned by the calendar, nor be shorter than the run', () => {
  const series = seriesOf(file('1, 0'));
  const plan = { align: 'start', after: 'fail', window: 'whole' } as const;
  const fault = (align: 'start' | 'calendar', duration: number) =>
    replayFault(series, { ...plan, align }, { start: 0, duration })?.message;
  expect(fault('calendar', 1)).toBe('the trace has no dates to align by');
  expect(fault('start', 390)).toBeUndefined();
  expect(fault('start', 391)).toBe('the trace covers 6m30s of a run of 6m31s');
});

describe('stock shocks', () => {
  const path = (shocks: Parameters<typeof shockedStock>[1]) => {
    const process = shockedStock(
      stockSteps({
        steps: [
          { at: 0, value: 10 },
          { at: 50, value: 3 },
        ],
      }),
      shocks,
    );
    const points = [[0, process.value]];
    while (process.nextAt < Infinity) {
      const at = process.nextAt;
      process.advance();
      points.push([at, process.value]);
    }
    return points;
  };

  it('add to the level, never below 0, or set it', () => {
    expect(path([{ at: 10, until: 60, change: -5 }])).toEqual([
      [0, 10],
      [10, 5],
      [50, 0],
      [60, 3],
    ]);
    expect(
      path([
        { at: 10, until: 20, change: 5 },
        { at: 15, until: 30, to: 1 },
      ]),
    ).toEqual([
      [0, 10],
      [10, 15],
      [15, 1],
      [20, 1],
      [30, 10],
      [50, 3],
    ]);
  });

  it('leave unlimited stock unlimited, unless they set it', () => {
    expect(shockedStock(unlimitedStock(), [{ at: 0, until: 9, change: -5 }]).value).toBe(UNLIMITED);
    expect(shockedStock(unlimitedStock(), [{ at: 0, until: 9, to: 0 }]).value).toBe(0);
  });
});
