import * as z from 'zod';
import { autoscalingSchema } from './autoscaling.js';
import { durationOrSpans } from './distributions.js';
import { byDefault, optional, required } from './keys.js';
import { countOrPercent, expecting, price, whole } from './numbers.js';
import { gibibytes, label } from './quantities.js';
import { strategySchema } from './strategies.js';
import { MAX_UNITS } from './stocks.js';

const PRICE_LIMIT = 'a price from 0 to 100000 or market';

/** One entry of a service's list. */
export const entrySchema = z
  .strictObject({
    type: required(label(), 'An instance type of the pools, or dedicated_resource.'),
    from: optional(
      label(),
      'With dedicated_resource: the dedicated machines. Absent: the only ones there are.',
    ),
    spotPriceLimit: optional(
      z.union([z.literal('market'), price()], { error: expecting(PRICE_LIMIT) }),
      'Spot with this ceiling per instance-hour, or `market`: spot at any price up to the standard one. Absent: standard (R24).',
    ),
    capacity: optional(
      countOrPercent(1),
      'The most replicas of this entry: a number, or a percent of the desired ones (rounded down, at least 1). Absent: no limit.',
    ),
  })
  .meta({ id: 'Entry' });

const deletionSchema = z
  .strictObject({
    activeRequests: byDefault(
      z.boolean(),
      false,
      'A running service has active requests, so that deleting it fails; stop it first (R9, R12).',
    ),
    referencedBy: byDefault(
      z.array(label()),
      [],
      'Other services that refer to its endpoint, so that deleting it fails (R13).',
    ),
    permitted: byDefault(z.boolean(), true, 'Whether the user may delete services (R14).'),
    stuck: byDefault(z.boolean(), false, 'The deletion sticks (R15).'),
  })
  .meta({ id: 'Deletion' });

/** A service and the ordered list of what it runs on. */
export const serviceSchema = z
  .strictObject({
    name: required(label(), 'The name; unique.'),
    eas: optional(
      z.string().min(1),
      'The JSON of an EAS service, relative to the scenario file: read first, what stands beside it overrides it, lists replace. Absent: nothing is imported.',
    ),
    region: optional(label(), 'The region. Absent: that of the pools, if they have but one.'),
    replicas: byDefault(whole(0, MAX_UNITS), 1, 'The desired number of replicas (R27).'),
    minReady: optional(
      countOrPercent(0),
      'Below this number or percent (rounded up) of the desired replicas the service is down. Absent: all of them, with autoscaling its min.',
    ),
    instances: required(z.array(entrySchema).min(1), 'What a replica may run on, tried in this order (R22).'),
    protection: optional(
      z.boolean(),
      'Whether spot replicas have the protection period (R26). Absent: true where the provider has one.',
    ),
    zonePolicy: byDefault(
      z.enum(['listed', 'cheapest', 'most-stock']),
      'listed',
      'Which of several pools of one type comes first: in file order, the cheapest, or that with most stock.',
    ),
    disk: byDefault(
      gibibytes(),
      '30GiB',
      'The system disk of a replica: 30 GiB cost nothing extra (R3), at most 2000 GiB (R28).',
    ),
    startup: byDefault(
      durationOrSpans,
      '3m',
      'From acquisition to ready: a duration or a distribution of durations.',
    ),
    rebalancing: byDefault(
      z.boolean(),
      false,
      'Whether replicas move back to better entries (EAS resource_rebalancing).',
    ),
    maxSurge: byDefault(
      countOrPercent(0, 1000),
      '2%',
      'The replicas above the desired ones in an update, a percent rounded up (EAS rolling_strategy).',
    ),
    maxUnavailable: byDefault(
      countOrPercent(0),
      0,
      'The replicas that may lack in an update (EAS rolling_strategy).',
    ),
    autoscaling: optional(
      autoscalingSchema,
      'How the desired number follows a metric or the clock. Absent: it stays, but for the timeline.',
    ),
    strategy: byDefault(
      strategySchema,
      { name: 'fixed' },
      'Who decides what is asked for, within the list: a strategy by its name, or a module of yours.',
    ),
    deletion: byDefault(deletionSchema, {}, 'Faults to play when the service is deleted (R9-R15).'),
  })
  .meta({ id: 'Service' });
