import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fitHistory, readPriceHistory } from '../../../../src/index.js';
import type { HistoryFit, PriceHistory } from '../../../../src/index.js';

const path = (name: string): string =>
  fileURLToPath(new URL(`../../../../../shared/data/ec2-spot-2015/us-east-1${name}.csv`, import.meta.url));

function historyOf(file: string): PriceHistory {
  const reader = readPriceHistory('csv', { file, timezone: 'Z' });
  reader.push(readFileSync(file, 'utf8'));
  const history = reader.end();
  if (!history.ok) throw new Error(history.issues[0]?.message);
  return history.value;
}

function fitOf(name: string, standardPrice: number, process: string): HistoryFit {
  const source = { file: 'history.csv', format: 'csv' };
  const options = {
    processes: [process],
    standardPrice: Math.round(standardPrice * 1e6),
    offset: 0,
    seed: '1',
    replications: process === 'mixture' ? 6 : 24, // its draws cost much, and vary little
    source,
  };
  const fit = fitHistory(historyOf(path(name)), options);
  if (!fit.ok) throw new Error(fit.issues[0]?.message);
  return fit.value;
}

const MARKETS: readonly (readonly [
  name: string,
  parametric: string,
  standardPrice: number,
  agreeing: number,
])[] = [
  ['a-Linux-r3.large', 'spikes', 0.175, 5],
  ['e-Linux-g2.2xlarge', 'mixture', 0.65, 4],
  ['b-Linux-c3.xlarge', 'spikes', 0.21, 4],
];

describe.skipIf(!existsSync(path('a-Linux-r3.large')))(
  'markets of 2015 (skipped where the data are absent)',
  () => {
    it.each(MARKETS)(
      '%s: bootstrap and %s tell what follows',
      (name, parametric, standardPrice, agreeing) => {
        const { candidates, agrees, changed, first, second } = fitOf(name, standardPrice, 'bootstrap');
        expect(agrees.filter((one) => one)).toHaveLength(agreeing);
        expect(changed).toBe(agreeing < 5);
        const judged = [...candidates, ...fitOf(name, standardPrice, parametric).candidates];
        expect(judged.map(({ fit: { process } }) => process)).toEqual(['bootstrap', parametric]);
        for (const { judgement } of judged) expect(judgement.availabilityError).toBeLessThanOrEqual(0.05);
        agrees.forEach((counts, index) => {
          expect(Math.abs(first[index].share - second[index].share) <= 0.05).toBe(counts);
        });
      },
    );
  },
);
