import type { Rules } from './presets.js';
import { PRESETS, PROVIDERS, type ProviderName } from './presets.js';
import { child, itemsOf } from './path.js';
import { rulesSchema } from './schema/rules.js';

export interface PoolFacts {
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly region: string | undefined;
  readonly zone: string | undefined;
  readonly spot: boolean;
}

/**
 * What the parts of a scenario say of one another. It is read from the tree itself, so that a fault in one part
 * does not hide those of another.
 */
export interface World {
  readonly pools: readonly PoolFacts[];
  readonly dedicated: readonly string[];
  readonly services: readonly string[];
  readonly jobs: readonly string[];
  readonly demands: readonly string[];
  readonly plans: readonly string[];
  /** Kinds of the plans, by name. */
  readonly planKinds: ReadonlyMap<string | undefined, string | undefined>;
  readonly regions: readonly string[];
  readonly rules: Rules;
}

export function worldOf(tree: unknown): World {
  const pools = itemsOf(tree, 'pools').map((pool) => ({
    name: textAt(pool, 'name'),
    type: textAt(pool, 'type'),
    region: textAt(pool, 'region'),
    zone: textAt(pool, 'zone'),
    spot: child(pool, 'spot') !== false,
  }));
  return {
    pools,
    dedicated: texts(itemsOf(tree, 'dedicated').map((group) => textAt(group, 'name'))),
    services: texts(itemsOf(tree, 'services').map((service) => textAt(service, 'name'))),
    jobs: texts(itemsOf(tree, 'jobs').map((job) => textAt(job, 'name'))),
    demands: texts(itemsOf(tree, 'demand').map((demand) => textAt(demand, 'name'))),
    plans: texts(itemsOf(tree, 'plans').map((plan) => textAt(plan, 'name'))),
    planKinds: new Map(itemsOf(tree, 'plans').map((plan) => [textAt(plan, 'name'), textAt(plan, 'kind')])),
    regions: texts(pools.map(({ region }) => region)),
    rules: rulesOf(tree),
  };
}

/** The provider's preset with the scenario's own rules over it; faulty ones are left out. */
function rulesOf(tree: unknown): Rules {
  const named = child(tree, 'provider');
  const provider: ProviderName = PROVIDERS.find((name) => name === named) ?? 'pai-eas';
  const own = rulesSchema.safeParse(child(tree, 'rules') ?? {});
  return { ...PRESETS[provider], ...(own.success ? own.data : {}) };
}

/** Distinct names, in order of appearance. */
export const texts = (names: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(names.filter((name) => name !== undefined)),
];

export function textAt(value: unknown, key: string): string | undefined {
  const text = child(value, key);
  return typeof text === 'string' ? text : undefined;
}
