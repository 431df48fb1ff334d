import * as z from 'zod';
import { durationOrSpans } from './distributions.js';
import { byDefault, optional, required } from './keys.js';
import { whole } from './numbers.js';
import { duration, gibibytes, label } from './quantities.js';
import { entrySchema } from './services.js';
import { strategySchema } from './strategies.js';
import { MAX_UNITS } from './stocks.js';

const checkpointSchema = z
  .strictObject({
    every: required(duration(1), 'The work between two checkpoints.'),
    cost: byDefault(duration(0), '0s', 'How long the work stands still while one is written.'),
    onNotice: byDefault(
      z.boolean(),
      true,
      'Whether one is written at the end of a notice that is long enough for it.',
    ),
  })
  .meta({ id: 'Checkpoint' });

/** A deadline job: so much work, to be done by a given time, on an ordered list of what it may run on. */
export const jobSchema = z
  .strictObject({
    name: required(label(), 'The name; unique, among the services too.'),
    work: required(duration(1), 'How long the work takes where nothing interrupts it.'),
    deadline: required(duration(1), 'When it must be done, from its submission.'),
    at: byDefault(duration(0), '0s', 'When it is submitted.'),
    region: optional(label(), 'The region. Absent: that of the pools, if they have but one.'),
    replicas: byDefault(
      whole(1, MAX_UNITS),
      1,
      'The units that it works on, all or none (a gang): one lost, and all restart.',
    ),
    restart: byDefault(
      duration(0),
      '0s',
      'How long every start and every change of units takes: it is paid for, and makes no progress (changeover delay).',
    ),
    checkpoint: optional(
      checkpointSchema,
      'Progress since the last finished checkpoint is lost when the provider takes a unit. Absent: no progress is ever lost, only `restart` is paid.',
    ),
    instances: required(z.array(entrySchema).min(1), 'What it may run on, tried in this order (R22).'),
    protection: optional(
      z.boolean(),
      'Whether spot units have the protection period (R26). Absent: true where the provider has one.',
    ),
    zonePolicy: byDefault(
      z.enum(['listed', 'cheapest', 'most-stock']),
      'listed',
      'Which of several pools of one type comes first: in file order, the cheapest, or that with most stock.',
    ),
    disk: byDefault(gibibytes(), '30GiB', 'The system disk of a unit: 30 GiB cost nothing extra (R3).'),
    startup: byDefault(
      durationOrSpans,
      '0s',
      'From acquisition to ready, before `restart` begins; compute is not billed yet (A1). A duration or a distribution of durations.',
    ),
    strategy: byDefault(
      strategySchema,
      { name: 'fixed' },
      'Who decides what is asked for, within the list: a strategy by its name, or a module of yours.',
    ),
  })
  .meta({ id: 'Job' });
