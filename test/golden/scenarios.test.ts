import { describe, expect, it } from 'vitest';
import { asReference, projectText, readReference, runShipped, shippedNames } from '../support/shipped.js';

describe('the shipped scenarios', () => {
  it('are at least nine', () => {
    expect(shippedNames.length).toBeGreaterThanOrEqual(9);
  });

  it.each(shippedNames)('give the reference results to the byte, variants included: %s', (name) => {
    const results = runShipped(name);
    expect(results).toEqual(readReference(name)); // says which figure differs; the bytes would not
    expect(asReference(results)).toBe(projectText('results', 'reference', `${name}.json`));
  });
});
