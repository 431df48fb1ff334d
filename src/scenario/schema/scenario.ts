import * as z from 'zod';
import { MAX_DURATION } from '../../units/index.js';
import { PROVIDERS } from '../presets.js';
import { byDefault, optional, required } from './keys.js';
import { expecting, price } from './numbers.js';
import { tokenDemandSchema } from './demand.js';
import { jobSchema } from './jobs.js';
import { planSchema } from './plans.js';
import { dedicatedSchema, poolSchema } from './pools.js';
import { duration, folderName, instant } from './quantities.js';
import { rulesSchema } from './rules.js';
import { serviceSchema } from './services.js';
import { actionSchema } from './timeline.js';

const variantSchema = z
  .strictObject({
    name: required(folderName(), 'The name; unique.'),
    from: optional(folderName(), 'The variant that this one builds on. Absent: the scenario itself.'),
    description: optional(z.string(), 'What the variant asks. Absent: none.'),
    set: byDefault(
      z.record(z.string(), z.unknown()),
      {},
      'Paths in the scenario and their values there; null removes a key.',
    ),
  })
  .meta({ id: 'Variant' });

const pricesSchema = z
  .strictObject({
    diskGiBHour: byDefault(
      price(),
      0,
      'The price of a GiB of system disk beyond the free ones, per hour, in the currency.',
    ),
  })
  .meta({ id: 'Prices' });

const seed = z
  .union([z.string().min(1), z.number()], { error: expecting('a number or a text') })
  .transform(String);

/** The whole scenario file: the single source of what is accepted, of defaults and of types. */
export const scenarioSchema = z
  .strictObject({
    $schema: optional(
      z.string(),
      'Where an editor finds the JSON Schema of this format. Absent: nothing changes.',
    ),
    version: required(z.literal(1), 'The version of the format: 1.'),
    name: required(folderName(), 'The name; results are kept under it.'),
    description: byDefault(z.string(), '', 'What the scenario asks.'),
    seed: byDefault(seed, '1', 'The seed of everything random: a number or a text.'),
    start: byDefault(
      instant(),
      '2026-01-01T00:00:00+08:00',
      'The instant of second 0, ISO 8601 with its zone.',
    ),
    duration: required(duration(1), `The simulated time, at most ${MAX_DURATION / 86_400}d.`),
    currency: byDefault(
      z.string().regex(/^[A-Za-z]{1,8}$/, { error: expecting('a currency such as USD') }),
      'USD',
      'The currency of all amounts (a label).',
    ),
    provider: byDefault(z.enum(PROVIDERS), 'pai-eas', 'The preset of rules.'),
    rules: byDefault(rulesSchema, {}, "Rules that differ from the provider's preset."),
    prices: byDefault(pricesSchema, {}, 'Prices that belong to no pool.'),
    pools: byDefault(z.array(poolSchema), [], 'The capacity pools: one per (region, zone, type).'),
    dedicated: byDefault(z.array(dedicatedSchema), [], 'Machines bought for oneself.'),
    services: byDefault(z.array(serviceSchema), [], 'What is to run.'),
    jobs: byDefault(z.array(jobSchema), [], 'Work that is to be done by a deadline.'),
    demand: byDefault(z.array(tokenDemandSchema), [], 'Calls of models, in tokens, that plans serve.'),
    plans: byDefault(z.array(planSchema), [], 'The ways to have tokens served, and what they are bought as.'),
    priceTables: byDefault(
      z.array(z.string().min(1)),
      [],
      'Files with the prices of plans, relative to the scenario file; of two prices the later holds.',
    ),
    timeline: byDefault(z.array(actionSchema), [], 'What is done, and what befalls, at given instants.'),
    variants: byDefault(z.array(variantSchema), [], 'The same scenario with some values changed.'),
  })
  .meta({
    title: 'spotsim scenario',
    description: 'A spot market, the services that run on it, and what happens to them.',
  });
