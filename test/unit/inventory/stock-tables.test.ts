import { describe, expect, it } from 'vitest';
import { readStockHistory, type StockHistoryOptions } from '../../../src/inventory/index.js';
import { formatIssue } from '../../../src/units/index.js';

const stated = { file: 'z.csv', format: 'csv', available: 'count', columns: { count: 'a' } } as const;

function read(text: string, options: Partial<StockHistoryOptions> = {}, chunk = 5) {
  const reader = readStockHistory({ ...stated, ...options });
  for (let from = 0; from < text.length; from += chunk) reader.push(text.slice(from, from + chunk));
  return reader.end();
}

const faults = (text: string, options: Partial<StockHistoryOptions> = {}): string[] => {
  const result = read(text, options);
  return result.ok ? [] : result.issues.map(formatIssue);
};

function rowsOf(text: string, options: Partial<StockHistoryOptions> = {}): [number, number][] {
  const result = read(text, options);
  if (!result.ok) throw new Error(result.issues.map(formatIssue).join('\n'));
  const { at, value } = result.value.series;
  return Array.from(at, (second, i) => [second, value[i]]);
}

const seriesOf = (text: string, options: Partial<StockHistoryOptions>) => {
  const result = read(text, options);
  return result.ok ? result.value.series : undefined;
};

describe('tables of counts', () => {
  const text = 'time,a,b\n2025-10-04T00:10:00Z,16,0\n2025-10-04T00:20:00Z,7,1\n';

  it('give the column that is named', () => {
    expect(rowsOf(text)).toEqual([
      [1759536600, 16],
      [1759537200, 7],
    ]);
    expect(rowsOf(text, { columns: { count: 'b' }, available: 0 }).map(([, units]) => units)).toEqual([1, 0]);
  });

  it('are known until the last row, or a gap after it where that is a count', () => {
    expect(seriesOf(text, {})?.until).toBe(1759537200);
    expect(seriesOf(text, { sample: 'count', gap: 600 })?.until).toBe(1759537800);
    expect(seriesOf(text, { sample: 'probe', gap: 600 })?.until).toBe(1759537200);
    expect(faults(text, { sample: 'count' })).toEqual([
      'z.csv: sample: count without a gap: how long does the last count hold? (state it: gap: 10m)',
    ]);
  });

  it('may count what others hold, in parts of units too', () => {
    const used = { available: 'used', capacity: 10, unit: 'h' } as const;
    expect(rowsOf('time,a\n0,6.5\n1,12\n2,-1e-12\n3,0.00000000001\n', used)).toEqual([
      [0, 3],
      [3600, 0],
      [7200, 10],
      [10_800, 10],
    ]);
    expect(faults('time,a\n0,-1\n', used)).toEqual(['z.csv:2:3: sample "-1": expected a number, at least 0']);
    expect(faults(text, { available: 'used' })[0]).toContain('needs the number of units there are');
    expect(faults(text, { capacity: 3 })[0]).toContain('capacity belongs to available: used only');
  });

  it('take the new value of two at one time: step plots have no header', () => {
    const plot = { columns: { time: 1, count: 2 }, unit: 's' } as const;
    expect(rowsOf('0,0\n21529,0\n21529,4\n21556,4\n', plot)).toEqual([
      [0, 0],
      [21529, 4],
      [21556, 4],
    ]);
  });

  it('are refused where cells are no counts, or times go back', () => {
    expect(faults('time,a\n1,1.5\n2,x\n3,\n4,1\n')).toEqual([
      'z.csv:2:3: sample "1.5": expected a whole number, at least 0',
      'z.csv:3:3: sample "x": expected a whole number, at least 0',
      'z.csv:4:3: sample "": expected a whole number, at least 0',
    ]);
    expect(faults('time,a\n10,1\n70,1\n9,1\n')).toEqual([
      'z.csv:4:1: out of order: 61 s before the row above, while the rows so far run forward in time (sort the file by time, and keep several logs apart)',
    ]);
    expect(faults('time,b\n1,1\n')[0]).toContain('z.csv:1:1: no column "a": the first line reads "time,b"');
    expect(faults('time,a\n1,1\n', { columns: { time: 'time' } })[0]).toContain(
      'which column holds the counts?',
    );
    expect(faults('time,a\n2025-10-04 00:10:00,1\n')[0]).toContain('a local time without a zone');
    expect(faults('')).toEqual(['z.csv: the trace is empty']);
    expect(faults('time,a\n1,3\n2,"4')).toEqual(['z.csv:3:1: the file ends inside a quoted cell']);
  });
});

describe('nodes that come and go', () => {
  const nodes = { format: 'add-remove', unit: 'ms', columns: undefined } as const;

  it('are counted from the beginning of the recording, all of one second at once', () => {
    const text = '480000,add,node1\n480000,add,node2\n480999,remove,node1\n600000,add,node3\n';
    expect(rowsOf(text, nodes)).toEqual([
      [0, 0],
      [480, 1],
      [600, 2],
    ]);
    expect(seriesOf(text, nodes)?.undated).toBe(true);
  });

  it('are refused where they cannot be', () => {
    expect(faults('0,add,a\n0,add,a\n', nodes)).toEqual(['z.csv:2:3: add of a, which is there already']);
    expect(faults('0,remove,a\n', nodes)).toEqual(['z.csv:1:3: remove of a, which is not there']);
    expect(faults('0,moved,a\n', nodes)).toEqual(['z.csv:1:3: event "moved": expected add or remove']);
    expect(faults('0,add,a\n', { ...nodes, available: 1 })[0]).toContain('say available: count');
    expect(faults('5,add,a\n2,add,b\n', { ...nodes, unit: 's' })[0]).toContain(
      'z.csv:2:1: out of order: 3 s before',
    );
  });
});

it('a SkyPilot trace with a start has dates', () => {
  const text =
    '{"metadata": {"gap_seconds": 600, "start_time": "2025-10-04T00:10:00.002+00:00"}, "data": [1, 0]}';
  const series = seriesOf(text, { format: 'skypilot', available: 0, gap: 600, sample: 'count' });
  expect(series).toEqual({
    at: Float64Array.of(1759536600, 1759537200),
    value: Float64Array.of(0, 1),
    until: 1759537800,
  });
});
