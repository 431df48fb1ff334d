import { orderedFallback, type HeldUnit } from '../allocator/index.js';
import { hashText, RANK } from '../events/index.js';
import type { Directory, PlanRecorder, PreemptionCause, Recorder, Tier } from '../events/index.js';
import { Fleet } from '../fleet/index.js';
import { Inventory, Machines } from '../inventory/index.js';
import { Simulation } from '../kernel/index.js';
import type { Metrics } from '../metrics/index.js';
import { AcquisitionDraws, mirrored, openStream } from '../random/index.js';
import type { Stream } from '../random/index.js';
import { invariant } from '../units/index.js';
import type { Seconds } from '../units/index.js';
import { PriceBoard } from './board.js';
import type { Model } from './compile.js';
import { directoryOf } from './directory.js';
import { fleetPorts } from './fleet-ports.js';
import { observe, withPlans } from './observers.js';
import type { Observers } from './observers.js';
import { summarise } from './results.js';
import type { RunResults } from './results.js';
import { playTimeline } from './timeline-player.js';
import { offerings, wireDemand } from './demand.js';
import { PlanRun, watchesPlans } from './plans/plan-run.js';
import type { RunOptions } from './run-options.js';
import { wirePools } from './wire.js';
import type { Wired } from './wire.js';
import { ENGINE_VERSION } from './version.js';

/** A run's state between two seconds, with what it belongs to. */
export interface SavedRun {
  readonly engine: string;
  /** Hash of the validated scenario, and of the code of strategies of the user's own. */
  readonly scenario: string;
  readonly replication: number;
  /** The other run of an antithetic pair. */
  readonly mirrored?: true;
  readonly at: Seconds;
  readonly parts: Readonly<Record<string, unknown>>;
}

interface Outcome {
  readonly metrics: Metrics;
  readonly results: RunResults;
}

interface Saving {
  save(): unknown;
  restore(saved: unknown): void;
}

/** One replication of a model: the only place where the rooms are plugged together. */
export class Run {
  readonly directory: Directory;
  readonly fleet: Fleet;
  readonly inventory: Inventory;
  readonly simulation = new Simulation();
  readonly board: PriceBoard;
  private readonly observers: Observers;
  /** Undefined where no tokens are asked for and no plan is there. */
  private plans: PlanRun | undefined;
  private readonly parts: Record<string, Saving>;
  /** What came of it, once it is over. */
  private outcome: Outcome | undefined;

  constructor(
    readonly model: Model,
    private readonly options: RunOptions = {},
  ) {
    const { scenario } = model;
    const { simulation } = this;
    this.directory = directoryOf(model, () => this.fleet);
    this.observers = this.makeObservers();
    const { recorder, meter, metrics, digest } = this.observers;
    this.board = new PriceBoard(scenario.pools.map(({ standardPrice }) => standardPrice));
    const machines = new Machines(scenario.dedicated.length);
    this.inventory = this.makeInventory();
    simulation.phase(RANK.examine, 'examine', () => this.inventory.examineAll());
    const { board, inventory } = this;
    const ports = fleetPorts({ simulation, board, inventory, machines, meter });
    this.fleet = new Fleet(simulation, this.fleetSetup(), ports, recorder);
    const { fleet } = this;
    const wired: Wired = { model, simulation, board, inventory, recorder, fleet };
    const processes = { ...wirePools(wired, this.streamOf), ...wireDemand(wired) };
    playTimeline({ model, simulation, fleet, machines, recorder, plans: this.plans });
    fleet.deploy();
    this.plans?.begin();
    const rooms = { simulation, board, inventory, machines, fleet, meter, metrics, digest };
    this.parts = { ...rooms, ...processes, ...(this.plans && { plans: this.plans }) };
  }

  /** Runs every second before `second`; at most to the scenario's horizon. */
  runUntil(second: Seconds): void {
    this.simulation.run({ until: Math.min(second, this.model.scenario.duration) });
  }

  /** Runs to the horizon, closes what is open there, and returns the results; the same ones if it is called again. */
  finish(): RunResults {
    this.outcome ??= this.end();
    return this.outcome.results;
  }

  private end(): Outcome {
    const { duration } = this.model.scenario;
    this.runUntil(duration);
    const { meter, metrics: collector, digest } = this.observers;
    this.plans?.finish(duration);
    meter.finish(duration);
    collector.finish(duration);
    const metrics = withPlans(collector, meter, this.plans?.outcome());
    return { metrics, results: summarise(this.model, { metrics, digest: digest.digest() }) };
  }

  /** Runs every second before `second`, and returns the metrics as if it were the horizon; at the end those of the result. */
  metricsAt(second: Seconds): Metrics {
    if (this.outcome !== undefined) return this.outcome.metrics;
    this.runUntil(second);
    return this.observers.metricsAt(second, this.plans?.outcomeAt(second));
  }

  /** Digest of each pool, service and dedicated group so far, by `kind/name`. */
  entityDigests(): Readonly<Record<string, string>> {
    return this.observers.digest.entityDigests();
  }

  /** The whole state, as plain data; between two seconds only. @throws once the run is over: its books are closed. */
  save(): SavedRun {
    invariant(this.outcome === undefined, 'the run is over: save it before finish');
    const parts = Object.fromEntries(Object.entries(this.parts).map(([name, part]) => [name, part.save()]));
    return { ...this.identity(), at: this.simulation.now, parts };
  }

  /** Goes on from a state saved by a run of the same model; what follows is the same to the byte. */
  restore(saved: SavedRun): void {
    const { engine, scenario, replication, mirrored: other } = this.identity();
    invariant(saved.engine === engine, `the state was saved by engine ${saved.engine}, this is ${engine}`);
    invariant(
      saved.scenario === scenario && saved.replication === replication && saved.mirrored === other,
      'the state belongs to another run, or to other code of a strategy',
    );
    for (const [name, part] of Object.entries(this.parts)) part.restore(saved.parts[name]);
    this.outcome = undefined;
  }

  private identity(): Omit<SavedRun, 'at' | 'parts'> {
    const { scenario, code } = this.model;
    return {
      engine: ENGINE_VERSION,
      scenario: hashText(JSON.stringify([scenario, code])).join('-'),
      replication: this.replication,
      ...(this.options.mirrored === true && { mirrored: true }),
    };
  }

  private get replication(): number {
    return this.options.replication ?? 0;
  }

  /** Every consumer of randomness has its own stream, found by name (replication / purpose / entity). */
  private readonly streamOf = (...name: readonly string[]): Stream => {
    const stream = this.streamBefore(...name);
    return this.options.mirrored === true ? mirrored(stream) : stream;
  };

  private readonly streamBefore = (...name: readonly string[]): Stream =>
    openStream(this.model.scenario.seed, this.replication, ...name);

  private makeObservers(): Observers {
    const { directory, options } = this;
    return observe(this.model, {
      directory,
      groupOf: (service, entry) => this.fleet.groupOf(service, entry),
      revisionOf: (service) => this.fleet.revisionOf(service),
      ledger: options.ledger,
      others: (digest) => {
        const others = options.recorders?.(directory) ?? [];
        const throughput = this.makePlans([digest.plans, ...others.filter(watchesPlans)]);
        return throughput === undefined ? others : [...others, throughput];
      },
    });
  }

  private makePlans(observers: readonly PlanRecorder[]): Recorder | undefined {
    const { model, simulation, streamOf, options } = this;
    if (model.plans.length === 0) return undefined;
    const offered = offerings(model, (service, demand) => this.fleet.demandChanged(service, demand));
    this.plans = new PlanRun({ model, simulation, streamOf, observers, ledger: options.ledger, offered });
    return this.plans.throughput;
  }

  private makeInventory(): Inventory {
    const { simulation, board, options, model } = this;
    const allocator = options.allocator ?? orderedFallback;
    const ports = {
      now: () => simulation.now,
      price: (pool: number, tier: Tier) => board.price(pool, tier),
      mayReclaim: (unit: HeldUnit, now: Seconds) => allocator.mayReclaim(unit, now),
      priceReclaim: model.scenario.rules.priceReclaim,
      preempt: (unit: number, cause: PreemptionCause) => this.fleet.preempt(unit, cause),
      crossed: (unit: number, above: boolean) => this.fleet.priceCrossed(unit, above),
      opened: (pool: number, more: boolean) => this.fleet.poolOpened(pool, more),
      examinationWanted: () => simulation.request(RANK.examine),
    };
    return new Inventory(model.pools.length, ports, options.index);
  }

  private fleetSetup(): ConstructorParameters<typeof Fleet>[1] {
    const { scenario, pools, workloads } = this.model;
    const { options } = this;
    return {
      services: workloads,
      pools: pools.length,
      groups: scenario.dedicated.length,
      lifetimes: pools.map(({ lifetime }) => lifetime),
      rules: { ...scenario.rules, locked: scenario.rules.protectionPricing === 'locked' },
      allocator: options.allocator ?? orderedFallback,
      draws: workloads.map(
        ({ name }) => new AcquisitionDraws(this.streamBefore('acquisitions', name), options.mirrored),
      ),
      ...(options.trace && { trace: options.trace }),
    };
  }
}

/** Runs one replication of a model from start to horizon. */
export const run = (model: Model, options: RunOptions = {}): RunResults => new Run(model, options).finish();
