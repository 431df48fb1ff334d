import { fromMicro } from '../units/index.js';
import type {
  Acquisition,
  Directory,
  JobPhase,
  PreemptionCause,
  Refusal,
  ReleaseCause,
  ServiceState,
  Tier,
} from './kinds.js';
import type { PlanCalls, PlanOrder, PlanQuota, PlanRecorder, PlanState } from './plan-recorder.js';
import type { Recorder } from './recorder.js';
import type { SimulationEvent } from './simulation-event.js';

/** Turns each call into one event object, keys in the order in which `formatEvent` writes them. */
export abstract class EventObjects implements Recorder, PlanRecorder {
  constructor(protected readonly directory: Directory) {}

  protected abstract emit(event: SimulationEvent): void;

  price(at: number, pool: number, unprotected: number, protectedTier: number): void {
    const [price, protectedPrice] = [fromMicro(unprotected), fromMicro(protectedTier)];
    this.emit({ kind: 'price', at, pool: this.directory.pools[pool], price, protectedPrice });
  }

  stock(at: number, pool: number, level: number): void {
    this.emit({ kind: 'stock', at, pool: this.directory.pools[pool], level: finite(level) });
  }

  outage(at: number, pool: number, begins: boolean): void {
    this.emit({ kind: 'outage', at, pool: this.directory.pools[pool], begins });
  }

  desired(at: number, service: number, replicas: number): void {
    this.emit({ kind: 'desired', at, service: this.directory.services[service], replicas });
  }

  serviceState(at: number, service: number, state: ServiceState, reason: string): void {
    this.emit({ kind: 'state', at, service: this.directory.services[service], state, reason });
  }

  waiting(at: number, service: number, replica: number, refusals: readonly Refusal[]): void {
    this.emit({ kind: 'waiting', at, ...this.#names(service, replica), refusals: [...refusals] });
  }

  withdrawn(at: number, service: number, replica: number): void {
    this.emit({ kind: 'withdrawn', at, ...this.#names(service, replica) });
  }

  acquired(at: number, acquisition: Acquisition): void {
    const { service, replica, entry, pool, tier, protectedUntil, locked, disk, reallocation } = acquisition;
    this.emit({
      kind: 'acquired',
      at,
      ...this.#names(service, replica),
      entry,
      pool: pool < 0 ? null : this.directory.pools[pool],
      tier,
      ceiling: finite(fromMicro(acquisition.ceiling)),
      price: fromMicro(acquisition.price),
      protectedUntil,
      locked,
      disk,
      reallocation,
    });
  }

  rebid(at: number, service: number, replica: number, ceiling: number, price: number): void {
    const facts = { ceiling: fromMicro(ceiling), price: fromMicro(price) };
    this.emit({ kind: 'rebid', at, ...this.#names(service, replica), ...facts });
  }

  ready(at: number, service: number, replica: number): void {
    this.emit({ kind: 'ready', at, ...this.#names(service, replica) });
  }

  protectionEnded(at: number, service: number, replica: number): void {
    this.emit({ kind: 'protection-ended', at, ...this.#names(service, replica) });
  }

  noticed(at: number, service: number, replica: number, cause: PreemptionCause, releaseAt: number): void {
    this.emit({ kind: 'noticed', at, ...this.#names(service, replica), cause, releaseAt });
  }

  draining(at: number, service: number, replica: number, cause: ReleaseCause, releaseAt: number): void {
    this.emit({ kind: 'draining', at, ...this.#names(service, replica), cause, releaseAt });
  }

  released(at: number, service: number, replica: number, cause: ReleaseCause): void {
    this.emit({ kind: 'released', at, ...this.#names(service, replica), cause });
  }

  billingStopped(at: number, service: number): void {
    this.emit({ kind: 'billing-stopped', at, service: this.directory.services[service] });
  }

  action(at: number, target: string, action: string, outcome: string): void {
    this.emit({ kind: 'action', at, target, action, outcome });
  }

  machines(at: number, dedicated: number, count: number): void {
    this.emit({ kind: 'machines', at, dedicated: this.directory.dedicated[dedicated], count });
  }

  job(at: number, job: number, phase: JobPhase, progress: number, tier: Tier | null): void {
    this.emit({ kind: 'job', at, job: this.directory.services[job], phase, progress, tier });
  }

  planState(at: number, plan: number, state: PlanState, reason: string): void {
    this.emit({ kind: 'plan-state', at, plan: this.#plan(plan), state, reason });
  }

  planQuota(at: number, plan: number, { inputTpm, outputTpm, units }: PlanQuota): void {
    this.emit({ kind: 'plan-quota', at, plan: this.#plan(plan), inputTpm, outputTpm, units });
  }

  planOrdered(at: number, plan: number, order: PlanOrder): void {
    const { inputTpm, outputTpm, units, days, from, until, firstMonth } = order;
    const bought = { inputTpm, outputTpm, units, days, from, until, firstMonth };
    this.emit({ kind: 'plan-order', at, plan: this.#plan(plan), ...bought });
  }

  served(at: number, calls: PlanCalls): void {
    this.emit({ kind: 'served', at, ...this.#calls(calls) });
  }

  passedOn(at: number, calls: PlanCalls): void {
    this.emit({ kind: 'passed-on', at, ...this.#calls(calls) });
  }

  rejected(at: number, calls: PlanCalls): void {
    this.emit({ kind: 'rejected', at, ...this.#calls(calls) });
  }

  #plan(plan: number): string {
    return this.directory.plans?.[plan] ?? '';
  }

  #calls({ plan, demand, tier, requests, input, output }: PlanCalls) {
    const names = { plan: this.#plan(plan), demand: this.directory.demands?.[demand] ?? '' };
    return { ...names, tier, requests, input, output };
  }

  #names(service: number, replica: number): { service: string; replica: number } {
    return { service: this.directory.services[service], replica: this.directory.slotOf(replica) };
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
