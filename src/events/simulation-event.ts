import type { JobPhase, PreemptionCause, Refusal, ReleaseCause, ServiceState, Tier } from './kinds.js';
import type { PlanOrder, PlanQuota, PlanState } from './plan-recorder.js';

interface At {
  /** Seconds since the scenario's start. */
  readonly at: number;
}
interface OfPool extends At {
  readonly pool: string;
}
interface OfService extends At {
  readonly service: string;
}
interface OfReplica extends OfService {
  /** The replica's slot number within its service. */
  readonly replica: number;
}

/** Prices of both tiers, in the currency per hour. */
export interface PriceEvent extends OfPool {
  readonly kind: 'price';
  readonly price: number;
  readonly protectedPrice: number;
}
/** Units open to us; null where the stock is unlimited. */
export interface StockEvent extends OfPool {
  readonly kind: 'stock';
  readonly level: number | null;
}
export interface OutageEvent extends OfPool {
  readonly kind: 'outage';
  readonly begins: boolean;
}
export interface DesiredEvent extends OfService {
  readonly kind: 'desired';
  readonly replicas: number;
}
export interface StateEvent extends OfService {
  readonly kind: 'state';
  readonly state: ServiceState;
  readonly reason: string;
}
/** One refusal per entry of the list, in its order. */
export interface WaitingEvent extends OfReplica {
  readonly kind: 'waiting';
  readonly refusals: readonly Refusal[];
}
export interface WithdrawnEvent extends OfReplica {
  readonly kind: 'withdrawn';
}
/** Prices in the currency per hour; `pool` is null on a dedicated machine, `ceiling` null where there is none. */
export interface AcquiredEvent extends OfReplica {
  readonly kind: 'acquired';
  readonly entry: number;
  readonly pool: string | null;
  readonly tier: Tier;
  readonly ceiling: number | null;
  readonly price: number;
  readonly protectedUntil: number;
  readonly locked: boolean;
  /** Gibibytes. */
  readonly disk: number;
  readonly reallocation: boolean;
}
/** A held unit stands under another ceiling from here on; in the currency per hour. */
export interface RebidEvent extends OfReplica {
  readonly kind: 'rebid';
  readonly ceiling: number;
  /** Price of its tier at this instant. */
  readonly price: number;
}
export interface ReadyEvent extends OfReplica {
  readonly kind: 'ready';
}
export interface ProtectionEndedEvent extends OfReplica {
  readonly kind: 'protection-ended';
}
export interface NoticedEvent extends OfReplica {
  readonly kind: 'noticed';
  readonly cause: PreemptionCause;
  readonly releaseAt: number;
}
export interface DrainingEvent extends OfReplica {
  readonly kind: 'draining';
  readonly cause: ReleaseCause;
  readonly releaseAt: number;
}
export interface ReleasedEvent extends OfReplica {
  readonly kind: 'released';
  readonly cause: ReleaseCause;
}
export interface BillingStoppedEvent extends OfService {
  readonly kind: 'billing-stopped';
}
export interface ActionEvent extends At {
  readonly kind: 'action';
  readonly target: string;
  readonly action: string;
  readonly outcome: string;
}
export interface MachinesEvent extends At {
  readonly kind: 'machines';
  readonly dedicated: string;
  readonly count: number;
}

/** `progress`: seconds of work that are done; `tier`: null while the job has no units. */
export interface JobEvent extends At {
  readonly kind: 'job';
  readonly job: string;
  readonly phase: JobPhase;
  readonly progress: number;
  readonly tier: Tier | null;
}

interface OfPlan extends At {
  readonly plan: string;
}
export interface PlanStateEvent extends OfPlan {
  readonly kind: 'plan-state';
  readonly state: PlanState;
  readonly reason: string;
}
export interface PlanQuotaEvent extends OfPlan, PlanQuota {
  readonly kind: 'plan-quota';
}
export interface PlanOrderEvent extends OfPlan, PlanOrder {
  readonly kind: 'plan-order';
}
interface OfCalls extends OfPlan {
  readonly demand: string;
  readonly tier: number;
  readonly requests: number;
  readonly input: number;
  readonly output: number;
}
export interface ServedEvent extends OfCalls {
  readonly kind: 'served';
}
export interface PassedOnEvent extends OfCalls {
  readonly kind: 'passed-on';
}
export interface RejectedEvent extends OfCalls {
  readonly kind: 'rejected';
}

/** All that can happen in a run, with names for indices and decimals for micro-units. A closed union. */
export type SimulationEvent =
  | PriceEvent
  | StockEvent
  | OutageEvent
  | DesiredEvent
  | StateEvent
  | WaitingEvent
  | WithdrawnEvent
  | AcquiredEvent
  | RebidEvent
  | ReadyEvent
  | ProtectionEndedEvent
  | NoticedEvent
  | DrainingEvent
  | ReleasedEvent
  | BillingStoppedEvent
  | ActionEvent
  | MachinesEvent
  | JobEvent
  | PlanStateEvent
  | PlanQuotaEvent
  | PlanOrderEvent
  | ServedEvent
  | PassedOnEvent
  | RejectedEvent;

export type EventKind = SimulationEvent['kind'];
