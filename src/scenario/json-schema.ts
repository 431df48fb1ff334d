import * as z from 'zod';
import { scenarioSchema } from './schema/scenario.js';

/** The input format as JSON Schema (draft 2020-12), for editors: every key with its description and default. */
export const scenarioJsonSchema = (): Record<string, unknown> =>
  z.toJSONSchema(scenarioSchema, { io: 'input' });
