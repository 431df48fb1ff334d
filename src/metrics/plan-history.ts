import { SilentRecorder } from '../events/index.js';
import type { PlanCalls, PlanQuota, PlanRecorder, PlanState } from '../events/index.js';
import type { Seconds } from '../units/index.js';
import { FlowBins } from './flow-bins.js';
import { StepBins, type BinnedSteps } from './step-bins.js';

/** One side of a plan over time, input or output. */
export interface PlanSide {
  /** Tokens that came to the plan, and those that it served, in each column. */
  readonly offered: Float64Array;
  readonly served: Float64Array;
  /** Tokens per minute that were bought, or that ready replicas could serve; 0 before anything was. */
  readonly quota: BinnedSteps;
}

/** What a plan did over time. */
export interface PlanHistory {
  readonly input: PlanSide;
  readonly output: PlanSide;
}

/** What became of the tokens of all demands together, input and output. */
export interface TokenHistory {
  /** By plan. */
  readonly served: readonly Float64Array[];
  readonly rejected: Float64Array;
}

interface Side {
  readonly offered: FlowBins;
  readonly served: FlowBins;
  readonly quota: StepBins;
}

interface PlanBins {
  readonly input: Side;
  readonly output: Side;
  readonly all: FlowBins;
  quota: PlanQuota;
  serves: boolean;
}

/** Watches a run for pictures of its plans: tokens that came, tokens served, and quotas, over time. */
export class PlanHistoryCollector extends SilentRecorder implements PlanRecorder {
  readonly #plans: readonly PlanBins[];
  readonly #rejected: FlowBins;

  constructor(plans: number, horizon: Seconds, columns: number) {
    super();
    const flow = (): FlowBins => new FlowBins(horizon, columns);
    const nothing = (): StepBins => {
      const bins = new StepBins(horizon, columns);
      bins.set(0, 0);
      return bins;
    };
    const side = (): Side => ({ offered: flow(), served: flow(), quota: nothing() });
    this.#plans = Array.from({ length: plans }, () => ({
      ...{ input: side(), output: side(), all: flow() },
      ...{ quota: { inputTpm: 0, outputTpm: 0, units: 0 }, serves: true },
    }));
    this.#rejected = flow();
  }

  planState(at: Seconds, plan: number, state: PlanState): void {
    // What is retained does not serve, though it may come back (R44).
    this.#plans[plan].serves = state !== 'Retained';
    this.#setQuota(at, plan);
  }

  planQuota(at: Seconds, plan: number, quota: PlanQuota): void {
    this.#plans[plan].quota = quota;
    this.#setQuota(at, plan);
  }

  planOrdered(): void {}

  served(at: Seconds, calls: PlanCalls): void {
    const { input, output, all } = this.#plans[calls.plan];
    input.served.add(at, calls.input);
    output.served.add(at, calls.output);
    all.add(at, calls.input + calls.output);
    this.#offered(at, calls);
  }

  passedOn(at: Seconds, calls: PlanCalls): void {
    this.#offered(at, calls);
  }

  rejected(at: Seconds, calls: PlanCalls): void {
    this.#offered(at, calls);
    this.#rejected.add(at, calls.input + calls.output);
  }

  /** By index of plan; call it once, after the run. */
  finish(): { readonly plans: readonly PlanHistory[]; readonly tokens: TokenHistory } {
    const side = ({ offered, served, quota }: Side): PlanSide => ({
      ...{ offered: offered.finish(), served: served.finish(), quota: quota.finish() },
    });
    return {
      plans: this.#plans.map(({ input, output }) => ({ input: side(input), output: side(output) })),
      tokens: {
        served: this.#plans.map(({ all }) => all.finish()),
        rejected: this.#rejected.finish(),
      },
    };
  }

  #offered(at: Seconds, { plan, input, output }: PlanCalls): void {
    this.#plans[plan].input.offered.add(at, input);
    this.#plans[plan].output.offered.add(at, output);
  }

  #setQuota(at: Seconds, plan: number): void {
    const { input, output, quota, serves } = this.#plans[plan];
    input.quota.set(at, serves ? quota.inputTpm : 0);
    output.quota.set(at, serves ? quota.outputTpm : 0);
  }
}
