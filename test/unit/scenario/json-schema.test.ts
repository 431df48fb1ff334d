import { describe, expect, it } from 'vitest';
import { priceTableJsonSchema, scenarioJsonSchema } from '../../../src/scenario/index.js';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
}

/** Every map of the schema, wherever it stands. */
function mapsIn(value: unknown): readonly Schema[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'properties' in value && 'type' in value ? [value as Schema] : [];
  return [...own, ...Object.values(value).flatMap(mapsIn)];
}

describe.each([
  { what: 'scenarios', schema: scenarioJsonSchema(), file: 'scenario', maps: 40 },
  { what: 'price tables', schema: priceTableJsonSchema(), file: 'price-table', maps: 6 },
])('the JSON Schema of $what', ({ schema, file, maps: least }) => {
  it('describes every key, and says what its absence means', () => {
    const maps = mapsIn(schema);
    expect(maps.length).toBeGreaterThan(least);
    for (const { properties = {}, required = [] } of maps) {
      for (const [key, { description = '', default: value }] of Object.entries(properties)) {
        expect(description, key).not.toBe('');
        const explained =
          required.includes(key) || value !== undefined || /Absent:|Default by provider:/.test(description);
        expect(explained, `${key}: ${description}`).toBe(true);
      }
    }
  });

  it('is published as it is', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      `../../../schema/${file}.schema.json`,
    );
  });
});

it('the JSON Schema asks only for what has no default', () => {
  expect(scenarioJsonSchema()['required']).toEqual(['version', 'name', 'duration']);
});
