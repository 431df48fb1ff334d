import { describe, expect, it } from 'vitest';
import { formatIssue, run, SilentRecorder } from '../../../src/index.js';
import { hasSharedData, SHARED, sharedText, type Spec } from '../../support/shared-data.js';
import { traceWorld } from '../../support/trace-world.js';

/** What holds from which second on, until the last second. */
interface Path {
  readonly steps: readonly (readonly [at: number, value: number])[];
  readonly end: number;
}

/** Time-weighted sum, seconds at or below each level, and how often each is crossed upwards: exact whole numbers. */
function figuresOf({ steps, end }: Path, levels: readonly number[]) {
  const spells = steps
    .map(([at, value], i) => ({ value, seconds: (i + 1 < steps.length ? steps[i + 1][0] : end) - at }))
    .filter(({ seconds }) => seconds > 0);
  const total = spells.reduce((sum, { seconds }) => sum + seconds, 0);
  return {
    mean: spells.reduce((sum, { value, seconds }) => sum + value * seconds, 0) / total,
    below: levels.map((level) =>
      spells.reduce((sum, { value, seconds }) => sum + (value <= level ? seconds : 0), 0),
    ),
    upCrossings: levels.map(
      (level) =>
        spells.filter(({ value }, i) => i > 0 && spells[i - 1].value <= level && value > level).length,
    ),
  };
}

/** Five levels that divide the values seen. */
function levelsOf({ steps }: Path): number[] {
  const seen = [...new Set(steps.map(([, value]) => value))].sort((a, b) => a - b);
  return [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => seen[Math.floor(share * (seen.length - 1))]);
}

const micro = (price: unknown): number => Math.round(Number(price) * 1e6);
const second = (time: string): number => Math.floor(Date.parse(time) / 1000);
const seconds = (duration: unknown): number => {
  const [, size, unit] = /^(\d+)([smh])$/.exec(String(duration))!;
  return Number(size) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h'];
};
const lines = (text: string, separator: string): string[][] =>
  text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(separator).map((cell) => cell.trim()));

/** Steps from rows oldest first, counted from the first. */
function pathOf(rows: readonly (readonly [at: number, value: number])[], last = 0): Path {
  const begin = rows[0][0];
  return {
    steps: rows.map(([at, value]) => [at - begin, value]),
    end: rows[rows.length - 1][0] - begin + last,
  };
}

/** What a few lines make of a file of prices. */
function pricesIn(text: string, { format, zone, instanceType, gap }: Spec): Path {
  if (format === 'aws') {
    const { SpotPriceHistory } = JSON.parse(text) as {
      SpotPriceHistory: { Timestamp: string; SpotPrice: string }[];
    };
    return pathOf(
      SpotPriceHistory.map((row) => [second(row.Timestamp), micro(row.SpotPrice)] as const).reverse(),
    );
  }
  if (format === 'skypilot') {
    const file = JSON.parse(text) as Record<string, number[]> & { metadata?: { gap_seconds: number } };
    const every = file.metadata?.gap_seconds ?? seconds(gap);
    const prices = file[typeof zone === 'string' ? zone : 'prices'];
    return pathOf(
      prices.map((price, i) => [i * every, micro(price)] as const),
      every,
    );
  }
  const rows = lines(text, text.includes('\t') ? '\t' : ',').slice(1);
  if (zone === undefined) return pathOf(rows.map(([time, price]) => [second(time), micro(price)] as const));
  return pathOf(
    rows
      .filter(([az, type]) => az === zone && type === instanceType)
      .map(([, , , price, time]) => [second(time), micro(price)] as const)
      .sort(([a], [b]) => a - b),
  );
}

/** What a few lines make of a file of stock. */
function stockIn(text: string, { format, available, capacity, gap, unit, columns }: Spec): Path {
  if (format === 'skypilot') {
    const { data } = JSON.parse(text) as { data: number[] };
    const every = seconds(gap);
    return pathOf(
      data.map((units, i) => [i * every, available === 0 ? 1 - units : units] as const),
      every,
    );
  }
  if (format === 'add-remove') {
    let live = 0;
    const rows = lines(text, ',').map(
      ([ms, event]) => [Math.floor(Number(ms) / 1000), (live += event === 'add' ? 1 : -1)] as const,
    );
    return pathOf([[0, 0], ...rows]);
  }
  const { time, date, count } = columns as Record<string, string | number | undefined>;
  const table = lines(text, ',');
  const cell = (row: string[], name: string | number | undefined): string =>
    row[typeof name === 'number' ? name - 1 : table[0].indexOf(name ?? '')];
  const rows = (typeof time === 'number' ? table : table.slice(1)).map((row) => {
    const units = Number(cell(row, count));
    const free = available === 'used' ? Math.max(0, Math.floor(Number(capacity) - units + 1e-6)) : units;
    const scale = { s: 1, h: 3600 }[unit as 's' | 'h'];
    if (scale !== undefined) return [Math.floor(Number(cell(row, time)) * scale + 1e-6), free] as const;
    const zoned = date === undefined ? cell(row, time) : `${cell(row, date)}T${cell(row, time)}Z`;
    return [second(zoned), free] as const;
  });
  return pathOf(rows, gap === undefined ? 0 : seconds(gap));
}

/** What the engine's run did, by its events. */
function runOf(key: 'price' | 'stock', spec: Spec & { file: string; text: string }, end: number): Path {
  const steps: [number, number][] = [];
  const recorder = new (class extends SilentRecorder {
    override price(at: number, _pool: number, unprotected: number): void {
      if (key === 'price') steps.push([at, unprotected]);
    }
    override stock(at: number, _pool: number, level: number): void {
      if (key === 'stock') steps.push([at, level]);
    }
  })();
  const model = traceWorld(key, spec, `${end}s`);
  if (!model.ok) throw new Error(model.issues.map(formatIssue).join('\n'));
  run(model.value, { recorders: () => [recorder] });
  return { steps, end };
}

const histories = (['price', 'stock'] as const).flatMap((key) =>
  SHARED.flatMap(({ folder, files, prices, stock }) => {
    const specs = key === 'price' ? prices : stock;
    if (specs instanceof RegExp) return [];
    return files.flatMap((file) => specs.map((spec) => [key, `${folder}/${file}`, spec] as const));
  }),
);

describe.skipIf(!hasSharedData)('the engine replays (skipped where ../shared/data is absent)', () => {
  it('some prices and some stock', () => {
    expect(histories.filter(([key]) => key === 'price').length).toBeGreaterThan(40);
    expect(histories.filter(([key]) => key === 'stock').length).toBeGreaterThan(50);
  });

  it.each(histories)('the %s of %s as the file has it: %j', (key, path, spec) => {
    const text = sharedText(path);
    const direct = key === 'price' ? pricesIn(text, spec) : stockIn(text, spec);
    const replayed = runOf(key, { ...spec, file: path, text }, direct.end);
    const levels = levelsOf(direct);
    expect(figuresOf(replayed, levels)).toEqual(figuresOf(direct, levels));
    expect(figuresOf(direct, levels).below.length).toBe(5);
  });
});
