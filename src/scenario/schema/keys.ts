import type * as z from 'zod';

/*
 * Every key of the format is made by one of these three, so that none lacks its description. Descriptions end
 * in what JSON Schema, the editor and docs/scenario.md show.
 */

/** A key that must be there. */
export const required = <S extends z.ZodType>(schema: S, description: string): S =>
  schema.describe(description);

/** A key that may be absent; the description says what its absence means. */
export const optional = <S extends z.ZodType>(schema: S, description: string): z.ZodExactOptional<S> =>
  schema.exactOptional().describe(description);

/** A key with a default, written as a user would write it. */
export const byDefault = <S extends z.ZodType>(
  schema: S,
  value: z.input<S>,
  description: string,
): z.ZodPrefault<S> => schema.prefault(value as never).describe(description);
