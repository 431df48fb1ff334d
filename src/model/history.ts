import type { LineItem } from '../billing/index.js';
import type { Recorder, Tier } from '../events/index.js';
import { HistoryCollector, JobHistoryCollector, PlanHistoryCollector } from '../metrics/index.js';
import type {
  JobHistory,
  PlanHistory,
  PlanMetrics,
  PoolHistory,
  ServiceHistory,
  TokenHistory,
} from '../metrics/index.js';
import { fromMicro } from '../units/index.js';
import type { Seconds } from '../units/index.js';
import type { Model } from './compile.js';
import type { RunResults } from './results.js';
import { Run } from './run.js';
import { minReadyOf } from './services.js';

/** A spot limit that some service has in a pool; the price of its tier must not rise above it (R18). */
export interface CeilingLine {
  readonly service: string;
  readonly entry: number;
  readonly tier: Tier;
  /** In the currency per hour. */
  readonly ceiling: number;
}

/** Line items of one service, kind, entry and pool, summed up. */
export interface BillRow {
  /** Null for dedicated machines, which belong to no service. */
  readonly service: string | null;
  readonly kind: LineItem['kind'];
  readonly entry: number | null;
  readonly pool: string | null;
  readonly items: number;
  /** Charged for, over all items. */
  readonly seconds: Seconds;
  /** In the currency. */
  readonly amount: number;
}

/** A run over time, for pictures: bounded in size however long the run. */
export interface RunHistory {
  readonly horizonSeconds: Seconds;
  readonly replication: number;
  readonly pools: readonly (PoolHistory & {
    readonly name: string;
    readonly standardPrice: number;
    readonly ceilings: readonly CeilingLine[];
  })[];
  readonly services: readonly (ServiceHistory & {
    readonly name: string;
    /** As first configured: `ecs.c8i.2xlarge, spot up to 0.12`. */
    readonly entries: readonly string[];
  })[];
  /** In the order of the file, as `plans` are. */
  readonly jobs: readonly (JobHistory & {
    readonly name: string;
    /** Seconds of the run: of its submission, and by when it was to be done. */
    readonly submitted: Seconds;
    readonly deadline: Seconds;
    readonly work: Seconds;
  })[];
  readonly plans: readonly (PlanHistory & { readonly name: string; readonly kind: PlanMetrics['kind'] })[];
  /** Null where no plan serves tokens. */
  readonly tokens: TokenHistory | null;
  readonly bill: readonly BillRow[];
}

/** Columns of the horizon: finer than a chart has pixels. */
const COLUMNS = 720;

interface HistoryOptions {
  readonly replication?: number;
  readonly columns?: number;
}

/** Runs a model once more under observation; what is observed is what any other run of it gives. */
export function runHistory(
  model: Model,
  options: HistoryOptions = {},
): { readonly results: RunResults; readonly history: RunHistory } {
  const watch = watchHistory(model, options);
  const { replication = 0 } = options;
  const run = new Run(model, { replication, recorders: () => watch.recorders, ledger: watch.ledger });
  watch.attach(run);
  return { results: run.finish(), history: watch.finish() };
}

/** What it takes to observe a run that somebody else conducts. */
export interface HistoryWatch {
  /** Options of the run: its recorders, and who takes its line items. */
  readonly recorders: readonly Recorder[];
  readonly ledger: (item: LineItem) => void;
  /** To be called before the run begins. */
  readonly attach: (run: Run) => void;
  /** To be called after the run; the same history if it is called again. */
  readonly finish: () => RunHistory;
}

/** Observes one run of a model over time; memory grows with the columns, not with the run. */
export function watchHistory(
  model: Model,
  { replication = 0, columns = COLUMNS }: HistoryOptions = {},
): HistoryWatch {
  const { scenario, workloads, plans } = model;
  const rows = new Map<string, BillRow>();
  const revisionOf: { current: (service: number) => number } = { current: () => 0 };
  const collector = new HistoryCollector({
    ...{ horizon: scenario.duration, columns, pools: scenario.pools.length },
    services: workloads.map(({ specs }, index) => {
      const minReady = specs.map(minReadyOf);
      return { minReady: (desired: number) => minReady[revisionOf.current(index)](desired) };
    }),
  });
  const planned =
    plans.length === 0 ? undefined : new PlanHistoryCollector(plans.length, scenario.duration, columns);
  const jobs = jobWatch(model, columns);
  const told = (): RunHistory => ({
    ...{ horizonSeconds: scenario.duration, replication },
    ...namedHistory(model, collector.finish()),
    ...namedPlans(model, planned?.finish()),
    jobs: namedJobs(model, jobs?.finish() ?? []),
    bill: [...rows.values()].sort((a, b) => b.amount - a.amount),
  });
  let history: RunHistory | undefined;
  return {
    recorders: [collector, planned, jobs].filter((watch) => watch !== undefined),
    ledger: (item) => sum(rows, item),
    attach: (run) => (revisionOf.current = (service) => run.fleet.revisionOf(service)),
    finish: () => (history ??= told()),
  };
}

function namedHistory(
  model: Model,
  seen: ReturnType<HistoryCollector['finish']>,
): Pick<RunHistory, 'pools' | 'services'> {
  const { scenario } = model;
  return {
    pools: scenario.pools.map(({ name, standardPrice }, pool) => ({
      ...seen.pools[pool],
      ...{ name, standardPrice: fromMicro(standardPrice), ceilings: ceilingsOf(model, pool) },
    })),
    services: scenario.services.map(({ name }, service) => ({
      ...seen.services[service],
      ...{ name, entries: entriesOf(model, service) },
    })),
  };
}

function jobWatch({ scenario }: Model, columns: number): JobHistoryCollector | undefined {
  const { jobs, services, duration: horizon } = scenario;
  if (jobs.length === 0) return undefined;
  const submitted = jobs.map(({ at }) => at);
  return new JobHistoryCollector({ horizon, columns, services: services.length, submitted });
}

const namedJobs = ({ scenario }: Model, seen: readonly JobHistory[]): RunHistory['jobs'] =>
  seen.map((history, index) => {
    const { name, at, deadline, work } = scenario.jobs[index];
    return { ...history, name, submitted: at, deadline: at + deadline, work };
  });

const namedPlans = (
  { plans }: Model,
  seen: ReturnType<PlanHistoryCollector['finish']> | undefined,
): Pick<RunHistory, 'plans' | 'tokens'> => ({
  plans:
    seen === undefined ? [] : plans.map(({ name, spec }, i) => ({ ...seen.plans[i], name, kind: spec.kind })),
  tokens: seen?.tokens ?? null,
});

function sum(rows: Map<string, BillRow>, item: LineItem): void {
  const { service, kind, entry, pool } = item;
  const key = JSON.stringify([service, kind, entry, pool]);
  const row = rows.get(key) ?? { service, kind, entry, pool, items: 0, seconds: 0, amount: 0 };
  rows.set(key, {
    ...row,
    items: row.items + 1,
    seconds: row.seconds + item.seconds,
    amount: row.amount + fromMicro(item.amount),
  });
}

/** Those of every revision, each once; a ceiling at the standard price or beyond is none that can be crossed from below. */
function ceilingsOf({ workloads, scenario }: Model, pool: number): readonly CeilingLine[] {
  const lines = new Map<string, CeilingLine>();
  workloads.forEach(({ name, revisions }) => {
    for (const { entries } of revisions)
      for (const offer of entries.flatMap(({ offers }) => offers)) {
        const { tier, entry } = offer;
        if (offer.pool !== pool || tier === 'standard' || tier === 'dedicated') continue;
        if (offer.ceiling >= scenario.pools[pool].standardPrice) continue;
        const ceiling = fromMicro(offer.ceiling);
        lines.set(JSON.stringify([name, tier, ceiling]), { service: name, entry, tier, ceiling });
      }
  });
  return [...lines.values()];
}

function entriesOf({ scenario }: Model, service: number): readonly string[] {
  return scenario.services[service].instances.map(({ type, from, spotPriceLimit }) => {
    if (from !== undefined) return `dedicated (${from})`;
    if (spotPriceLimit === undefined) return `${type}, standard`;
    return `${type}, ${spotPriceLimit === 'market' ? 'spot at market price' : `spot up to ${fromMicro(spotPriceLimit)}`}`;
  });
}
