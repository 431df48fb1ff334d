import { describe, expect, it } from 'vitest';
import {
  asReference,
  projectText,
  readReference,
  readSpread,
  runShipped,
  shippedNames,
  spreadOf,
} from '../support/shipped.js';

describe('the shipped scenarios', () => {
  it('are at least nine', () => {
    expect(shippedNames.length).toBeGreaterThanOrEqual(9);
  });

  it.each(shippedNames)('give the reference results to the byte, variants included: %s', (name) => {
    const results = runShipped(name);
    expect(results).toEqual(readReference(name)); // says which figure differs; the bytes would not
    expect(asReference(results)).toBe(projectText('results', 'reference', `${name}.json`));
  });

  it.each(['bank-chat', 'nightly-batch', 'own-model', 'sale-peak'])(
    'have intervals from runs that can be repeated: %s',
    (name) => {
      const [one] = spreadOf(name, 3, 4) ?? [];
      const [all] = readSpread(name) ?? [];
      expect(all?.costPerMillion.length).toBe(10);
      expect([all?.costPerMillion[3], all?.served[3]]).toEqual([one?.costPerMillion[0], one?.served[0]]);
    },
  );
});
