import * as z from 'zod';
import { byDefault, optional, required } from './keys.js';
import { decimal, expecting, whole } from './numbers.js';
import { duration, label } from './quantities.js';
import { MAX_UNITS, stockSchema } from './stocks.js';

const MOST_TPM = 1_000_000_000_000;
const tpm = () => whole(0, MOST_TPM);

const named = { name: required(label(), 'The name that demand and timeline use; unique.') };
const kind = <N extends string>(name: N, what: string) => required(z.literal(name), `The kind: ${what}.`);

const capacity = (what: string) =>
  z.strictObject({
    input: required(decimal({ above: 0 }), `Input tokens a minute ${what}.`),
    output: required(decimal({ above: 0 }), `Output tokens a minute ${what}.`),
  });

const limits = optional(
  z.strictObject({
    rpm: optional(whole(1, MOST_TPM), 'Requests a minute. Absent: no such limit.'),
    tpm: optional(whole(1, MOST_TPM), 'Tokens a minute, input and output together. Absent: no such limit.'),
  }),
  'Throttling: calls beyond it are not taken. Absent: none.',
);

/** What the platform deploys for us (R36-R61). */
const deployed = {
  ...named,
  model: optional(label(), 'The model that is deployed. Absent: that of the demand it serves.'),
  mode: optional(label(), 'The mode that is deployed. Absent: that of the demand it serves.'),
  region: byDefault(
    z.literal('cn-beijing', { error: expecting('cn-beijing: deployments exist there only (R61)') }),
    'cn-beijing',
    'The region: deployments exist in cn-beijing only (R61).',
  ),
  deploy: byDefault(duration(), '0s', 'From purchase to Running.'),
  permission: byDefault(
    z.boolean(),
    true,
    'Whether the workspace may deploy the model; without permission the deployment fails (R60).',
  ),
  whenDown: byDefault(
    z.enum(['reject', 'next']),
    'reject',
    'What happens to calls while the deployment is not there: an error (A33), or the next plan of the chain.',
  ),
};

const upfront = z.strictObject({
  upfrontDays: required(whole(1, 3650), 'The days that are paid in advance, 1 or more (R40, R42).'),
  autoRenew: byDefault(z.boolean(), false, 'Whether it is paid anew at its end (R40).'),
});

const ptu = z
  .strictObject({
    ...deployed,
    kind: kind('ptu', 'provisioned throughput (R37)'),
    inputTpm: required(tpm(), 'The input tokens a minute that are bought.'),
    outputTpm: required(tpm(), 'The output tokens a minute that are bought.'),
    billing: byDefault(
      z.union([z.literal('hourly'), upfront], {
        error: expecting('hourly, or { upfrontDays: 30, autoRenew: true }'),
      }),
      'hourly',
      'Pay-as-you-go by the hour, or days paid in advance. It is fixed after creation (R36).',
    ),
    overflow: byDefault(
      z.enum(['next', 'reject']),
      'next',
      'What happens to a request beyond the quota or the longest input: the next plan of the chain serves it, or it is rejected (R47).',
    ),
  })
  .check(({ value, issues }) => {
    if (value.inputTpm + value.outputTpm > 0) return;
    const message = 'expected at least one of inputTpm and outputTpm above 0';
    issues.push({ code: 'custom', path: ['inputTpm'], message, input: value.inputTpm });
  });

const modelUnit = z.strictObject({
  ...deployed,
  kind: kind('model-unit', "model units of one's own (R52-R57)"),
  unit: required(label(), 'The kind of unit, as the price table calls it, such as MU1.'),
  units: required(whole(1, MAX_UNITS), 'The units that are bought.'),
  billing: byDefault(
    z.enum(['hourly', 'monthly']),
    'hourly',
    'Pay-as-you-go by the hour, or months of 30 days. It is fixed after creation (R36).',
  ),
  autoRenew: byDefault(z.boolean(), false, 'Whether a month is followed by another (R40).'),
  perUnit: required(capacity('of one unit'), 'What one unit serves. The sources do not say: measure it.'),
  context: optional(
    whole(1, MOST_TPM),
    'The longest request that is deployed for, input and output together; at most that of the model (R57). Absent: that of the model.',
  ),
  limits,
  stock: byDefault(
    stockSchema,
    { process: 'unlimited' },
    'The units that the platform can sell, first come, first served (R55).',
  ),
});

const calls = z.strictObject({
  ...named,
  kind: kind('calls', 'plain pay-as-you-go calls, within the public limits of the workspace'),
  limits,
});

const queue = z.strictObject({
  max: byDefault(whole(0, MAX_UNITS), 200, 'The most requests that wait; one more is not taken.'),
  wait: byDefault(duration(), '10s', 'The longest wait; a request that would wait longer is not taken.'),
});

const eas = z.strictObject({
  ...named,
  kind: kind('eas', 'the ready replicas of an EAS service'),
  service: required(label(), 'The service.'),
  tokensPerMinute: required(
    z.record(label(), capacity('of one replica on this type')),
    'What one ready replica serves, by instance type. Measure it.',
  ),
  queue: byDefault(queue, {}, 'Where requests wait that the replicas cannot take at once.'),
});

/** One way to have tokens served. */
export const planSchema = z.discriminatedUnion('kind', [eas, ptu, modelUnit, calls]).meta({ id: 'Plan' });
