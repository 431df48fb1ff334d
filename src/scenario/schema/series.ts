import * as z from 'zod';
import { byDefault, required } from './keys.js';
import { decimal } from './numbers.js';
import { duration } from './quantities.js';

/** The `process` key, with what the process is. */
export const processNamed = <N extends string>(name: N, what: string) =>
  required(z.literal(name), `The process: ${what}.`);

/** Steps in time: the first at 0, each later than the one before. */
export function steps<S extends z.ZodType>(value: S, what: string) {
  const step = z.strictObject({
    at: required(duration(), 'When the value takes effect, since the start; the first at 0s.'),
    value: required(value, what),
  });
  const list = z
    .array(step)
    .min(1)
    .check(({ value: found, issues }) => {
      found.forEach(({ at }, i) => {
        const fault = stepFault(at, i === 0 ? undefined : found[i - 1].at);
        if (fault !== undefined) issues.push({ code: 'custom', path: [i, 'at'], message: fault, input: at });
      });
    });
  return required(
    list,
    'The values and when they take effect, the first at 0s, each later than the one before.',
  );
}

function stepFault(at: number, before: number | undefined): string | undefined {
  if (before === undefined) return at === 0 ? undefined : `the first step must be at 0s, found ${at}s`;
  if (at === before) return `two steps at ${at}s`;
  return at > before ? undefined : `steps must be in time order: ${at}s comes after ${before}s`;
}

/** The factor on a recording. */
export const traceScale = () =>
  byDefault(decimal({ above: 0 }), 1, 'The factor that each value of the trace is multiplied by.');

/** What price and stock traces have in common. */
export const replayKeys = {
  scale: traceScale(),
  align: byDefault(
    z.enum(['start', 'calendar']),
    'start',
    "What falls on the scenario's start: the first row of the trace, or the same calendar instant.",
  ),
  after: byDefault(
    z.enum(['fail', 'hold', 'repeat']),
    'fail',
    'What a run longer than the trace does: refuse, keep the last value, or begin again.',
  ),
  window: byDefault(
    z.enum(['whole', 'random']),
    'whole',
    'Read the trace from its beginning, or from an instant drawn for each replication.',
  ),
};
