import { PlanMeter } from '../../billing/index.js';
import type { LineItem } from '../../billing/index.js';
import { RANK, teePlans } from '../../events/index.js';
import type { Acquisition, PlanRecorder, Recorder } from '../../events/index.js';
import { drive } from '../../kernel/index.js';
import type { Simulation, StepProcess } from '../../kernel/index.js';
import { PlanCollector } from '../../metrics/index.js';
import type { Stream } from '../../random/index.js';
import type { Action } from '../../scenario/index.js';
import { Contracts, FleetServer, QuotaServer, Serving, UNBOUGHT } from '../../serving/index.js';
import type { Calls, Server } from '../../serving/index.js';
import type { Micro, Seconds } from '../../units/index.js';
import type { Model } from '../compile.js';
import { NO_MARKET } from '../pool-link.js';
import { breakEvenOf } from './break-even.js';
import { costsOf, type PlanOutcome } from './plan-outcome.js';
import { FleetThroughput, type FleetPlan } from './fleet-throughput.js';

/** What plans need of the run they are in. */
export interface PlanRunPorts {
  readonly model: Model;
  readonly simulation: Simulation;
  readonly streamOf: (...name: readonly string[]) => Stream;
  /** Digest, event log and whoever else watches plans. */
  readonly observers: readonly PlanRecorder[];
  readonly ledger: ((item: LineItem) => void) | undefined;
  /** A minute is over, in which a demand offered so many calls. Undefined where nobody asks. */
  readonly offered: ((demand: number, calls: Calls) => void) | undefined;
}

/** Token demand and plans of one run: contracts, the servers behind them, and their bill. */
export class PlanRun {
  /** Watches the fleet; undefined where no plan stands on it. */
  readonly throughput: FleetThroughput | undefined;
  readonly #ports: PlanRunPorts;
  readonly #makeMeter: (sink: PlanRunPorts['ledger']) => PlanMeter;
  readonly #meter: PlanMeter;
  readonly #metrics: PlanCollector;
  readonly #contracts: Contracts;
  readonly #serving: Serving;
  readonly #stocks: readonly (StepProcess | undefined)[];

  constructor(ports: PlanRunPorts) {
    this.#ports = ports;
    const { model, simulation, ledger, observers, streamOf } = ports;
    const { plans, scenario } = model;
    const epoch = scenario.start.epochSeconds;
    const names = plans.map(({ name }) => name);
    this.#makeMeter = (sink) =>
      new PlanMeter({ plans: names, rates: plans.map(({ rate }) => rate), epoch, sink });
    this.#meter = this.#makeMeter(ledger);
    this.#metrics = this.#makeMetrics();
    const recorder = teePlans(this.#meter, this.#metrics, ...observers);
    this.#stocks = plans.map(({ name, stock }) =>
      stock?.(
        (purpose) => streamOf('stock', 'plan', name, purpose),
        NO_MARKET,
        (driver) => streamOf('driver', driver),
      ),
    );
    this.#contracts = new Contracts(
      plans.map(({ terms }) => terms),
      {
        simulation,
        epoch,
        recorder,
        settle: (second, plan) => this.#serving.catchUp(second, plan),
        stock: (plan) => this.#stocks[plan]?.value ?? Infinity,
      },
    );
    const servers = plans.map((_, plan) => this.#serverOf(plan));
    this.#serving = this.#makeServing(servers, recorder);
    this.throughput = this.#watchFleet(servers, recorder);
  }

  /** Buys what is bought at second 0. */
  begin(): void {
    const { simulation, model } = this.#ports;
    const driver = drive(simulation, {
      rank: RANK.level,
      name: 'plan stock change',
      horizon: model.scenario.duration,
    });
    for (const stock of this.#stocks) if (stock !== undefined) driver.add(stock, () => undefined);
    this.#contracts.begin();
  }

  /** An action of the timeline on a plan; says what came of it. */
  act(action: Extract<Action, { plan: string }>): string {
    const plan = this.#ports.model.plans.findIndex(({ name }) => name === action.plan);
    const contracts = this.#contracts;
    if (this.#ports.model.plans[plan]?.terms === undefined) return 'nothing is bought for this kind of plan';
    switch (action.action) {
      case 'purchase':
        return contracts.purchase(plan);
      case 'scale':
        return contracts.scale(plan, action.set);
      case 'cancel':
        return contracts.cancel(plan);
      case 'unpublish':
        return contracts.unpublish(plan);
      case 'overdue':
        return contracts.overdue(plan);
      case 'pay':
        return contracts.pay(plan);
    }
  }

  /** Offers the last calls, and closes the bill. Call it once, at the horizon. */
  finish(horizon: Seconds): void {
    this.#serving.finish(horizon);
    this.#meter.finish(horizon);
    this.#metrics.finish(horizon);
  }

  /** What it came to, after `finish`. */
  outcome(): PlanOutcome {
    return this.#outcomeOf(this.#meter, this.#metrics);
  }

  /** What it comes to if this second were the horizon, by the minutes that are over; nothing of the run changes. */
  outcomeAt(second: Seconds): PlanOutcome {
    const [meter, metrics] = [this.#makeMeter(undefined), this.#makeMetrics()];
    meter.restore(this.#meter.save());
    metrics.restore(this.#metrics.save());
    meter.finish(second);
    metrics.finish(second);
    return this.#outcomeOf(meter, metrics);
  }

  #makeMetrics(): PlanCollector {
    const { plans, demands } = this.#ports.model;
    return new PlanCollector(plans.length, demands.length);
  }

  #outcomeOf(meter: PlanMeter, metrics: PlanCollector): PlanOutcome {
    return {
      costs: costsOf(meter),
      results: (serviceCost) => this.#results(meter, metrics, serviceCost),
    };
  }

  #results(
    meter: PlanMeter,
    metrics: PlanCollector,
    serviceCost: (service: number) => Micro,
  ): ReturnType<PlanOutcome['results']> {
    const { plans, demands } = this.#ports.model;
    const bills = meter.costs();
    const costs = plans.map(({ spec }, plan) => {
      const { ptu, modelUnit, calls } = bills[plan];
      return spec.kind === 'eas' ? serviceCost(this.#serviceOf(spec.service)) : ptu + modelUnit + calls;
    });
    const found = metrics.plans(
      plans.map(({ spec }) => spec.kind),
      costs,
    );
    const asked = metrics.demands();
    return {
      plans: Object.fromEntries(
        plans.map((plan, i) => [plan.name, { ...found[i], breakEven: breakEvenOf(plan, found[i]) }]),
      ),
      demand: Object.fromEntries(demands.map(({ name }, demand) => [name, asked[demand]])),
    };
  }

  save(): unknown {
    return {
      meter: this.#meter.save(),
      metrics: this.#metrics.save(),
      contracts: this.#contracts.save(),
      serving: this.#serving.save(),
      throughput: this.throughput?.save(),
      stocks: this.#stocks.map((stock) => stock?.save()),
    };
  }

  restore(saved: unknown): void {
    const from = saved as Record<'meter' | 'metrics' | 'contracts' | 'serving' | 'throughput', unknown> & {
      stocks: readonly unknown[];
    };
    this.#meter.restore(from.meter);
    this.#metrics.restore(from.metrics);
    this.#contracts.restore(from.contracts);
    this.#serving.restore(from.serving);
    this.throughput?.restore(from.throughput);
    this.#stocks.forEach((stock, plan) => stock?.restore(from.stocks[plan]));
  }

  #serverOf(plan: number): Server {
    const { spec, quota } = this.#ports.model.plans[plan];
    if (spec.kind === 'eas') return new FleetServer(spec.queue);
    return new QuotaServer(quota, this.#contracts.bought(plan) ?? UNBOUGHT);
  }

  #makeServing(servers: readonly Server[], recorder: PlanRecorder): Serving {
    const { model, simulation, streamOf, offered } = this.#ports;
    const demands = model.demands.map(({ name, counting, chain, traffic }) => ({
      counting,
      chain,
      traffic: traffic((purpose) => streamOf('traffic', name, purpose)),
    }));
    const tiers = model.plans.map(({ quota }) => quota?.tiers.length ?? 1);
    const { start, duration } = model.scenario;
    return new Serving(
      { demands, servers, tiers, epoch: start.epochSeconds, horizon: duration },
      { simulation, recorder, offered },
    );
  }

  #watchFleet(servers: readonly Server[], recorder: PlanRecorder): FleetThroughput | undefined {
    const { model } = this.#ports;
    const fleets = model.plans.flatMap(({ spec }, plan): readonly FleetPlan[] => {
      const server = servers[plan];
      if (spec.kind !== 'eas' || !(server instanceof FleetServer)) return [];
      return [{ plan, server, service: this.#serviceOf(spec.service), rates: spec.tokensPerMinute }];
    });
    if (fleets.length === 0) return undefined;
    const { pools } = model.scenario;
    const typeOf = ({ pool, service, entry }: Acquisition): string =>
      pool >= 0 ? pools[pool].type : this.#machineType(service, entry);
    return new FleetThroughput(fleets, {
      recorder,
      typeOf,
      catchUp: (second, plan) => this.#serving.catchUp(second, plan),
    });
  }

  #serviceOf(name: string): number {
    return this.#ports.model.scenario.services.findIndex((service) => service.name === name);
  }

  #machineType(service: number, entry: number): string {
    const { dedicated, services } = this.#ports.model.scenario;
    const from = services[service].instances[entry]?.from;
    return dedicated.find(({ name }) => name === from)?.type ?? '';
  }
}

/** Whether a recorder also wants to know of plans. */
export const watchesPlans = (recorder: Recorder): recorder is Recorder & PlanRecorder =>
  'planState' in recorder;
