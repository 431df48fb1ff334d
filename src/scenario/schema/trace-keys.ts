import * as z from 'zod';
import { optional } from './keys.js';
import { expecting } from './numbers.js';
import { duration } from './quantities.js';

const ZONE = expecting('Z, an offset such as +08:00, or a name such as Europe/Berlin');

/** A column of a table: its name in the header, or its number. */
const column = () => z.union([z.string().min(1), z.int().min(1)]);

/** A column of a table of this meaning; `or` says what its absence means. */
export const columnOf = (what: string, or: string) =>
  optional(
    column(),
    `The column of ${what}: its name, or its number from 1 in a file without a header. ${or}`,
  );

/** What price and stock traces say of the times and tables in their files. */
export const fileKeys = {
  timezone: optional(
    z
      .string({ error: ZONE })
      .regex(/^(?:[Zz]|UTC|[+-]\d\d(?::?\d\d)?|[A-Za-z][\w+-]*(?:\/[\w+-]+)+)$/, { error: ZONE }),
    'The zone of times that state none: an offset such as +08:00, or a name such as Europe/Berlin. Absent: tables refuse such times, the answers of providers mean Z.',
  ),
  unit: optional(
    z.enum(['ms', 's', 'min', 'h', 'd']),
    'The unit of times that are numbers counted from the beginning of the recording. Absent: times are instants, ISO 8601 or seconds since 1970.',
  ),
  delimiter: optional(
    z.string().length(1),
    'What separates the cells of a table. Absent: that of comma, tab, semicolon and bar which the first line has most of.',
  ),
};

/** The time between two samples of a recording without times of its own. */
export const gapKey = (absent: string) =>
  optional(duration(1), `The time between two values of the trace, such as 195s. Absent: ${absent}`);

/** Faults of keys against one another. */
export interface KeyRule<T> {
  readonly key: keyof T & string;
  readonly fault: (value: T) => string | undefined;
}

/** Checks keys against one another, each fault at its key, unless that has one of its own. */
export function together<S extends z.ZodType>(schema: S, ...rules: readonly KeyRule<z.output<S>>[]): S {
  return rules.reduce<S>(
    (checked, { key, fault }) =>
      checked.refine((value) => fault(value) === undefined, {
        path: [key],
        error: ({ input }) => fault(input as z.output<S>),
        when: ({ value, issues }) => isMap(value) && issues.every(({ path }) => path?.[0] !== key),
      }),
    schema,
  );
}

const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null;
