import type {
  Acquisition,
  JobPhase,
  PreemptionCause,
  Refusal,
  ReleaseCause,
  ServiceState,
  Tier,
} from './kinds.js';
import { SilentRecorder, type Recorder } from './recorder.js';

/** One recorder that tells all of these, in the order given. */
export function tee(...recorders: readonly Recorder[]): Recorder {
  if (recorders.length === 1) return recorders[0];
  return recorders.length === 0
    ? new SilentRecorder()
    : recorders.reduceRight((rest, first) => new Tee(first, rest));
}

// A chain of pairs: each pair calls two fixed fields, which costs less than a loop over a list.
class Tee implements Recorder {
  constructor(
    private readonly first: Recorder,
    private readonly second: Recorder,
  ) {}

  price(at: number, pool: number, unprotected: number, protectedTier: number): void {
    this.first.price(at, pool, unprotected, protectedTier);
    this.second.price(at, pool, unprotected, protectedTier);
  }

  stock(at: number, pool: number, level: number): void {
    this.first.stock(at, pool, level);
    this.second.stock(at, pool, level);
  }

  outage(at: number, pool: number, begins: boolean): void {
    this.first.outage(at, pool, begins);
    this.second.outage(at, pool, begins);
  }

  desired(at: number, service: number, replicas: number): void {
    this.first.desired(at, service, replicas);
    this.second.desired(at, service, replicas);
  }

  serviceState(at: number, service: number, state: ServiceState, reason: string): void {
    this.first.serviceState(at, service, state, reason);
    this.second.serviceState(at, service, state, reason);
  }

  waiting(at: number, service: number, replica: number, refusals: readonly Refusal[]): void {
    this.first.waiting(at, service, replica, refusals);
    this.second.waiting(at, service, replica, refusals);
  }

  withdrawn(at: number, service: number, replica: number): void {
    this.first.withdrawn(at, service, replica);
    this.second.withdrawn(at, service, replica);
  }

  acquired(at: number, acquisition: Acquisition): void {
    this.first.acquired(at, acquisition);
    this.second.acquired(at, acquisition);
  }

  rebid(at: number, service: number, replica: number, ceiling: number, price: number): void {
    this.first.rebid(at, service, replica, ceiling, price);
    this.second.rebid(at, service, replica, ceiling, price);
  }

  ready(at: number, service: number, replica: number): void {
    this.first.ready(at, service, replica);
    this.second.ready(at, service, replica);
  }

  protectionEnded(at: number, service: number, replica: number): void {
    this.first.protectionEnded(at, service, replica);
    this.second.protectionEnded(at, service, replica);
  }

  noticed(at: number, service: number, replica: number, cause: PreemptionCause, releaseAt: number): void {
    this.first.noticed(at, service, replica, cause, releaseAt);
    this.second.noticed(at, service, replica, cause, releaseAt);
  }

  draining(at: number, service: number, replica: number, cause: ReleaseCause, releaseAt: number): void {
    this.first.draining(at, service, replica, cause, releaseAt);
    this.second.draining(at, service, replica, cause, releaseAt);
  }

  released(at: number, service: number, replica: number, cause: ReleaseCause): void {
    this.first.released(at, service, replica, cause);
    this.second.released(at, service, replica, cause);
  }

  billingStopped(at: number, service: number): void {
    this.first.billingStopped(at, service);
    this.second.billingStopped(at, service);
  }

  action(at: number, target: string, action: string, outcome: string): void {
    this.first.action(at, target, action, outcome);
    this.second.action(at, target, action, outcome);
  }

  machines(at: number, dedicated: number, count: number): void {
    this.first.machines(at, dedicated, count);
    this.second.machines(at, dedicated, count);
  }

  job(at: number, job: number, phase: JobPhase, progress: number, tier: Tier | null): void {
    this.first.job(at, job, phase, progress, tier);
    this.second.job(at, job, phase, progress, tier);
  }
}
