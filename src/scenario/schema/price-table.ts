import * as z from 'zod';
import { byDefault, optional, required } from './keys.js';
import { expecting, price, whole } from './numbers.js';
import { label } from './quantities.js';

const MOST_TOKENS = 100_000_000;
/** A month of one unit passes 100,000 CNY. */
const HIGHEST_MONTH = 10_000_000;
const tokens = () => whole(1, MOST_TOKENS);

const throughput = (per: string) =>
  z.strictObject({
    input: required(price(), `Per 10,000 input tokens a minute, ${per}.`),
    output: required(price(), `Per 1,000 output tokens a minute, ${per}.`),
  });

const tier = z.strictObject({
  upTo: byDefault(
    tokens(),
    MOST_TOKENS,
    'The longest input of a request in this tier; it decides on the whole request.',
  ),
  input: required(price(), 'Per million input tokens.'),
  output: required(price(), 'Per million output tokens.'),
});

const tiers = z
  .array(tier)
  .min(1)
  .check(({ value, issues }) => {
    value.forEach(({ upTo }, i) => {
      if (i === 0 || upTo > value[i - 1].upTo) return;
      const message = `tiers must be in order: ${upTo} comes after ${value[i - 1].upTo}`;
      issues.push({ code: 'custom', path: [i, 'upTo'], message, input: upTo });
    });
  });

const unit = z.strictObject({
  unit: required(label(), 'The kind of unit, such as MU1.'),
  hourly: required(price(), 'Per unit and hour.'),
  monthly: required(price(HIGHEST_MONTH), 'Per unit and month of 30 days.'),
  throttling: byDefault(z.boolean(), true, 'Whether RPM and TPM limits can be set (R56, R57).'),
  fixedContext: byDefault(z.boolean(), false, 'Whether the context cannot be set at deployment (R56, R57).'),
});

const row = z.strictObject({
  model: required(label(), 'The model.'),
  mode: optional(label(), 'The mode, such as instruct or thinking. Absent: any.'),
  context: optional(
    tokens(),
    'The most tokens of a request, input and output together (R62). Absent: no limit.',
  ),
  ptu: optional(
    z.strictObject({
      maxInput: required(tokens(), 'The longest input; a longer one overflows (R49).'),
      hourly: required(throughput('per hour'), 'Pay-as-you-go.'),
      daily: required(throughput('per day'), 'Paid in advance.'),
    }),
    'Prices of provisioned throughput. Absent: it cannot be bought.',
  ),
  units: byDefault(z.array(unit), [], 'Prices of model units.'),
  calls: optional(tiers, 'Prices of plain calls, by the length of the input. Absent: there are none.'),
});

/** A price table: a file of its own, with its date and its source. */
export const priceTableSchema = z
  .strictObject({
    version: required(z.literal(1), 'The version of the format: 1.'),
    name: required(label(), 'The name of the table.'),
    date: required(
      z.string({ error: expecting('a date such as 2026-06-16') }).regex(/^\d{4}-\d\d-\d\d$/, {
        error: expecting('a date such as 2026-06-16'),
      }),
      'The day on which the prices were read.',
    ),
    source: required(z.string().min(1), 'Where they were read.'),
    currency: required(
      z.string().regex(/^[A-Za-z]{1,8}$/, { error: expecting('a currency such as USD') }),
      "The currency; it must be the scenario's.",
    ),
    models: required(z.array(row).min(1), 'The models and what they cost.'),
  })
  .meta({ title: 'spotsim price table', description: 'What it costs to have a model serve tokens.' });
