import * as z from 'zod';
import { at, exactlyOne, named, together } from './action-keys.js';
import { optional, required } from './keys.js';
import { whole } from './numbers.js';
import { label } from './quantities.js';
import { MAX_UNITS } from './stocks.js';

/** The desired replicas of a service, or what is bought of a plan. */
type Scaling =
  | { at: number; action: 'scale'; service: string; replicas: number }
  | {
      at: number;
      action: 'scale';
      plan: string;
      set: { inputTpm?: number; outputTpm?: number; units?: number };
    };

const FIXED =
  'expected nothing here: kind and billing method are fixed after creation (R36); unpublish the plan, and purchase another';
const fixed = z.never({ error: () => FIXED });

const quotaOf = ({
  kind: _,
  billing: __,
  ...quota
}: {
  inputTpm?: number;
  outputTpm?: number;
  units?: number;
  kind?: never;
  billing?: never;
} = {}): { inputTpm?: number; outputTpm?: number; units?: number } => quota;

/** An action on a plan that needs nothing else. */
export function ofPlan<N extends string>(name: N, what: string) {
  return z.strictObject({ at, action: named(name, what), plan: required(label(), 'The plan.') });
}

export function purchase() {
  return z
    .strictObject({
      at,
      action: named(
        'purchase',
        'buy dedicated machines or a plan; without it they are bought at the start; one of the two',
      ),
      dedicated: optional(label(), 'The dedicated machines. Absent: `plan` is given.'),
      plan: optional(label(), 'The plan. Absent: `dedicated` is given.'),
    })
    .check(exactlyOne(['dedicated', 'plan']))
    .transform(({ at: when, action, dedicated, plan }) =>
      dedicated !== undefined ? { at: when, action, dedicated } : { at: when, action, plan: plan ?? '' },
    );
}

export function scaling() {
  const set = z
    .strictObject({
      inputTpm: optional(whole(0), 'Input tokens a minute of a PTU plan. Absent: as before.'),
      outputTpm: optional(whole(0), 'Output tokens a minute of a PTU plan. Absent: as before.'),
      units: optional(whole(1, MAX_UNITS), 'Model units. Absent: as before.'),
      kind: optional(fixed, 'Fixed after creation (R36). Absent: the only way.'),
      billing: optional(fixed, 'Fixed after creation (R36). Absent: the only way.'),
    })
    .check(({ value, issues }) => {
      if (Object.keys(value).length > 0) return;
      issues.push({ code: 'custom', path: [], message: 'expected at least one value to set', input: value });
    });
  return z
    .strictObject({
      at,
      action: named('scale', 'change the desired replicas of a service, or what is bought of a plan (R51)'),
      service: optional(label(), 'The service. Absent: `plan` is given.'),
      replicas: optional(whole(0, MAX_UNITS), 'The desired replicas from then on. Absent: `plan` is given.'),
      plan: optional(label(), 'The plan. Absent: `service` is given.'),
      set: optional(set, 'What is bought of the plan from then on. Absent: `service` is given.'),
    })
    .check(exactlyOne(['service', 'plan']))
    .check(
      together([
        ['service', 'replicas'],
        ['plan', 'set'],
      ]),
    )
    .transform(({ at: when, action, service: scaled, replicas, plan, set: quota }): Scaling =>
      scaled !== undefined
        ? { at: when, action, service: scaled, replicas: replicas ?? 0 }
        : { at: when, action, plan: plan ?? '', set: quotaOf(quota) },
    );
}
