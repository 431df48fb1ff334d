import { SilentRecorder } from '../../events/index.js';
import type { Acquisition, PlanRecorder } from '../../events/index.js';
import type { FleetServer, Throughput } from '../../serving/index.js';
import { copyPlain } from '../../units/index.js';
import type { Seconds } from '../../units/index.js';

/** An EAS plan as its service's replicas change it. */
export interface FleetPlan {
  readonly plan: number;
  readonly service: number;
  readonly server: FleetServer;
  /** Tokens a minute of one replica, by instance type. */
  readonly rates: Readonly<Record<string, Throughput>>;
}

export interface FleetThroughputPorts {
  readonly recorder: PlanRecorder;
  /** Offers all calls before this second; called before a replica of the plan begins or ends to serve. */
  readonly catchUp: (second: Seconds, plan: number) => void;
  /** Instance type that an acquisition stands on. */
  readonly typeOf: (acquisition: Acquisition) => string;
}

interface State {
  /** Instance type of each replica that is held, and whether it serves. */
  types: string[];
  serving: boolean[];
  /** By plan of the list: what its ready replicas serve. */
  ready: { input: number; output: number; units: number }[];
}

/**
 * What the ready replicas of each EAS plan serve. It watches the fleet as an observer does, and acts on nothing but
 * the plans. A noticed replica serves until it goes; a draining one no more.
 */
export class FleetThroughput extends SilentRecorder {
  #state: State;

  constructor(
    private readonly plans: readonly FleetPlan[],
    private readonly ports: FleetThroughputPorts,
  ) {
    super();
    this.#state = { types: [], serving: [], ready: plans.map(() => ({ input: 0, output: 0, units: 0 })) };
  }

  override acquired(_at: Seconds, acquisition: Acquisition): void {
    const { types, serving } = this.#state;
    const { replica } = acquisition;
    while (types.length <= replica) {
      types.push('');
      serving.push(false);
    }
    types[replica] = this.ports.typeOf(acquisition);
    serving[replica] = false;
  }

  override ready(at: Seconds, service: number, replica: number): void {
    this.#change(at, service, replica, true);
  }

  override draining(at: Seconds, service: number, replica: number): void {
    this.#change(at, service, replica, false);
  }

  override released(at: Seconds, service: number, replica: number): void {
    this.#change(at, service, replica, false);
  }

  save(): unknown {
    return copyPlain(this.#state);
  }

  restore(saved: unknown): void {
    this.#state = copyPlain(saved as State);
  }

  #change(at: Seconds, service: number, replica: number, serves: boolean): void {
    const { types, serving, ready } = this.#state;
    if (serving[replica] === serves) return;
    serving[replica] = serves;
    this.plans.forEach((one, index) => {
      if (one.service !== service) return;
      const each = one.rates[types[replica]] as Throughput | undefined;
      if (each === undefined) return;
      this.ports.catchUp(at, one.plan);
      const sign = serves ? 1 : -1;
      const sum = ready[index];
      sum.units += sign;
      // With nobody left nothing is left, whatever the rounding of sums.
      sum.input = sum.units === 0 ? 0 : sum.input + sign * each.input;
      sum.output = sum.units === 0 ? 0 : sum.output + sign * each.output;
      one.server.change(at, { input: sum.input, output: sum.output });
      const { input: inputTpm, output: outputTpm, units } = sum;
      this.ports.recorder.planQuota(at, one.plan, { inputTpm, outputTpm, units });
    });
  }
}
