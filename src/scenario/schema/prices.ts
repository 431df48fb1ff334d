import * as z from 'zod';
import { amounts } from './distributions.js';
import { byDefault, optional, required } from './keys.js';
import { expecting, price } from './numbers.js';
import { administered } from './prices/administered.js';
import { HOURLY, ticking } from './prices/common.js';
import { mixture } from './prices/mixture.js';
import { ornsteinUhlenbeck } from './prices/ornstein-uhlenbeck.js';
import { provider } from './prices/provider.js';
import { reservePrice } from './prices/reserve-price.js';
import { processNamed, replayKeys, steps } from './series.js';

const ZONE = expecting('Z or an offset such as +08:00');

const trace = z.strictObject({
  process: processNamed('trace', 'a recorded history, last observation carried forward'),
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
  ...replayKeys,
});

/** The market price of a pool: that without protection, unless a trace says otherwise. */
export const priceSchema = z
  .discriminatedUnion('process', [
    z.strictObject({
      process: processNamed('constant', 'one price for ever'),
      value: required(price(), `The price ${HOURLY}.`),
    }),
    z.strictObject({
      process: processNamed('steps', 'given prices from given instants'),
      steps: steps(price(), `The price ${HOURLY}.`),
    }),
    z.strictObject({
      process: processNamed('independent', 'an independent draw for each interval'),
      price: required(amounts, `The distribution of prices ${HOURLY}.`),
      ...ticking,
    }),
    ornsteinUhlenbeck,
    reservePrice,
    mixture,
    provider,
    administered,
    trace,
  ])
  .meta({ id: 'Price' });
