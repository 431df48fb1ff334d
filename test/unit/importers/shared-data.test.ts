import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recognizeFile } from '../../../src/index.js';
import { hasSharedData, SHARED, sharedPaths, sharedText, type Spec } from '../../support/shared-data.js';
import { traceFaults } from '../../support/trace-world.js';

const cases = SHARED.flatMap(({ folder, files, ...rest }) =>
  files.map((file) => [`${folder}/${file}`, rest] as const),
);

/** Lasting, so that a series of one instant can be laid under the run too. */
const LASTING: Spec = { after: 'hold' };

/** How a file is stated of which we expect to be told what it is not. */
const tried = (path: string, key: 'price' | 'stock'): Spec => {
  const table = !path.endsWith('.json');
  if (key === 'price') return { format: table ? 'csv' : priceFormat(path), ...choice(path) };
  if (!table) return { format: 'skypilot', available: 1, gap: '600s', sample: 'count' };
  if (path.endsWith('.txt'))
    return {
      ...{ format: 'csv', available: 'count', timezone: 'Z' },
      columns: { date: 1, time: 2, count: 3 },
    };
  return { format: 'csv', available: 'count', columns: { count: 'count' } };
};

const priceFormat = (path: string): string => recognizeFile(sharedText(path).slice(0, 4000)).prices ?? 'aws';
const choice = (path: string): Spec => (path.includes('t3micro') ? { zone: 'us-east-1' } : {});

describe.skipIf(!hasSharedData)('real files (skipped where ../shared/data is absent)', () => {
  it('are all in the table', () => {
    expect(cases.map(([path]) => path).sort()).toEqual([...sharedPaths()].sort());
  });

  it.each(cases)('%s', (path, { what, prices, stock }) => {
    const text = sharedText(path);
    expect(recognizeFile(text.slice(0, 4000)).what).toMatch(what);
    for (const [key, outcome] of [
      ['price', prices],
      ['stock', stock],
    ] as const) {
      const faults = (spec: Spec) => traceFaults(key, { ...LASTING, ...spec, file: basename(path), text });
      if (outcome instanceof RegExp) expect(faults(tried(path, key)).join('\n')).toMatch(outcome);
      else for (const spec of outcome.slice(0, 1)) expect(faults(spec)).toEqual([]);
    }
  });
});
