import * as z from 'zod';
import { byDefault, optional, required } from '../keys.js';
import { expecting } from '../numbers.js';

const ZONE = expecting('Z or an offset such as +08:00');

/** Which rows of which file are read, and what they are: alike for all processes that read a price history. */
export const historyKeys = {
  file: required(z.string().min(1), 'The file, relative to the scenario file.'),
  format: required(
    z.enum(['aws', 'alibaba', 'csv']),
    'What the file is: JSON of AWS describe-spot-price-history, JSON of Alibaba DescribeSpotPriceHistory, or CSV of time,price.',
  ),
  product: optional(
    z.string(),
    'Only rows of this product description, such as Linux/UNIX. Absent: the file must have one only.',
  ),
  zone: optional(z.string(), 'Only rows of this zone. Absent: the file must have one only.'),
  instanceType: optional(z.string(), 'Only rows of this instance type. Absent: the file must have one only.'),
  timezone: optional(
    z.string({ error: ZONE }).regex(/^(?:[Zz]|[+-]\d\d(?::?\d\d)?)$/, { error: ZONE }),
    'The zone of times that state none, such as +08:00. Absent: csv refuses them, aws and alibaba take them as Z.',
  ),
  columns: optional(
    z.strictObject({
      time: optional(z.string().min(1), 'The column of times. Absent: `time`, or a name like it.'),
      price: optional(z.string().min(1), 'The column of prices. Absent: `price`, or a name like it.'),
    }),
    'The names of the columns of a csv file, `time` and `price`. Absent: these, or names like them.',
  ),
  tier: byDefault(
    z.enum(['unprotected', 'protected']),
    'unprotected',
    'Which price the file holds; the other tier is derived from it.',
  ),
};
