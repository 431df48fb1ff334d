import type { ServiceSetup } from '../fleet/index.js';
import type { RunSpan } from '../kernel/index.js';
import { distribution } from '../random/index.js';
import type { Distribution } from '../random/index.js';
import type { ParsedScenario, Rules, Scenario, ServiceSpec } from '../scenario/index.js';
import { failure, success } from '../units/index.js';
import type { Result } from '../units/index.js';
import type { Assets } from './assets.js';
import { compileEndogenous } from './endogenous.js';
import { Faults } from './faults.js';
import { compileMarket } from './prices.js';
import type { PoolSetting } from './price-setting.js';
import type { MarketModel } from './prices.js';
import { jobAt, jobSetup, workloadsOf } from './jobs.js';
import { compileRevision } from './services.js';
import { compileStock } from './stocks.js';
import { checkModules, codeOf } from './strategies.js';
import type { Strategies } from './strategies.js';
import type { StockFactory } from './stocks.js';
import { checkDemand } from './demand-check.js';
import { compileTokenDemands } from './plans/demands.js';
import type { TokenDemandModel } from './plans/demands.js';
import { compilePlans } from './plans/plans.js';
import type { PlanModel } from './plans/plans.js';
import { readPriceBook } from './plans/price-book.js';
import { poolEvents } from './timeline.js';
import type { PoolEvents } from './timeline.js';

/** One capacity pool, ready to run. */
export interface PoolModel {
  readonly name: string;
  readonly market: MarketModel | undefined;
  readonly stock: StockFactory;
  readonly lifetime: Distribution | undefined;
  readonly events: PoolEvents;
}

/** One service with all the configurations that its updates lead to, or one job with its only one. */
export interface ServiceModel extends ServiceSetup {
  /** What each revision was compiled from. */
  readonly specs: readonly ServiceSpec[];
}

/** A scenario made ready to run, any number of times; it holds no state of a run. */
export interface Model {
  readonly scenario: Scenario;
  readonly variant: string | null;
  readonly pools: readonly PoolModel[];
  readonly services: readonly ServiceModel[];
  /** Services, and jobs after them: all that holds units, in the order in which events number it. */
  readonly workloads: readonly ServiceModel[];
  readonly plans: readonly PlanModel[];
  readonly demands: readonly TokenDemandModel[];
  /** Revision that the update action at this index of the timeline leads to, or why it fails. */
  readonly updates: ReadonlyMap<number, number | string>;
  /** Hash of the code of each strategy of the user's own, by its module. */
  readonly code: Readonly<Record<string, string>>;
}

/**
 * Turns a validated scenario into a model: reads the histories it names, and checks what only they can tell.
 * A strategy that the scenario names by its module is taken from `strategies`. All faults come back at once.
 */
export function compile(parsed: ParsedScenario, assets: Assets, strategies: Strategies = {}): Result<Model> {
  const { scenario } = parsed;
  const faults = new Faults((path) => parsed.locate([...path]), scenario);
  const span: RunSpan = { start: scenario.start.epochSeconds, duration: scenario.duration };
  const { currency } = scenario;
  const pools: PoolModel[] = [];
  scenario.pools.forEach((pool, index) => {
    const path = ['pools', index];
    const { start } = scenario;
    const setting = { pool, path, span, start, currency, assets, faults };
    const { market, stock } = compileHalves(scenario.rules, setting);
    const lifetime = pool.lifetime === undefined ? undefined : distribution(pool.lifetime);
    if (stock !== undefined)
      pools.push({ name: pool.name, market, stock, lifetime, events: poolEvents(scenario, index) });
  });
  checkDemand(scenario, faults);
  const plans = compilePlans({
    scenario,
    book: readPriceBook(scenario, assets, faults),
    assets,
    faults,
    span,
  });
  const demands = compileTokenDemands({ scenario, plans, assets, faults });
  checkModules(parsed, strategies, faults);
  if (faults.issues.length > 0) return failure(...faults.issues);
  const updates = new Map<number, number | string>();
  const workloads = compileWorkloads(parsed, { updates, strategies });
  return success({
    scenario,
    variant: parsed.variant,
    pools,
    services: workloads.slice(0, scenario.services.length),
    workloads,
    plans: plans.filter(isSound),
    demands,
    updates,
    code: codeOf(parsed, strategies),
  });
}

/** Price and stock, each by itself or both from one market. */
function compileHalves(
  rules: Rules,
  setting: PoolSetting,
): { readonly market?: MarketModel | undefined; readonly stock?: StockFactory | undefined } {
  const { pool } = setting;
  if (pool.market !== undefined) return compileEndogenous(pool.market, rules, setting) ?? {};
  return {
    market: compileMarket(rules, setting),
    stock: compileStock(pool, { ...setting, at: [...setting.path, 'stock'] }),
  };
}

const isSound = (plan: PlanModel | undefined): plan is PlanModel => plan !== undefined;

interface ServiceCompilation {
  readonly updates: Map<number, number | string>;
  readonly strategies: Strategies;
}

function compileWorkloads(parsed: ParsedScenario, compilation: ServiceCompilation): readonly ServiceModel[] {
  const { scenario } = parsed;
  return workloadsOf(scenario).map((service, index) => {
    const job = jobAt(scenario, index);
    const compiled = compileService(parsed, service, compilation);
    return job === undefined ? compiled : { ...compiled, job: jobSetup(job) };
  });
}

/** Revision 0 is the configuration as deployed, one more follows for each update that succeeds. */
function compileService(
  parsed: ParsedScenario,
  service: ServiceSpec,
  { updates, strategies }: ServiceCompilation,
): ServiceModel {
  const { scenario } = parsed;
  const specs = [service];
  for (const [index, update] of parsed.updates) {
    const action = scenario.timeline[index];
    if (action.action !== 'update' || action.service !== service.name) continue;
    if (update.ok) updates.set(index, specs.push(update.service) - 1);
    else updates.set(index, update.reason);
  }
  const { name, replicas, autoscaling } = service;
  const revisions = specs.map((spec) => compileRevision(scenario, spec, strategies));
  if (autoscaling === undefined) return { name, replicas, revisions, specs };
  const { min, max, target, scaleUpWindow, scaleDownWindow, demand } = autoscaling;
  const measured = demand !== undefined;
  return {
    name,
    replicas,
    revisions,
    specs,
    autoscaling: { min, max, target, scaleUpWindow, scaleDownWindow, measured },
  };
}
