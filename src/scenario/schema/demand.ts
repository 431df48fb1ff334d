import * as z from 'zod';
import { byDefault, optional, required } from './keys.js';
import { expecting } from './numbers.js';
import { duration, label, rate, rateOrZero } from './quantities.js';
import { processNamed } from './series.js';
import { tokenCounts } from './token-counts.js';
import { slotsOf } from './weekly.js';

const arrivals = byDefault(
  z.enum(['poisson', 'even']),
  'poisson',
  'How requests arrive at the rate of the moment: as a Poisson process, or evenly spaced.',
);

const state = z.strictObject({
  name: required(label(), 'The name of the state.'),
  rate: required(rateOrZero(), 'The rate of requests while in it, such as 120/min; 0/min for none.'),
  stay: required(duration(1), 'The mean time in it, exponential; the next state in the list follows.'),
});

const trace = z.strictObject({
  process: processNamed('trace', 'recorded requests from a CSV file with a header'),
  file: required(z.string().min(1), 'The file, relative to the scenario file.'),
  rows: required(
    z.enum(['requests', 'counts']),
    'What a row is: one request with columns time, input, output; or the number of requests from this row on until the next, with columns time, requests.',
  ),
  columns: optional(
    z.strictObject({
      time: optional(z.string().min(1), 'The column of times. Absent: `time`.'),
      requests: optional(z.string().min(1), 'The column of numbers of requests. Absent: `requests`.'),
      input: optional(z.string().min(1), 'The column of input tokens. Absent: `input`.'),
      output: optional(z.string().min(1), 'The column of output tokens. Absent: `output`.'),
    }),
    'The names of the columns. Absent: time, requests, input, output.',
  ),
  timezone: optional(
    z.string().regex(/^(?:[Zz]|[+-]\d\d(?::?\d\d)?)$/, { error: expecting('Z or an offset such as +08:00') }),
    'The zone of times that state none. Absent: such times are refused.',
  ),
  align: byDefault(
    z.enum(['start', 'calendar']),
    'start',
    "What falls on the scenario's start: the first row of the trace, or the same calendar instant.",
  ),
});

/** A rate that is 0 for ever asks for nothing, and is a mistake. */
function someAbove<K extends string>(key: K) {
  return ({ value, issues }: z.core.ParsePayload<readonly { readonly [key in K]: number }[]>): void => {
    if (value.some((one) => one[key] > 0)) return;
    issues.push({
      code: 'custom',
      message: 'expected at least one rate above 0',
      path: [0, key],
      input: value,
    });
  };
}

/** When requests come. */
const requestsSchema = z
  .discriminatedUnion('process', [
    z.strictObject({
      process: processNamed('constant', 'evenly spaced at one rate'),
      rate: required(rate(), 'The rate of requests, such as 120/min.'),
    }),
    z.strictObject({
      process: processNamed('poisson', 'independent of one another, at one rate'),
      rate: required(rate(), 'The mean rate of requests, such as 120/min.'),
    }),
    z.strictObject({
      process: processNamed('schedule', 'at a rate by weekday and time of day, in the zone of the start'),
      slots: slotsOf(rateOrZero(), 'The rate from then on, until the next slot; 0/min for none.').check(
        someAbove('value'),
      ),
      arrivals,
    }),
    z.strictObject({
      process: processNamed('mmpp', 'bursts: the rate goes round a ring of states (Markov-modulated)'),
      states: required(
        z
          .array(state)
          .min(2, { error: expecting('two states or more') })
          .check(someAbove('rate')),
        'The states; after the last comes the first. Two give quiet and busy times.',
      ),
    }),
    trace,
  ])
  .meta({ id: 'Requests' });

/** Calls of one model, in tokens, and the chain of plans that serve them. */
export const tokenDemandSchema = z
  .strictObject({
    name: required(label(), 'The name; unique.'),
    model: required(label(), 'The model, as the price tables call it.'),
    mode: optional(label(), 'The mode, such as instruct or thinking. Absent: the only one of the model.'),
    requests: required(requestsSchema, 'When requests come.'),
    input: optional(tokenCounts, 'Input tokens of a request. Absent: the trace has them.'),
    output: optional(
      tokenCounts,
      'Output tokens of a request, counted at arrival. Absent: the trace has them.',
    ),
    detail: byDefault(
      z.enum(['auto', 'minute', 'request']),
      'auto',
      'Count whole minutes, or follow each request; auto: whole minutes where that is exact.',
    ),
    serve: required(
      z.array(label()).min(1),
      'The plans in order: each takes what it can, the rest falls through to the next; what is left is rejected.',
    ),
  })
  .check(({ value, issues }) => {
    const whole = value.requests.process === 'trace' && value.requests.rows === 'requests';
    for (const side of ['input', 'output'] as const) {
      const given = value[side] !== undefined;
      if (given !== whole) continue;
      const message = whole
        ? 'a trace of requests has tokens of its own: leave this out'
        : `missing: the ${side} tokens of a request, such as 300 or a distribution`;
      issues.push({ code: 'custom', path: [side], message, input: value[side] });
    }
  })
  .meta({ id: 'TokenDemand' });
