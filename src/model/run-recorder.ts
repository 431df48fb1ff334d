import type { BillingMeter } from '../billing/index.js';
import type {
  Acquisition,
  DigestRecorder,
  JobPhase,
  PreemptionCause,
  Recorder,
  Refusal,
  ReleaseCause,
  ServiceState,
  Tier,
} from '../events/index.js';
import type { MetricsCollector } from '../metrics/index.js';
import type { Seconds } from '../units/index.js';

/**
 * Tells bill, metrics, digest and then all others. A `tee` of them would do the same; here each call has one callee
 * and those who do not care are not called, which for prices and stock, nine events in ten, is half the cost.
 */
export class RunRecorder implements Recorder {
  constructor(
    private readonly meter: BillingMeter,
    private readonly metrics: MetricsCollector,
    private readonly digest: DigestRecorder,
    private readonly others: Recorder | undefined,
  ) {}

  price(at: Seconds, pool: number, unprotected: number, protectedTier: number): void {
    this.meter.price(at, pool, unprotected, protectedTier);
    this.metrics.price(at, pool, unprotected);
    this.digest.price(at, pool, unprotected, protectedTier);
    this.others?.price(at, pool, unprotected, protectedTier);
  }

  stock(at: Seconds, pool: number, level: number): void {
    this.metrics.stock(at, pool, level);
    this.digest.stock(at, pool, level);
    this.others?.stock(at, pool, level);
  }

  outage(at: Seconds, pool: number, begins: boolean): void {
    this.digest.outage(at, pool, begins);
    this.others?.outage(at, pool, begins);
  }

  desired(at: Seconds, service: number, replicas: number): void {
    this.metrics.desired(at, service, replicas);
    this.digest.desired(at, service, replicas);
    this.others?.desired(at, service, replicas);
  }

  serviceState(at: Seconds, service: number, state: ServiceState, reason: string): void {
    this.metrics.serviceState(at, service, state, reason);
    this.digest.serviceState(at, service, state, reason);
    this.others?.serviceState(at, service, state, reason);
  }

  waiting(at: Seconds, service: number, replica: number, refusals: readonly Refusal[]): void {
    this.metrics.waiting(at, service, replica, refusals);
    this.digest.waiting(at, service, replica, refusals);
    this.others?.waiting(at, service, replica, refusals);
  }

  withdrawn(at: Seconds, service: number, replica: number): void {
    this.metrics.withdrawn(at, service, replica);
    this.digest.withdrawn(at, service, replica);
    this.others?.withdrawn(at, service, replica);
  }

  acquired(at: Seconds, acquisition: Acquisition): void {
    this.meter.acquired(at, acquisition);
    this.metrics.acquired(at, acquisition);
    this.digest.acquired(at, acquisition);
    // The fleet uses the same object again; others may keep theirs.
    this.others?.acquired(at, { ...acquisition });
  }

  rebid(at: Seconds, service: number, replica: number, ceiling: number, price: number): void {
    this.meter.rebid(at, service, replica, ceiling, price);
    this.digest.rebid(at, service, replica, ceiling, price);
    this.others?.rebid(at, service, replica, ceiling, price);
  }

  ready(at: Seconds, service: number, replica: number): void {
    this.meter.ready(at, service, replica);
    this.metrics.ready(at, service, replica);
    this.digest.ready(at, service, replica);
    this.others?.ready(at, service, replica);
  }

  protectionEnded(at: Seconds, service: number, replica: number): void {
    this.meter.protectionEnded(at, service, replica);
    this.metrics.protectionEnded(at, service, replica);
    this.digest.protectionEnded(at, service, replica);
    this.others?.protectionEnded(at, service, replica);
  }

  noticed(at: Seconds, service: number, replica: number, cause: PreemptionCause, releaseAt: Seconds): void {
    this.metrics.noticed(at, service, replica, cause);
    this.digest.noticed(at, service, replica, cause, releaseAt);
    this.others?.noticed(at, service, replica, cause, releaseAt);
  }

  draining(at: Seconds, service: number, replica: number, cause: ReleaseCause, releaseAt: Seconds): void {
    this.metrics.draining(at, service, replica);
    this.digest.draining(at, service, replica, cause, releaseAt);
    this.others?.draining(at, service, replica, cause, releaseAt);
  }

  released(at: Seconds, service: number, replica: number, cause: ReleaseCause): void {
    this.meter.released(at, service, replica, cause);
    this.metrics.released(at, service, replica, cause);
    this.digest.released(at, service, replica, cause);
    this.others?.released(at, service, replica, cause);
  }

  billingStopped(at: Seconds, service: number): void {
    this.meter.billingStopped(at, service);
    this.metrics.billingStopped(at, service);
    this.digest.billingStopped(at, service);
    this.others?.billingStopped(at, service);
  }

  action(at: Seconds, target: string, action: string, outcome: string): void {
    this.digest.action(at, target, action, outcome);
    this.others?.action(at, target, action, outcome);
  }

  machines(at: Seconds, dedicated: number, count: number): void {
    this.meter.machines(at, dedicated, count);
    this.digest.machines(at, dedicated, count);
    this.others?.machines(at, dedicated, count);
  }

  job(at: Seconds, job: number, phase: JobPhase, progress: Seconds, tier: Tier | null): void {
    this.metrics.job(at, job, phase, progress, tier);
    this.digest.job(at, job, phase, progress, tier);
    this.others?.job(at, job, phase, progress, tier);
  }
}
