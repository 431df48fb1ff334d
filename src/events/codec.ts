import { failure, success, type Issue, type Result } from '../units/index.js';
import type { JobPhase, PreemptionCause, Refusal, ReleaseCause, ServiceState, Tier } from './kinds.js';
import type { PlanState } from './plan-recorder.js';
import type { EventKind, SimulationEvent } from './simulation-event.js';

/** One line of JSON, keys always in the same order. */
export const formatEvent = (event: SimulationEvent): string => JSON.stringify(event);

/**
 * Reads one line of an event log. `parseEventLine(formatEvent(e))` is `e`, and formatting what was read gives
 * the line again. A line that is no event gives every fault found in it.
 */
export function parseEventLine(line: string): Result<SimulationEvent> {
  const raw = parseJson(line);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return failure({ message: 'a line of an event log is one JSON object' });
  }
  const record = raw as Record<string, unknown>;
  const { kind } = record;
  if (typeof kind !== 'string' || !Object.hasOwn(FIELDS, kind)) {
    return failure({ path: 'kind', message: `unknown kind of event ${JSON.stringify(kind)}` });
  }
  return readFields(kind as EventKind, record);
}

interface Check {
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

// Given by kind, so that the compiler sees that no kind and no field is left out.
type FieldsOf<E> = { readonly [K in Exclude<keyof E, 'kind'>]: Check };
type Fields = { readonly [K in EventKind]: FieldsOf<Extract<SimulationEvent, { kind: K }>> };

const text: Check = { expected: 'a text', accepts: (value) => typeof value === 'string' };
const flag: Check = { expected: 'true or false', accepts: (value) => typeof value === 'boolean' };
const number: Check = { expected: 'a number', accepts: (value) => Number.isFinite(value) };
const whole: Check = { expected: 'a whole number', accepts: (value) => Number.isSafeInteger(value) };
const orNull = (check: Check): Check => ({
  expected: `${check.expected} or null`,
  accepts: (value) => value === null || check.accepts(value),
});
// The words as keys of a record over the union, so that the compiler sees that none is left out.
const oneOf = <Word extends string>(words: Readonly<Record<Word, true>>): Check => ({
  expected: `one of ${Object.keys(words).join(', ')}`,
  accepts: (value) => typeof value === 'string' && Object.hasOwn(words, value),
});
const listOf = (check: Check): Check => ({
  expected: `a list of ${check.expected}`,
  accepts: (value) => Array.isArray(value) && value.every(check.accepts),
});

const PROVIDER_CAUSES: Readonly<Record<PreemptionCause, true>> = {
  price: true,
  stock: true,
  lifetime: true,
  outage: true,
};
const anyCause = oneOf<ReleaseCause>({
  ...PROVIDER_CAUSES,
  stop: true,
  delete: true,
  scale: true,
  update: true,
  autoscaler: true,
  rebalancing: true,
  strategy: true,
  gang: true,
  done: true,
});
const tier = oneOf<Tier>({ unprotected: true, protected: true, standard: true, dedicated: true });
const refusal = oneOf<Refusal>({
  'price-above-ceiling': true,
  'out-of-stock': true,
  'entry-capacity-reached': true,
  'not-spot-capable': true,
  'unknown-type': true,
});
const state = oneOf<ServiceState>({
  Creating: true,
  Waiting: true,
  Running: true,
  Updating: true,
  Scaling: true,
  Stopping: true,
  Stopped: true,
  Starting: true,
  Deleting: true,
  Deleted: true,
  DeleteFailed: true,
  Failed: true,
});

const phase = oneOf<JobPhase>({
  waiting: true,
  restarting: true,
  working: true,
  saving: true,
  done: true,
});
const planState = oneOf<PlanState>({
  Deploying: true,
  Running: true,
  Stopping: true,
  Retained: true,
  Overdue: true,
  Released: true,
  DeployFailed: true,
});

const ofPlan = { at: whole, plan: text };
const quota = { inputTpm: number, outputTpm: number, units: number };
const ofCalls = { ...ofPlan, demand: text, tier: whole, requests: whole, input: whole, output: whole };
const ofPool = { at: whole, pool: text };
const ofReplica = { at: whole, service: text, replica: whole };

const FIELDS: Fields = {
  price: { ...ofPool, price: number, protectedPrice: number },
  stock: { ...ofPool, level: orNull(number) },
  outage: { ...ofPool, begins: flag },
  desired: { at: whole, service: text, replicas: whole },
  state: { at: whole, service: text, state, reason: text },
  waiting: { ...ofReplica, refusals: listOf(refusal) },
  withdrawn: ofReplica,
  acquired: {
    ...ofReplica,
    entry: whole,
    pool: orNull(text),
    tier,
    ceiling: orNull(number),
    price: number,
    protectedUntil: whole,
    locked: flag,
    disk: number,
    reallocation: flag,
  },
  rebid: { ...ofReplica, ceiling: number, price: number },
  ready: ofReplica,
  'protection-ended': ofReplica,
  noticed: { ...ofReplica, cause: oneOf(PROVIDER_CAUSES), releaseAt: whole },
  draining: { ...ofReplica, cause: anyCause, releaseAt: whole },
  released: { ...ofReplica, cause: anyCause },
  'billing-stopped': { at: whole, service: text },
  action: { at: whole, target: text, action: text, outcome: text },
  machines: { at: whole, dedicated: text, count: whole },
  job: { at: whole, job: text, phase, progress: whole, tier: orNull(tier) },
  'plan-state': { ...ofPlan, state: planState, reason: text },
  'plan-quota': { ...ofPlan, ...quota },
  'plan-order': { ...ofPlan, ...quota, days: whole, from: whole, until: whole, firstMonth: flag },
  served: ofCalls,
  'passed-on': ofCalls,
  rejected: ofCalls,
};

function readFields(kind: EventKind, record: Record<string, unknown>): Result<SimulationEvent> {
  const fields: Readonly<Record<string, Check>> = FIELDS[kind];
  const issues: Issue[] = [];
  const event: Record<string, unknown> = { kind };
  for (const [name, check] of Object.entries(fields)) {
    if (!check.accepts(record[name])) issues.push({ path: name, message: `expected ${check.expected}` });
    event[name] = record[name];
  }
  for (const name of Object.keys(record)) {
    if (name !== 'kind' && !Object.hasOwn(fields, name)) issues.push({ path: name, message: 'unknown key' });
  }
  return issues.length === 0 ? success(event as unknown as SimulationEvent) : failure(...issues);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
