import type { MicroPerHour, Seconds } from '../units/index.js';
import type {
  Acquisition,
  JobPhase,
  PreemptionCause,
  Refusal,
  ReleaseCause,
  ServiceState,
  Tier,
} from './kinds.js';

/**
 * All that can happen in a run, one method per kind, plain numbers only. Observers (billing, metrics, digest,
 * event log) implement it; they never act. Calls come in the order of the events; `at` never falls.
 */
export interface Recorder {
  /** Market prices of a pool from this second on: without protection, and with it. First call at 0. */
  price(at: Seconds, pool: number, unprotected: number, protectedTier: number): void;
  /** Units of a pool open to us from this second on: capacity - background; 0 in an outage, Infinity where unlimited. First call at 0. */
  stock(at: Seconds, pool: number, level: number): void;
  outage(at: Seconds, pool: number, begins: boolean): void;
  /** Desired replicas of a service; 0 while it is stopped or deleted. First call at 0. */
  desired(at: Seconds, service: number, replicas: number): void;
  serviceState(at: Seconds, service: number, state: ServiceState, reason: string): void;
  /** A request for a replica begins to wait (it was refused everywhere); one reason per entry of the list. */
  waiting(at: Seconds, service: number, replica: number, refusals: readonly Refusal[]): void;
  /** A waiting request is withdrawn without a placement. */
  withdrawn(at: Seconds, service: number, replica: number): void;
  acquired(at: Seconds, acquisition: Acquisition): void;
  /** A held unit stands under another ceiling from this second on (`rebid`), at this price of its tier. */
  rebid(at: Seconds, service: number, replica: number, ceiling: MicroPerHour, price: MicroPerHour): void;
  ready(at: Seconds, service: number, replica: number): void;
  protectionEnded(at: Seconds, service: number, replica: number): void;
  /** The provider takes the unit back at `releaseAt`: this is the preemption (a zero notice gives both at once). */
  noticed(at: Seconds, service: number, replica: number, cause: PreemptionCause, releaseAt: Seconds): void;
  /** Our own side gives the unit back: it serves no more and is released at `releaseAt`. */
  draining(at: Seconds, service: number, replica: number, cause: ReleaseCause, releaseAt: Seconds): void;
  /** The unit is gone; `cause` as of notice or draining. Compute billing ends here (at a delete: at the request). */
  released(at: Seconds, service: number, replica: number, cause: ReleaseCause): void;
  /** A delete was accepted: compute billing of all the service's units ends now (A2, R10). */
  billingStopped(at: Seconds, service: number): void;
  /** An action of the timeline and what came of it: `done`, or the fault in a few words. */
  action(at: Seconds, target: string, action: string, outcome: string): void;
  /** Dedicated machines in hand from this second on. First call at purchase. */
  machines(at: Seconds, dedicated: number, count: number): void;
  /**
   * A deadline job is in this phase from now on, with so many seconds of work done (what was lost is off), on units
   * of this tier; null where it has none. `job` is its place among the services.
   */
  job(at: Seconds, job: number, phase: JobPhase, progress: Seconds, tier: Tier | null): void;
}

/** Does nothing; observers extend it with what they care about. */
export class SilentRecorder implements Recorder {
  price(_at: Seconds, _pool: number, _unprotected: number, _protectedTier: number): void {}
  stock(_at: Seconds, _pool: number, _level: number): void {}
  outage(_at: Seconds, _pool: number, _begins: boolean): void {}
  desired(_at: Seconds, _service: number, _replicas: number): void {}
  serviceState(_at: Seconds, _service: number, _state: ServiceState, _reason: string): void {}
  waiting(_at: Seconds, _service: number, _replica: number, _refusals: readonly Refusal[]): void {}
  withdrawn(_at: Seconds, _service: number, _replica: number): void {}
  acquired(_at: Seconds, _acquisition: Acquisition): void {}
  rebid(
    _at: Seconds,
    _service: number,
    _replica: number,
    _ceiling: MicroPerHour,
    _price: MicroPerHour,
  ): void {}
  ready(_at: Seconds, _service: number, _replica: number): void {}
  protectionEnded(_at: Seconds, _service: number, _replica: number): void {}
  noticed(
    _at: Seconds,
    _service: number,
    _replica: number,
    _cause: PreemptionCause,
    _releaseAt: Seconds,
  ): void {}
  draining(
    _at: Seconds,
    _service: number,
    _replica: number,
    _cause: ReleaseCause,
    _releaseAt: Seconds,
  ): void {}
  released(_at: Seconds, _service: number, _replica: number, _cause: ReleaseCause): void {}
  billingStopped(_at: Seconds, _service: number): void {}
  action(_at: Seconds, _target: string, _action: string, _outcome: string): void {}
  machines(_at: Seconds, _dedicated: number, _count: number): void {}
  job(_at: Seconds, _job: number, _phase: JobPhase, _progress: Seconds, _tier: Tier | null): void {}
}
