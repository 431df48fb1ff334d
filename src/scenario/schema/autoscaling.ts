import * as z from 'zod';
import { byDefault, optional, required } from './keys.js';
import { decimal, whole } from './numbers.js';
import { duration, label } from './quantities.js';
import { processNamed, steps } from './series.js';
import { MAX_UNITS } from './stocks.js';
import { matching, slotsOf } from './weekly.js';

const CRON_FIELD = String.raw`[\d*,/?LW#A-Za-z-]+`;
const CRON = new RegExp(`^${CRON_FIELD}(?: +${CRON_FIELD}){5}$`);

const value = () => decimal({ min: 0 });

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
      slots: slotsOf(value(), 'The value, until the next slot.'),
    }),
    z.strictObject({
      process: processNamed('tokens', 'what a token demand brought in the minute before'),
      from: required(label(), 'The token demand, by name.'),
      of: byDefault(
        z.enum(['input', 'output', 'requests']),
        'requests',
        'What is counted: input tokens, output tokens, or requests.',
      ),
    }),
  ])
  .meta({ id: 'Demand' });

const cronJob = z.strictObject({
  cron: required(
    matching(CRON, 'six fields, seconds first, such as "0 0 8 * * *"'),
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
      z.array(matching(CRON, 'six fields, seconds first, such as "* * * * * 6,0"')),
      [],
      'When the schedule does not act: six fields, seconds first.',
    ),
  })
  .meta({ id: 'Autoscaling' });
