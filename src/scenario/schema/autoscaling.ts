import * as z from 'zod';
import { byDefault, optional, required } from './keys.js';
import { decimal, expecting, whole } from './numbers.js';
import { duration } from './quantities.js';
import { processNamed, steps } from './series.js';
import { MAX_UNITS } from './stocks.js';

const DAY = '(?:mon|tue|wed|thu|fri|sat|sun)';
const DAYS = new RegExp(`^(?:daily|${DAY}(?:-${DAY})?(?:,${DAY}(?:-${DAY})?)*)$`);
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const CRON_FIELD = String.raw`[\d*,/?LW#A-Za-z-]+`;
const CRON = new RegExp(`^${CRON_FIELD}(?: +${CRON_FIELD}){5}$`);

const value = () => decimal({ min: 0 });

const slot = z.strictObject({
  days: byDefault(
    text(DAYS, 'days such as daily, mon-fri or sat,sun'),
    'daily',
    'The days: daily, mon-fri, sat,sun.',
  ),
  from: required(
    text(CLOCK, 'a time of day from 00:00 to 23:59 such as 08:00'),
    "The time of day, in the zone of the scenario's start, from which the value holds.",
  ),
  value: required(value(), 'The value, until the next slot.'),
});

/** The metric of the autoscaler over time, all replicas together. */
const demandSchema = z
  .discriminatedUnion('process', [
    z.strictObject({
      process: processNamed('constant', 'one value for ever'),
      value: required(value(), 'The value.'),
    }),
    z.strictObject({
      process: processNamed('steps', 'given values from given instants'),
      steps: steps(value(), 'The value.'),
    }),
    z.strictObject({
      process: processNamed('schedule', 'a week that repeats'),
      slots: required(
        z.array(slot).min(1),
        'The values by weekday and time of day; each holds until the next.',
      ),
    }),
  ])
  .meta({ id: 'Demand' });

const cronJob = z.strictObject({
  cron: required(
    text(CRON, 'six fields, seconds first, such as "0 0 8 * * *"'),
    'When: six fields, seconds first, as EAS writes them.',
  ),
  replicas: required(whole(0, MAX_UNITS), 'The replicas from then on.'),
});

/** EAS horizontal autoscaling and its scheduled scaling. */
export const autoscalingSchema = z
  .strictObject({
    min: required(whole(0, MAX_UNITS), 'The fewest replicas.'),
    max: required(whole(1, MAX_UNITS), 'The most replicas.'),
    metric: byDefault(z.string().min(1), 'qps', 'The name of the metric (a label).'),
    target: optional(
      decimal({ above: 0 }),
      'The metric that one replica is to carry: desired = ceil(metric / target), with a tolerance of 10 %. Absent: 1; with a demand it must be there.',
    ),
    demand: optional(
      demandSchema,
      'The metric over time, of the service as a whole. Absent: the schedule alone scales.',
    ),
    scaleUpWindow: byDefault(duration(), '0s', 'The stabilisation window of scaling up.'),
    scaleDownWindow: byDefault(duration(), '300s', 'The stabilisation window of scaling down.'),
    schedule: byDefault(z.array(cronJob), [], 'Replicas by the clock.'),
    excludeDates: byDefault(
      z.array(text(CRON, 'six fields, seconds first, such as "* * * * * 6,0"')),
      [],
      'When the schedule does not act: six fields, seconds first.',
    ),
  })
  .meta({ id: 'Autoscaling' });

function text(pattern: RegExp, what: string) {
  const error = expecting(what);
  return z.string({ error }).regex(pattern, { error });
}
