import { fromMicro } from '../units/index.js';
import type { Seconds } from '../units/index.js';
import { SilentRecorder } from '../events/index.js';
import type { Acquisition, PreemptionCause } from '../events/index.js';
import { StepBins, type BinnedSteps } from './step-bins.js';

/** Preemptions of one cause in one column of the horizon. */
export interface PreemptionMark {
  readonly column: number;
  readonly cause: PreemptionCause;
  readonly count: number;
}

/** What happened in a pool over time; prices in the currency per hour, null where it has no spot price. */
export interface PoolHistory {
  readonly price: BinnedSteps | null;
  readonly protectedPrice: BinnedSteps | null;
  readonly preemptions: readonly PreemptionMark[];
}

/** What happened to a service over time. */
export interface ServiceHistory {
  /** Ready replicas by the entry they were taken from. */
  readonly ready: readonly BinnedSteps[];
  readonly allReady: BinnedSteps;
  readonly desired: BinnedSteps;
  /** Begin and end of each spell of downtime; one that is open at the horizon ends there. */
  readonly down: readonly (readonly [from: Seconds, to: Seconds])[];
}

interface ServiceState {
  readonly minReady: (desired: number) => number;
  readonly ready: StepBins[];
  readonly counts: number[];
  readonly allReady: StepBins;
  readonly desiredBins: StepBins;
  readonly down: [Seconds, Seconds][];
  since: Seconds;
  desired: number;
  needed: number;
  total: number;
  downSince: Seconds | null;
}

export interface HistoryInputs {
  readonly horizon: Seconds;
  /** Of the horizon; memory grows with them, not with the run. */
  readonly columns: number;
  readonly pools: number;
  readonly services: readonly { readonly minReady: (desired: number) => number }[];
}

/** Watches a run for pictures of it: prices, preemptions, ready replicas and downtime over time. */
export class HistoryCollector extends SilentRecorder {
  readonly #inputs: HistoryInputs;
  readonly #prices: (StepBins | null)[];
  readonly #protectedPrices: (StepBins | null)[];
  readonly #preemptions: Map<string, { column: number; cause: PreemptionCause; count: number }>[] = [];
  readonly #services: readonly ServiceState[];
  readonly #units = new Map<number, { entry: number; pool: number; ready: boolean }>();

  constructor(inputs: HistoryInputs) {
    super();
    this.#inputs = inputs;
    const perPool = <T>(make: () => T): T[] => Array.from({ length: inputs.pools }, make);
    this.#prices = perPool(() => null);
    this.#protectedPrices = perPool(() => null);
    for (let pool = 0; pool < inputs.pools; pool += 1) this.#preemptions.push(new Map());
    this.#services = inputs.services.map(({ minReady }) => ({
      ...{ minReady, ready: [], counts: [], down: [], since: 0, desired: 0, needed: 0, total: 0 },
      ...{ allReady: this.#bins(0), desiredBins: this.#bins(0), downSince: null },
    }));
  }

  override price(at: Seconds, pool: number, unprotected: number, protectedTier: number): void {
    (this.#prices[pool] ??= this.#bins()).set(at, fromMicro(unprotected));
    (this.#protectedPrices[pool] ??= this.#bins()).set(at, fromMicro(protectedTier));
  }

  override desired(at: Seconds, service: number, replicas: number): void {
    const state = this.#open(at, service);
    state.desired = replicas;
    state.needed = Math.min(state.minReady(replicas), replicas);
    state.desiredBins.set(at, replicas);
  }

  override acquired(_at: Seconds, { replica, entry, pool }: Acquisition): void {
    this.#units.set(replica, { entry, pool, ready: false });
  }

  override ready(at: Seconds, service: number, replica: number): void {
    const unit = this.#units.get(replica);
    if (unit === undefined || unit.ready) return;
    unit.ready = true;
    this.#serve(at, service, unit.entry, 1);
  }

  override noticed(at: Seconds, _service: number, replica: number, cause: PreemptionCause): void {
    const pool = this.#units.get(replica)?.pool ?? -1;
    if (pool < 0) return;
    const { horizon, columns } = this.#inputs;
    const size = Math.max(1, Math.min(columns, horizon));
    const column = Math.min(size - 1, Math.floor((at * size) / horizon));
    const key = `${cause} ${column}`;
    const mark = this.#preemptions[pool].get(key) ?? { column, cause, count: 0 };
    mark.count += 1;
    this.#preemptions[pool].set(key, mark);
  }

  override draining(at: Seconds, service: number, replica: number): void {
    this.#leave(at, service, replica);
  }

  override released(at: Seconds, service: number, replica: number): void {
    this.#leave(at, service, replica);
    this.#units.delete(replica);
  }

  /** By index of pool and service; call it once, after the run. */
  finish(): { readonly pools: readonly PoolHistory[]; readonly services: readonly ServiceHistory[] } {
    const { horizon } = this.#inputs;
    const pools = this.#prices.map((price, pool) => ({
      price: price?.finish() ?? null,
      protectedPrice: this.#protectedPrices[pool]?.finish() ?? null,
      preemptions: [...this.#preemptions[pool].values()],
    }));
    const services = this.#services.map((state, service) => {
      this.#open(horizon, service);
      if (state.downSince !== null) state.down.push([state.downSince, horizon]);
      const { ready, allReady, desiredBins, down } = state;
      return {
        ready: ready.map((bins) => bins.finish()),
        ...{ allReady: allReady.finish(), desired: desiredBins.finish(), down },
      };
    });
    return { pools, services };
  }

  #bins(begin?: number): StepBins {
    const bins = new StepBins(this.#inputs.horizon, this.#inputs.columns);
    if (begin !== undefined) bins.set(0, begin);
    return bins;
  }

  #leave(at: Seconds, service: number, replica: number): void {
    const unit = this.#units.get(replica);
    if (unit?.ready !== true) return;
    unit.ready = false;
    this.#serve(at, service, unit.entry, -1);
  }

  #serve(at: Seconds, service: number, entry: number, change: number): void {
    const state = this.#open(at, service);
    const { ready, counts } = state;
    while (ready.length <= entry) {
      ready.push(this.#bins(0));
      counts.push(0);
    }
    counts[entry] += change;
    state.total += change;
    ready[entry].set(at, counts[entry]);
    state.allReady.set(at, state.total);
  }

  /** Judges the state in which the seconds up to now ended; called before every change. */
  #open(at: Seconds, service: number): ServiceState {
    const state = this.#services[service];
    if (at <= state.since) return state;
    const down = state.desired > 0 && state.total < state.needed;
    if (down) state.downSince ??= state.since;
    else if (state.downSince !== null) {
      state.down.push([state.downSince, state.since]);
      state.downSince = null;
    }
    state.since = at;
    return state;
  }
}
