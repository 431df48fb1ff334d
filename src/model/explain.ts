import type { Replica } from '../fleet/index.js';
import { failure, formatDuration, formatInstant, fromMicro, success } from '../units/index.js';
import type { Result, Seconds } from '../units/index.js';
import type { Model } from './compile.js';
import type { Explanation, Holding, Question } from './explanation.js';
import { strategyOf } from './strategy-view.js';
import { Witness } from './witness.js';

/**
 * Runs a model up to an instant and tells where a replica is then, which list was walked, and why each entry was
 * passed over. A service, a replica or an instant that does not exist is an issue.
 */
export function explain(model: Model, question: Question): Result<Explanation> {
  const { scenario, workloads } = model;
  const { service: name, replica: slot, at } = question;
  const service = workloads.findIndex((candidate) => candidate.name === name);
  if (service < 0) {
    const names = workloads.map((candidate) => candidate.name).join(', ');
    return failure({
      message: `no service is called ${JSON.stringify(name)}`,
      hint: names === '' ? 'the scenario has no services' : `there are: ${names}`,
    });
  }
  if (at > scenario.duration) {
    const length = formatDuration(scenario.duration);
    return failure({
      message: `${formatDuration(at)} is after the end`,
      hint: `the scenario lasts ${length}`,
    });
  }
  const witness = new Witness(model, service, slot);
  witness.run.runUntil(at + 1);
  const replica = witness.run.fleet.replicaIn(service, slot);
  if (replica === undefined) return unknownReplica(witness, question);
  return success(told(witness, question, replica));
}

function unknownReplica({ run, service }: Witness, { service: name, replica, at }: Question): Result<never> {
  let made = 0;
  while (run.fleet.replicaIn(service, made) !== undefined) made += 1;
  const until = `until ${formatDuration(at)} ${name} has had`;
  const hint =
    made === 0 ? `${until} none` : `${until} ${made === 1 ? 'replica 0 only' : `replicas 0 to ${made - 1}`}`;
  return failure({ message: `there is no replica ${replica} of ${name}`, hint });
}

function told(
  witness: Witness,
  { service, replica: slot, at }: Question,
  replica: Readonly<Replica>,
): Explanation {
  const { model, run, log } = witness;
  const { name, seed, currency, start } = model.scenario;
  const { state: serviceState, reason } = run.fleet.context.services[witness.service];
  const instant = { ...start, epochSeconds: start.epochSeconds + at };
  return {
    scenario: name,
    variant: model.variant,
    seed,
    currency,
    service,
    replica: slot,
    at,
    instant: formatInstant(instant),
    state: replica.state,
    since: log.current?.since(replica.state) ?? null,
    serviceState,
    serviceReason: reason,
    holding: replica.state === 'idle' || replica.state === 'waiting' ? null : holdingOf(witness, replica, at),
    strategy: strategyOf(witness, replica),
    walk: witness.walkTo(replica),
    walkNow: replica.state === 'waiting' ? witness.walkNow(at, replica) : null,
    history: log.current?.events ?? [],
  };
}

function holdingOf(witness: Witness, replica: Readonly<Replica>, at: Seconds): Holding {
  const { model, run } = witness;
  const { entry, pool, tier, ceiling, acquiredAt, protectedUntil, cause, releaseAt, state } = replica;
  const { protectionPricing, capAtCeiling } = model.scenario.rules;
  const market = pool < 0 ? 0 : run.board.price(pool, tier);
  const shielded = at < protectedUntil;
  const locked = shielded && protectionPricing === 'locked';
  const acquired = witness.log.current?.acquiredPrice ?? fromMicro(market);
  const capped = capAtCeiling && !shielded ? Math.min(market, ceiling) : market;
  const isLeaving = state.endsWith('noticed') || state === 'draining';
  return {
    entry,
    type: witness.typeOf(replica.revision, entry),
    pool: pool < 0 ? null : run.directory.pools[pool],
    tier,
    ceiling: finite(fromMicro(ceiling)),
    acquiredAt,
    marketPrice: fromMicro(market),
    paidPrice: locked ? acquired : fromMicro(capped),
    locked,
    protectedUntil: shielded ? protectedUntil : null,
    leaving: isLeaving ? { cause, releaseAt: finite(releaseAt) } : null,
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
