import { copyPlain, type Seconds } from '../units/index.js';
import { isPreemption, SilentRecorder } from '../events/index.js';
import type {
  Acquisition,
  JobPhase,
  PreemptionCause,
  Refusal,
  ReleaseCause,
  ServiceState,
  Tier,
} from '../events/index.js';
import type { LedgerTotals, MetricsInputs } from './inputs.js';
import { countPhase, settleJob } from './job-tally.js';
import { countJoint, settleJoint } from './joint-tally.js';
import { PoolTallies } from './pool-tally.js';
import {
  noticeEnded,
  recoveriesDropped,
  recoveryBegins,
  recoveryCut,
  recoveryDropped,
  recoveryEnds,
} from './recovery.js';
import type { Metrics } from './results.js';
import { countPreemption, settleHorizon, settleTime, type ServiceTally } from './service-tally.js';
import { emptyState, type State } from './state.js';
import { summarise } from './summary.js';
import {
  beginBilling,
  beginServing,
  countHeld,
  endBilling,
  endServing,
  noUnit,
  openUnit,
  type Unit,
} from './units.js';

/**
 * Folds what happens into the contract's metrics, O(1) per event. Time is counted when something changes, with
 * the state that stood until then: the one in which a second ended (rank 9).
 */
export class MetricsCollector extends SilentRecorder {
  readonly #inputs: MetricsInputs;
  readonly #pools: PoolTallies;
  #state: State;

  constructor(inputs: MetricsInputs) {
    super();
    this.#inputs = inputs;
    this.#pools = new PoolTallies(inputs.pools.map(({ standardPrice }) => standardPrice));
    this.#state = emptyState(inputs);
  }

  override price(at: Seconds, pool: number, unprotected: number): void {
    this.#pools.price(at, pool, unprotected);
  }

  override stock(at: Seconds, pool: number, level: number): void {
    this.#pools.level(at, pool, level);
  }

  override desired(at: Seconds, service: number, replicas: number): void {
    const tally = this.#open(at, service);
    tally.desired = replicas;
    tally.needed = Math.min(this.#inputs.services[service].minReady(replicas), replicas);
    this.#close(tally);
    if (replicas > 0) return;
    recoveriesDropped(this.#state.recoveries[service], this.#state.lostSince);
  }

  override serviceState(_at: Seconds, service: number, state: ServiceState, reason: string): void {
    const tally = this.#state.tallies[service];
    tally.state = state;
    tally.reason = reason;
  }

  override waiting(at: Seconds, service: number, replica: number, _refusals: readonly Refusal[]): void {
    const { waiting } = this.#state;
    if (waiting[replica]) return;
    while (waiting.length < replica) waiting.push(false);
    waiting[replica] = true;
    const tally = this.#open(at, service);
    tally.waiting += 1;
    this.#close(tally);
  }

  override withdrawn(at: Seconds, service: number, replica: number): void {
    recoveryDropped(this.#state.recoveries[service], this.#state.lostSince, replica);
    const tally = this.#open(at, service);
    this.#waitsNoMore(tally, replica);
    this.#close(tally);
  }

  override acquired(at: Seconds, acquisition: Acquisition): void {
    const { units } = this.#state;
    const { service, replica, pool, entry } = acquisition;
    while (units.length <= replica) units.push(noUnit());
    const unit = units[replica];
    const tally = this.#open(at, service);
    this.#waitsNoMore(tally, replica);
    openUnit(unit, tally, { at, acquisition, inputs: this.#inputs });
    if (entry > 0) tally.fallbacks += 1;
    if (acquisition.reallocation) tally.reallocations += 1;
    if (this.#inputs.billingStart === 'provisioned') beginBilling(unit, tally);
    this.#close(tally);
    if (pool >= 0) this.#pools.use(at, pool, 1);
  }

  override ready(at: Seconds, service: number, replica: number): void {
    const unit = this.#unit(replica);
    if (unit === undefined || unit.ready) return;
    const tally = this.#open(at, service);
    beginServing(unit, tally);
    beginBilling(unit, tally);
    this.#close(tally);
    const { recoveries, lostSince } = this.#state;
    if (unit.reallocation) recoveryEnds(recoveries[service], lostSince, at, replica);
  }

  override protectionEnded(_at: Seconds, service: number, replica: number): void {
    if (this.#unit(replica) !== undefined) this.#state.tallies[service].protectionCompleted += 1;
  }

  override noticed(_at: Seconds, service: number, replica: number, cause: PreemptionCause): void {
    const tally = this.#state.tallies[service];
    countPreemption(tally, cause);
    const unit = this.#unit(replica);
    if (unit === undefined) return;
    if (unit.mode === 'spot') tally.spotPreemptions += 1;
    unit.noticed = true;
    this.#state.recoveries[service].noticed += 1;
  }

  override draining(at: Seconds, service: number, replica: number): void {
    const unit = this.#unit(replica);
    if (unit === undefined) return;
    const tally = this.#open(at, service);
    endServing(unit, tally);
    this.#close(tally);
    if (!unit.noticed) return;
    unit.noticed = false;
    noticeEnded(this.#state.recoveries[service]);
  }

  override released(at: Seconds, service: number, replica: number, cause: ReleaseCause): void {
    const unit = this.#unit(replica);
    if (unit === undefined) return;
    unit.held = false;
    const ours = unit.draining || !isPreemption(cause);
    const tally = this.#open(at, service);
    endServing(unit, tally);
    endBilling(unit, tally);
    if (at < unit.protectedUntil) tally.protectionBroken += 1;
    countHeld(unit, at);
    this.#close(tally);
    this.#recover(at, replica, unit, ours);
    if (unit.pool >= 0) this.#pools.use(at, unit.pool, -1);
  }

  override billingStopped(at: Seconds, service: number): void {
    const tally = this.#open(at, service);
    tally.billed = 0;
    tally.billedReady = 0;
    tally.epoch += 1;
    this.#close(tally);
  }

  override job(at: Seconds, job: number, phase: JobPhase, progress: Seconds, tier: Tier | null): void {
    const tally = this.#state.jobs[job];
    if (tally !== null) countPhase(tally, at, { phase, progress, tier });
  }

  /** Counts up to the horizon; open spells are kept and marked as censored. Nothing may be recorded after it. */
  finish(at: Seconds): void {
    const { tallies, jobs, recoveries, lostSince, joint, units } = this.#state;
    for (const job of jobs) if (job !== null) settleJob(job, at);
    settleJoint(joint, at);
    tallies.forEach((tally, service) => settleHorizon(tally, at, this.#inputs.services[service].firstWeight));
    for (const recovery of recoveries) recoveryCut(recovery, lostSince, at);
    for (const unit of units) if (unit.held) countHeld(unit, at);
    this.#pools.finish(at);
  }

  /** The metrics of the run, after `finish`; costs from the bill's totals. */
  metrics(ledger: LedgerTotals): Metrics {
    const { tallies, jobs, recoveries, joint } = this.#state;
    const pools = this.#inputs.directory.pools.map(
      (name, pool) => [name, this.#pools.metrics(pool)] as const,
    );
    const folded = summarise({ inputs: this.#inputs, tallies, jobs, recoveries, joint, ledger });
    return { ...folded, pools: Object.fromEntries(pools) };
  }

  save(): unknown {
    return { state: copyPlain(this.#state), pools: this.#pools.save() };
  }

  restore(saved: unknown): void {
    const from = saved as { state: State; pools: unknown };
    this.#state = copyPlain(from.state);
    this.#pools.restore(from.pools);
  }

  #unit(replica: number): Unit | undefined {
    const { units } = this.#state;
    return replica < units.length && units[replica].held ? units[replica] : undefined;
  }

  /** The service's counts, to be changed: everything up to now is counted as it stood. `#close` ends the change. */
  #open(at: Seconds, service: number): ServiceTally {
    const { tallies, joint } = this.#state;
    const tally = tallies[service];
    settleJoint(joint, at);
    settleTime(tally, at, this.#inputs.services[service].firstWeight);
    countJoint(joint, tally, -1);
    return tally;
  }

  #close(tally: ServiceTally): void {
    countJoint(this.#state.joint, tally, 1);
  }

  #waitsNoMore(tally: ServiceTally, replica: number): void {
    const { waiting } = this.#state;
    if (replica >= waiting.length || !waiting[replica]) return;
    waiting[replica] = false;
    tally.waiting -= 1;
  }

  // A unit that we gave back is not replaced, nor is one of a service that wants none.
  #recover(at: Seconds, replica: number, unit: Unit, ours: boolean): void {
    const { recoveries, lostSince, tallies } = this.#state;
    const recovery = recoveries[unit.service];
    if (ours) recoveryDropped(recovery, lostSince, replica);
    else if (tallies[unit.service].desired > 0) recoveryBegins(recovery, lostSince, at, replica);
    if (unit.noticed) noticeEnded(recovery);
  }
}
