import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../../src/testing/index.js';
import { checkRun, printScenario, scenarios } from '../../../src/testing/index.js';
import { forAll } from '../../support/histories.js';

const RUNS = 400;
const SEED = 20_260_302;

describe('the laws of an allocation', () => {
  const seen: Coverage[] = [];

  it(
    `hold in ${RUNS} random scenarios (R7, R17, R18, R19, R20, R22, R23, R25, R26)`,
    { timeout: 120_000 },
    () => {
      forAll(scenarios(), { numRuns: RUNS, seed: SEED }, (input) => {
        const { violations, coverage } = checkRun(input);
        seen.push(coverage);
        const [first] = violations;
        if (first !== undefined)
          throw new Error(`${first.law}: at ${first.at} ${first.entity} ${first.sentence}`);
      });
      expect(seen).toHaveLength(RUNS);
    },
  );

  it('were put to the test: what could break them came up in at least 5 % of the scenarios', () => {
    const rows = {
      'a price reclaim': seen.filter(({ priceReclaims }) => priceReclaims > 0),
      'a stock reclaim': seen.filter(({ stockReclaims }) => stockReclaims > 0),
      'a reclaim put off by protection': seen.filter(({ putOff }) => putOff > 0),
      'overlapping notices': seen.filter(({ overlappingNotices }) => overlappingNotices > 0),
      waiting: seen.filter(({ waits }) => waits > 0),
    };
    const shares = Object.entries(rows).map(([name, found]) => [name, found.length / seen.length] as const);
    console.log(
      [
        `of ${seen.length} random scenarios had`,
        ...shares.map(([name, share]) => `  ${name.padEnd(34)} ${(100 * share).toFixed(1)} %`),
      ].join('\n'),
    );
    for (const [name, share] of shares) expect(share, name).toBeGreaterThanOrEqual(0.05);
  });

  it('are judged on scenarios that a user could have written', () => {
    for (const input of fc.sample(scenarios(), { numRuns: 5, seed: SEED })) {
      expect(JSON.parse(printScenario(input))).toEqual(input);
    }
  });
});
