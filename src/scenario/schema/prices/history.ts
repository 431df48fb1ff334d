import * as z from 'zod';
import { byDefault, optional, required } from '../keys.js';
import { columnOf, fileKeys, gapKey, together } from '../trace-keys.js';

const like = (name: string): string => `Absent: \`${name}\`, or a name like it.`;

/** Which rows of which file are read, and what they are: alike for all processes that read a price history. */
export const historyKeys = {
  file: required(z.string().min(1), 'The file, relative to the scenario file.'),
  format: required(
    z.enum(['aws', 'aws-text', 'alibaba', 'eas', 'pai', 'skypilot', 'csv']),
    'The format of the file: aws, aws-text, alibaba, eas, pai, skypilot or csv; docs/formats.md describes each.',
  ),
  product: optional(
    z.string(),
    'Only rows of this product description, such as Linux/UNIX. Absent: the file must have one only.',
  ),
  zone: optional(z.string(), 'Only rows of this zone. Absent: the file must have one only.'),
  instanceType: optional(z.string(), 'Only rows of this instance type. Absent: the file must have one only.'),
  gap: gapKey('that of the file, where it has one; only `skypilot` needs it.'),
  ...fileKeys,
  columns: optional(
    z.strictObject({
      time: columnOf('times', like('time')),
      date: columnOf('dates, where times are of the day only', 'Absent: none.'),
      price: columnOf('prices', like('price')),
      product: columnOf('products', like('product')),
      zone: columnOf('zones', like('zone')),
      instanceType: columnOf('instance types', like('instanceType')),
      currency: columnOf('currencies', like('currency')),
    }),
    'The columns of a csv file. Absent: the header names them `time` and `price`, or like that.',
  ),
  tier: byDefault(
    z.enum(['unprotected', 'protected']),
    'unprotected',
    'Which price the file holds; the other tier is derived from it.',
  ),
};

/** Checks those keys against one another. */
export const readable = <S extends z.ZodType<HistoryFile>>(schema: S): S =>
  together<S>(
    schema,
    {
      key: 'columns',
      fault: ({ columns, format }) =>
        columns !== undefined && format !== 'csv' ? 'only format: csv has columns to name' : undefined,
    },
    {
      key: 'gap',
      fault: ({ gap, format }) =>
        gap !== undefined && format !== 'skypilot' ? 'only format: skypilot has ticks of a gap' : undefined,
    },
    {
      key: 'unit',
      fault: ({ unit, format }) =>
        unit !== undefined && format !== 'csv' ? 'only format: csv has times in a unit' : undefined,
    },
  );

interface HistoryFile {
  readonly format: string;
  readonly columns?: unknown;
  readonly gap?: unknown;
  readonly unit?: unknown;
}
