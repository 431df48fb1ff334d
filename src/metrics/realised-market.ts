import { SilentRecorder } from '../events/index.js';
import type { Acquisition } from '../events/index.js';
import type { Seconds } from '../units/index.js';

/** A quantity over time: `value[i]` from second `at[i]` on, until the next one. Seconds rise, the first is 0. */
export interface Steps {
  readonly at: readonly Seconds[];
  readonly value: readonly number[];
}

interface GrowingSteps {
  readonly at: Seconds[];
  readonly value: number[];
}

/**
 * Watches a run and keeps every step of what a second look at it needs: prices, stock and machines as they came, and
 * how many replicas each service wanted and had. States are those in which a second ends. Memory grows with the steps.
 */
export class RealisedMarket extends SilentRecorder {
  readonly #unprotected: GrowingSteps[];
  readonly #shielded: GrowingSteps[];
  readonly #stock: GrowingSteps[];
  readonly #machines: GrowingSteps[];
  readonly #desired: GrowingSteps[];
  readonly #ready: GrowingSteps[];
  readonly #counted = new Set<number>();
  /** By workload and pool. */
  readonly #bids = new Map<string, GrowingSteps>();
  /** Where each replica was placed last. */
  readonly #pools: number[] = [];

  constructor(counts: { readonly pools: number; readonly services: number; readonly dedicated: number }) {
    super();
    const lanes = (length: number, first: number): GrowingSteps[] =>
      Array.from({ length }, () => ({ at: [0], value: [first] }));
    this.#unprotected = lanes(counts.pools, Infinity);
    this.#shielded = lanes(counts.pools, Infinity);
    this.#stock = lanes(counts.pools, 0);
    this.#machines = lanes(counts.dedicated, 0);
    this.#desired = lanes(counts.services, 0);
    this.#ready = lanes(counts.services, 0);
  }

  /** Market prices of a pool's tier in micro-units per hour; Infinity where it has no spot price. */
  pricesOf(pool: number, tier: 'unprotected' | 'protected'): Steps {
    return (tier === 'protected' ? this.#shielded : this.#unprotected)[pool];
  }

  /** Units of a pool open to us; Infinity where unlimited. */
  stockOf(pool: number): Steps {
    return this.#stock[pool];
  }

  /** Dedicated machines in hand. */
  machinesOf(dedicated: number): Steps {
    return this.#machines[dedicated];
  }

  /** Replicas that a service wants, 0 while it is stopped or deleted. */
  desiredOf(service: number): Steps {
    return this.#desired[service];
  }

  /** Replicas of a service that serve: ready, and neither released nor draining. */
  readyOf(service: number): Steps {
    return this.#ready[service];
  }

  /**
   * The lowest ceiling that a workload put on a unit it held in a pool (`rebid`) in each second; Infinity in a second
   * in which it put none. Undefined where it never did.
   */
  newBidsOf(workload: number, pool: number): Steps | undefined {
    return this.#bids.get(`${workload}/${pool}`);
  }

  override acquired(_at: Seconds, { replica, pool }: Acquisition): void {
    this.#pools[replica] = pool;
  }

  override rebid(at: Seconds, workload: number, replica: number, ceiling: number): void {
    const key = `${workload}/${this.#pools[replica]}`;
    const steps = this.#bids.get(key) ?? { at: [0], value: [Infinity] };
    this.#bids.set(key, steps);
    const again = steps.at[steps.at.length - 1] === at + 1;
    if (again) [steps.at, steps.value].forEach((column) => column.pop());
    const lowest = again ? Math.min(ceiling, steps.value[steps.value.length - 1]) : ceiling;
    put(steps, at, lowest);
    put(steps, at + 1, Infinity);
  }

  override price(at: Seconds, pool: number, unprotected: number, protectedTier: number): void {
    put(this.#unprotected[pool], at, unprotected);
    put(this.#shielded[pool], at, protectedTier);
  }

  override stock(at: Seconds, pool: number, level: number): void {
    put(this.#stock[pool], at, level);
  }

  override desired(at: Seconds, service: number, replicas: number): void {
    put(this.#desired[service], at, replicas);
  }

  override machines(at: Seconds, dedicated: number, count: number): void {
    put(this.#machines[dedicated], at, count);
  }

  override ready(at: Seconds, service: number, replica: number): void {
    if (this.#counted.has(replica)) return;
    this.#counted.add(replica);
    this.#serve(at, service, 1);
  }

  override draining(at: Seconds, service: number, replica: number): void {
    if (this.#counted.delete(replica)) this.#serve(at, service, -1);
  }

  override released(at: Seconds, service: number, replica: number): void {
    if (this.#counted.delete(replica)) this.#serve(at, service, -1);
  }

  #serve(at: Seconds, service: number, change: number): void {
    const { value } = this.#ready[service];
    put(this.#ready[service], at, value[value.length - 1] + change);
  }
}

/** Of several values in one second the last one counts; one that stays as it was is no step. */
function put({ at, value }: GrowingSteps, now: Seconds, next: number): void {
  if (at[at.length - 1] === now) {
    value.pop();
    at.pop();
  }
  if (value.length > 0 && value[value.length - 1] === next) return;
  at.push(now);
  value.push(next);
}
