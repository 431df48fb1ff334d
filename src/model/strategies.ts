import * as ours from '../allocator/index.js';
import type { Choice, Entry, Offer, Strategy, StrategyFactory } from '../allocator/index.js';
import { hashText } from '../events/index.js';
import type { Plan } from '../fleet/index.js';
import { isPlain, modifiersOf } from '../scenario/index.js';
import type { ParsedScenario, Scenario, ServiceSpec, StrategySpec } from '../scenario/index.js';
import { invariant } from '../units/index.js';
import type { Faults, Path } from './faults.js';
import { workloadsOf } from './jobs.js';

/** A strategy of the user's own, and what tells its code from another: a hash of its files. */
export interface OwnStrategy {
  readonly factory: StrategyFactory;
  readonly code: string;
}

/** Strategies of the user's own, by the module that the scenario names. The code of a bare function is its text. */
export type Strategies = Readonly<Record<string, StrategyFactory | OwnStrategy>>;

type Named = Extract<StrategySpec, { readonly name: string }>;

/** Who decides for a service; undefined for the list as it stands, which needs nobody. */
export function compilePlan(
  scenario: Scenario,
  service: ServiceSpec,
  entries: readonly Entry[],
  strategies: Strategies,
): Plan | undefined {
  if (isPlain(service.strategy)) return undefined;
  const offers = entries.flatMap((entry) => entry.offers).filter(({ never }) => never === undefined);
  // A list that nothing can come of leaves nothing to decide.
  if (offers.length === 0) return undefined;
  const choices = offers.map((offer) => Object.freeze(choiceOf(scenario, service, offer)));
  return { strategy: compileStrategy(service.strategy, strategies), choices: Object.freeze(choices), offers };
}

/** Modules that the services of a scenario name, those of its updates too. */
export function modulesOf(parsed: ParsedScenario): readonly string[] {
  const modules = new Set<string>();
  for (const { service } of namings(parsed))
    if ('module' in service.strategy) modules.add(service.strategy.module);
  return [...modules];
}

/** Every module that is named must have been given. */
export function checkModules(parsed: ParsedScenario, strategies: Strategies, faults: Faults): void {
  for (const { service, path } of namings(parsed)) {
    if (!('module' in service.strategy) || Object.hasOwn(strategies, service.strategy.module)) continue;
    const message = `the strategy of ${JSON.stringify(service.strategy.module)} has not been loaded`;
    const hint = 'the command line loads it; a program gives it to compile as { module: strategy }';
    faults.add(path, { message, hint });
  }
}

/** The code of the modules that a scenario names, which a saved state belongs to. */
export function codeOf(parsed: ParsedScenario, strategies: Strategies): Readonly<Record<string, string>> {
  const codes = modulesOf(parsed).map((module) => {
    const own = strategies[module];
    return [module, hashText(typeof own === 'function' ? String(own) : own.code).join('-')] as const;
  });
  return Object.fromEntries(codes);
}

function namings(parsed: ParsedScenario): readonly { readonly service: ServiceSpec; readonly path: Path }[] {
  const { services, jobs } = parsed.scenario;
  const deployed = workloadsOf({ services, jobs }).map((service, index) => {
    const place = index < services.length ? ['services', index] : ['jobs', index - services.length];
    return { service, path: [...place, 'strategy', 'module'] };
  });
  const updated = [...parsed.updates].flatMap(([index, update]) =>
    update.ok ? [{ service: update.service, path: ['timeline', index] }] : [],
  );
  return [...deployed, ...updated];
}

function choiceOf(scenario: Scenario, service: ServiceSpec, { entry, pool, tier, ceiling }: Offer): Choice {
  const { type, from } = service.instances[entry];
  if (pool < 0) {
    const group = scenario.dedicated.find(({ name }) => name === from);
    const weight = group?.weight ?? 1;
    return { entry, type, pool: null, zone: null, tier, limit: ceiling, standardPrice: 0, weight };
  }
  const { name, zone, standardPrice, weight } = scenario.pools[pool];
  return { entry, type, pool: name, zone, tier, limit: ceiling, standardPrice, weight };
}

function compileStrategy(spec: StrategySpec, strategies: Strategies): Strategy {
  const strategy = modified(spec, strategies);
  // Strategies of jobs take no modifiers.
  const rebid = 'rebid' in spec ? spec.rebid : undefined;
  return rebid === undefined ? strategy : { ...strategy, rebid };
}

function modified(spec: StrategySpec, strategies: Strategies): Strategy {
  let strategy: Strategy = 'module' in spec ? ownStrategy(spec, strategies) : namedStrategy(spec);
  const { backOff, waitBeforeFallback, giveUpAfter, returnToPreferred } = modifiersOf(spec);
  if (backOff !== undefined) strategy = ours.backOff(strategy, backOff);
  if (waitBeforeFallback !== undefined) strategy = ours.waitBeforeFallback(strategy, waitBeforeFallback);
  if (giveUpAfter !== undefined) strategy = ours.giveUpAfter(strategy, giveUpAfter);
  if (returnToPreferred === undefined || returnToPreferred === false) return strategy;
  return ours.returnToPreferred(strategy, returnToPreferred === true ? 'anywhere' : 'standard');
}

function ownStrategy(
  spec: Extract<StrategySpec, { readonly module: string }>,
  strategies: Strategies,
): Strategy {
  const own = strategies[spec.module] as Strategies[string] | undefined;
  invariant(own !== undefined, `the module ${spec.module} was checked to be there`);
  const factory = typeof own === 'function' ? own : own.factory;
  return { ...ours.makeStrategy(factory, spec.parameters, spec.module), seesSpare: spec.seesSpare };
}

/** Strategies of jobs, which have no settings. */
const DEADLINE = {
  'uniform-progress': ours.uniformProgress,
  greedy: ours.greedy,
  'standard-only': ours.standardOnly,
  'spot-only': ours.spotOnly,
} as const satisfies Readonly<Record<string, () => Strategy>>;

function namedStrategy(spec: Named): Strategy {
  switch (spec.name) {
    case 'fixed':
      return ours.fixed();
    case 'standard-price':
      return ours.standardPrice(spec);
    case 'percentile':
      return ours.percentile({ ...spec, cap: spec.cap ?? null });
    case 'mean':
      return ours.mean({ ...spec, cap: spec.cap ?? null });
    case 'drafts':
      return ours.drafts({ ...spec, cap: spec.cap ?? null });
    case 'zheng-one-time':
      return ours.zhengOneTime({ ...spec, cap: spec.cap ?? null });
    case 'zheng-persistent':
      return ours.zhengPersistent({ ...spec, cap: spec.cap ?? null });
    case 'spot-hedge':
      return ours.spotHedge(spec);
    case 'even-spread':
      return ours.evenSpread(spec);
    case 'round-robin':
      return ours.roundRobin(spec);
    case 'tributary':
      return ours.tributary(spec);
    case 'lowest-price':
      return ours.lowestPrice();
    case 'diversified':
      return ours.diversified();
    case 'capacity-optimized':
      return ours.capacityOptimized();
    case 'capacity-optimized-prioritized':
      return ours.capacityOptimizedPrioritized();
    case 'price-capacity-optimized':
      return ours.priceCapacityOptimized();
    default:
      return DEADLINE[spec.name]();
  }
}
