import * as z from 'zod';
import { priceTableSchema } from './schema/price-table.js';
import { scenarioSchema } from './schema/scenario.js';

/** The input format as JSON Schema (draft 2020-12), for editors: every key with its description and default. */
export const scenarioJsonSchema = (): Record<string, unknown> =>
  z.toJSONSchema(scenarioSchema, { io: 'input' });

/** The same of price tables. */
export const priceTableJsonSchema = (): Record<string, unknown> =>
  z.toJSONSchema(priceTableSchema, { io: 'input' });
