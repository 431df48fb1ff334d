import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutants } from '../../mutants.mjs';

const text = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

describe('the hand-made faults', () => {
  it('cover the rules of spot instances and their list, R16 to R26, and the heart of those of plans', () => {
    const rules = mutants.map(({ rule }) => rule);
    const spot = Array.from({ length: 11 }, (_, index) => `R${16 + index}`);
    const plans = [38, 42, 43, 44, 45, 46, 47, 48, 49, 53, 54, 55, 58, 62].map((rule) => `R${rule}`);
    expect(rules.filter((rule) => /^R\d+$/.test(rule))).toEqual([...spot, ...plans]);
  });

  it('cover the core lines of strategies', () => {
    const rules = mutants.map(({ rule }) => rule);
    for (const of of ['SpotHedge', 'DrAFTS', 'Zheng', 'percentile', 'back-off', 'make before break', 'rebid'])
      expect(rules.filter((rule) => rule.startsWith(of)).length, of).toBeGreaterThanOrEqual(1);
  });

  it.each(mutants)('for $rule changes a text that stands in its file once', ({ file, find }) => {
    expect(text(file).split(find)).toHaveLength(2);
  });

  it.each(mutants)('for $rule names a test that exists', ({ test, name }) => {
    expect(text(test)).toContain(name);
  });
});
