import type { Traffic } from '../demand/index.js';
import { RANK } from '../events/index.js';
import type { PlanRecorder } from '../events/index.js';
import type { Simulation } from '../kernel/index.js';
import { MINUTE } from '../units/index.js';
import type { Seconds } from '../units/index.js';
import { PASS, type Server } from './server.js';
import { WindowTally, type Calls } from './window-tally.js';

/** Calls of one model, and the plans they are offered to, in order. */
export interface DemandSetup {
  readonly traffic: Traffic;
  /** Follow each call, or count whole windows (then all calls of a count are alike). */
  readonly counting: 'each' | 'windows';
  readonly chain: readonly number[];
}

export interface ServingSetup {
  readonly demands: readonly DemandSetup[];
  readonly servers: readonly Server[];
  /** Price tiers of each plan. */
  readonly tiers: readonly number[];
  /** Seconds since the epoch at second 0: windows are calendar minutes. */
  readonly epoch: number;
  readonly horizon: Seconds;
}

export interface ServingPorts {
  readonly simulation: Simulation;
  readonly recorder: PlanRecorder;
  /** A window is over: so many calls were offered by a demand. Undefined where nobody asks. */
  readonly offered: ((demand: number, calls: Calls) => void) | undefined;
}

/**
 * Offers calls to the chains of plans: each plan takes what it can, the rest falls through to the next, and what
 * no plan takes is rejected. Calls come in order of time; those of one instant, and demands that are counted by
 * windows, in the order of the file. Nothing happens per call on the agenda: all calls before a second are worked
 * through when that second changes something (`catchUp`), at the latest when their minute ends.
 */
export class Serving {
  readonly #each: readonly number[];
  readonly #counted: readonly number[];
  readonly #tallies: readonly WindowTally[];
  /** The calls at hand; one object for all of them. */
  readonly #call = { requests: 0, input: 0, output: 0 };
  /** Calls before this second have been offered: of each demand. */
  readonly #done: Float64Array;
  /** The second in which the window began. */
  #windowFrom: Seconds = 0;

  constructor(
    private readonly setup: ServingSetup,
    private readonly ports: ServingPorts,
  ) {
    const { demands, tiers, epoch, horizon } = setup;
    const indexes = demands.map((_, demand) => demand);
    this.#each = indexes.filter((demand) => demands[demand].counting === 'each');
    this.#counted = indexes.filter((demand) => demands[demand].counting === 'windows');
    this.#tallies = demands.map(({ chain }, demand) => new WindowTally(demand, chain, tiers));
    this.#done = new Float64Array(demands.length);
    const { simulation } = ports;
    const handler = simulation.register('minute ends', () => {
      this.#endWindow(simulation.now);
      const next = simulation.now + MINUTE;
      if (next < horizon) simulation.schedule(next, RANK.expiry, handler, 0);
    });
    const first = MINUTE - (((epoch % MINUTE) + MINUTE) % MINUTE);
    if (demands.length > 0 && first < horizon) simulation.schedule(first, RANK.expiry, handler, 0);
  }

  /**
   * Offers all calls before this second; call it before a plan changes. Of demands that are counted, only those that the
   * plan serves: the others' windows stay whole.
   */
  catchUp(second: Seconds, plan: number): void {
    const { demands } = this.setup;
    for (const demand of this.#counted) if (demands[demand].chain.includes(plan)) this.#count(demand, second);
    this.#offerEach(second);
  }

  /** Offers and tells what is left at the horizon. */
  finish(horizon: Seconds): void {
    this.#offerAll(horizon);
    this.#tell(horizon);
  }

  save(): unknown {
    const { demands, servers } = this.setup;
    return {
      done: this.#done.slice(),
      windowFrom: this.#windowFrom,
      traffic: demands.map(({ traffic }) => traffic.save()),
      servers: servers.map((server) => server.save()),
      tallies: this.#tallies.map((tally) => tally.save()),
    };
  }

  restore(saved: unknown): void {
    const { demands, servers } = this.setup;
    const { done, windowFrom, ...lists } = saved as { done: Float64Array; windowFrom: Seconds } & Record<
      'traffic' | 'servers' | 'tallies',
      readonly unknown[]
    >;
    this.#done.set(done);
    this.#windowFrom = windowFrom;
    demands.forEach(({ traffic }, i) => traffic.restore(lists.traffic[i]));
    servers.forEach((server, i) => server.restore(lists.servers[i]));
    this.#tallies.forEach((tally, i) => tally.restore(lists.tallies[i]));
  }

  #endWindow(at: Seconds): void {
    this.#offerAll(at);
    this.#tell(at);
    for (const server of this.setup.servers) server.beginWindow();
    this.#windowFrom = at;
  }

  #tell(at: Seconds): void {
    const { offered, recorder } = this.ports;
    const tallies = this.#tallies;
    for (let demand = 0; demand < tallies.length; demand++) {
      offered?.(demand, tallies[demand].offered());
      tallies[demand].tell(at, recorder);
    }
  }

  #offerAll(end: Seconds): void {
    for (const demand of this.#counted) this.#count(demand, end);
    this.#offerEach(end);
  }

  /** All calls before `end`, of all demands that are followed call by call, in order of time. */
  #offerEach(end: Seconds): void {
    const each = this.#each;
    if (each.length === 0) return;
    const { demands } = this.setup;
    for (;;) {
      let first = each[0];
      let at = demands[first].traffic.nextAt;
      for (let i = 1; i < each.length; i++) {
        const { nextAt } = demands[each[i]].traffic;
        if (nextAt < at) {
          at = nextAt;
          first = each[i];
        }
      }
      if (at >= end) return;
      this.#offerOne(first, at);
    }
  }

  #offerOne(demand: number, at: number): void {
    const { traffic, chain } = this.setup.demands[demand];
    const { servers } = this.setup;
    const tally = this.#tallies[demand];
    traffic.take();
    const { input, output } = traffic;
    const call = this.#the(1, input, output);
    for (let place = 0; place < chain.length; place++) {
      const verdict = servers[chain[place]].admit(at, input, output);
      if (verdict >= 0) return tally.served(place, verdict, call);
      if (verdict !== PASS || place === chain.length - 1) return tally.rejected(place, call);
      tally.passedOn(place, call);
    }
  }

  /** The calls of a demand up to `end` at once; what is taken of them has its share of their tokens in whole numbers. */
  #count(demand: number, end: Seconds): void {
    if (end <= this.#done[demand]) return;
    const { traffic, chain } = this.setup.demands[demand];
    const { servers } = this.setup;
    const tally = this.#tallies[demand];
    let left = traffic.countUntil(end, this.#done[demand] > this.#windowFrom);
    this.#done[demand] = end;
    let { input, output } = traffic;
    for (let place = 0; place < chain.length && left > 0; place++) {
      const server = servers[chain[place]];
      const taken = server.fit(left, input / left, output / left);
      if (taken > 0) {
        const takenInput = Math.round((input * taken) / left);
        const takenOutput = Math.round((output * taken) / left);
        tally.served(place, server.tierOf(input / left), this.#the(taken, takenInput, takenOutput));
        left -= taken;
        if (left === 0) return;
        input -= takenInput;
        output -= takenOutput;
      }
      const rest = this.#the(left, input, output);
      if (server.excess() !== PASS || place === chain.length - 1) return tally.rejected(place, rest);
      tally.passedOn(place, rest);
    }
  }

  #the(requests: number, input: number, output: number): Calls {
    const call = this.#call;
    call.requests = requests;
    call.input = input;
    call.output = output;
    return call;
  }
}
