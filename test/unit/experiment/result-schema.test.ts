import { describe, expect, it } from 'vitest';
import { resultJsonSchema, runSchema } from '../../../src/index.js';
import { readReference, shippedNames } from '../../support/shipped.js';

describe('the schema of results', () => {
  it('is published in schema/result.schema.json as it is', async () => {
    await expect(`${JSON.stringify(resultJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../../schema/result.schema.json',
    );
  });

  it.each(shippedNames)('fits every reference result: %s', (name) => {
    for (const result of readReference(name)) expect(runSchema.safeParse(result).error).toBeUndefined();
  });
});
