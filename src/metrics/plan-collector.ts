import type { PlanCalls, PlanQuota, PlanRecorder, PlanState } from '../events/index.js';
import { copyPlain, fromMicro, MINUTE } from '../units/index.js';
import type { Micro, Seconds } from '../units/index.js';
import type { DemandMetrics, Fate, PlanMetrics } from './plan-results.js';

interface Sums {
  requests: number;
  input: number;
  output: number;
}

interface PlanTally {
  served: Sums;
  passedOn: Sums;
  rejected: Sums;
  /** Windows with calls, and windows with calls that were passed on, and the last of each. */
  windows: number;
  lastWindow: Seconds;
  overflowMinutes: number;
  lastOverflow: Seconds;
  quota: PlanQuota;
  since: Seconds;
  /** Integrals of the quotas, in tokens. */
  inputRoom: number;
  outputRoom: number;
  state: PlanState | null;
  reason: string;
}

/** All that events tell; what would have paid, the price tables say. */
type Folded = Omit<PlanMetrics, 'breakEven'>;

const NOTHING: PlanQuota = { inputTpm: 0, outputTpm: 0, units: 0 };
const zero = (): Sums => ({ requests: 0, input: 0, output: 0 });

/** Folds what happens to plans into the contract's metrics, O(1) per event. */
export class PlanCollector implements PlanRecorder {
  #plans: PlanTally[];
  #demands: { served: Sums; rejected: Sums }[];

  constructor(plans: number, demands: number) {
    this.#plans = Array.from({ length: plans }, newTally);
    this.#demands = Array.from({ length: demands }, () => ({ served: zero(), rejected: zero() }));
  }

  planState(at: Seconds, plan: number, state: PlanState, reason: string): void {
    const tally = this.#plans[plan];
    this.#settle(tally, at);
    tally.state = state;
    tally.reason = reason;
  }

  planQuota(at: Seconds, plan: number, quota: PlanQuota): void {
    const tally = this.#plans[plan];
    this.#settle(tally, at);
    tally.quota = quota;
  }

  planOrdered(): void {}

  served(at: Seconds, calls: PlanCalls): void {
    const tally = this.#plans[calls.plan];
    add(tally.served, calls);
    add(this.#demands[calls.demand].served, calls);
    countWindow(tally, at);
  }

  passedOn(at: Seconds, calls: PlanCalls): void {
    const tally = this.#plans[calls.plan];
    add(tally.passedOn, calls);
    countWindow(tally, at);
    if (tally.lastOverflow === at) return;
    tally.lastOverflow = at;
    tally.overflowMinutes += 1;
  }

  rejected(at: Seconds, calls: PlanCalls): void {
    const tally = this.#plans[calls.plan];
    add(tally.rejected, calls);
    add(this.#demands[calls.demand].rejected, calls);
    countWindow(tally, at);
  }

  finish(at: Seconds): void {
    for (const tally of this.#plans) this.#settle(tally, at);
  }

  /** Of each plan, after `finish`; `costs` in micro-units. */
  plans(kinds: readonly PlanMetrics['kind'][], costs: readonly Micro[]): readonly Folded[] {
    return this.#plans.map((tally, plan) => planMetrics(tally, kinds[plan], costs[plan]));
  }

  /** Of each demand. */
  demands(): readonly DemandMetrics[] {
    return this.#demands.map(({ served, rejected }) => {
      const tokens = fateOf(tokensOf(served), 0, tokensOf(rejected));
      const { overflowed: _, ...requests } = fateOf(served.requests, 0, rejected.requests);
      const { overflowed: __, ...sides } = tokens;
      const share = tokens.offered === 0 ? null : tokens.served / tokens.offered;
      return { requests, tokens: sides, servedShare: share };
    });
  }

  save(): unknown {
    return copyPlain({ plans: this.#plans, demands: this.#demands });
  }

  restore(saved: unknown): void {
    const from = copyPlain(saved as { plans: PlanTally[]; demands: { served: Sums; rejected: Sums }[] });
    this.#plans = from.plans;
    this.#demands = from.demands;
  }

  #settle(tally: PlanTally, at: Seconds): void {
    const minutes = (at - tally.since) / MINUTE;
    // What is retained does not serve, though it may come back.
    const idle = tally.state === 'Retained';
    tally.inputRoom += idle ? 0 : tally.quota.inputTpm * minutes;
    tally.outputRoom += idle ? 0 : tally.quota.outputTpm * minutes;
    tally.since = at;
  }
}

const newTally = (): PlanTally => ({
  served: zero(),
  passedOn: zero(),
  rejected: zero(),
  windows: 0,
  lastWindow: -1,
  overflowMinutes: 0,
  lastOverflow: -1,
  quota: NOTHING,
  since: 0,
  inputRoom: 0,
  outputRoom: 0,
  state: null,
  reason: '',
});

function planMetrics(tally: PlanTally, kind: PlanMetrics['kind'], micro: Micro): Folded {
  const { served, passedOn, rejected, windows, overflowMinutes } = tally;
  const tokens = tokensOf(served);
  const cost = fromMicro(micro);
  return {
    kind,
    tokensIn: served.input,
    tokensOut: served.output,
    offeredIn: served.input + passedOn.input + rejected.input,
    offeredOut: served.output + passedOn.output + rejected.output,
    ...fateOf(tokens, tokensOf(passedOn), tokensOf(rejected)),
    requests: fateOf(served.requests, passedOn.requests, rejected.requests),
    utilisation: kind === 'calls' ? null : utilisationOf(tally),
    overflowMinutes,
    overflowShare: windows === 0 ? null : overflowMinutes / windows,
    cost,
    costPerMillionTokens: tokens === 0 ? null : (cost / tokens) * 1e6,
    state: tally.state,
    stateReason: tally.reason,
  };
}

function utilisationOf({ served, inputRoom, outputRoom }: PlanTally): number | null {
  const sides = [
    ...(inputRoom > 0 ? [served.input / inputRoom] : []),
    ...(outputRoom > 0 ? [served.output / outputRoom] : []),
  ];
  return sides.length === 0 ? null : Math.max(...sides);
}

function countWindow(tally: PlanTally, at: Seconds): void {
  if (tally.lastWindow === at) return;
  tally.lastWindow = at;
  tally.windows += 1;
}

function add(sums: Sums, { requests, input, output }: PlanCalls): void {
  sums.requests += requests;
  sums.input += input;
  sums.output += output;
}

const tokensOf = ({ input, output }: Sums): number => input + output;

const fateOf = (served: number, overflowed: number, rejected: number): Fate => ({
  offered: served + overflowed + rejected,
  served,
  overflowed,
  rejected,
});
