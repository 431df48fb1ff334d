import type { Refusal } from './words.js';
import type { PoolState, ServiceSpec, ServiceState, World } from './world.js';

/** One way to meet one entry of a list, as the world stands. */
export interface Option {
  readonly entry: number;
  readonly pool: string | null;
  readonly refusal: Refusal | undefined;
}

/** Every way to meet the service's list now, in the order in which they are to be tried, with what stands against it. */
export function optionsOf(world: World, service: ServiceState): readonly Option[] {
  return service.spec.instances.flatMap((_, entry) => optionsOfEntry(world, service, entry));
}

/** The first that nothing stands against (R22, R23). */
export const firstFeasible = (world: World, service: ServiceState): Option | undefined =>
  optionsOf(world, service).find(({ refusal }) => refusal === undefined);

function optionsOfEntry(world: World, service: ServiceState, entry: number): readonly Option[] {
  const { spec } = service;
  const { type, from } = entryOf(spec, entry);
  if (from !== undefined) {
    const refusal =
      full(world, service, entry) ?? (world.spareMachines(from) > 0 ? undefined : 'out-of-stock');
    return [{ entry, pool: null, refusal }];
  }
  const pools = [...world.pools.values()].filter(
    (pool) => pool.spec.type === type && pool.spec.region === spec.region,
  );
  if (pools.length === 0) return [{ entry, pool: null, refusal: 'unknown-type' }];
  return sorted(world, pools, { spec, entry }).map((pool) => ({
    entry,
    pool: pool.spec.name,
    refusal: refusalOf(world, service, { entry, pool }),
  }));
}

function refusalOf(
  world: World,
  service: ServiceState,
  { entry, pool }: { readonly entry: number; readonly pool: PoolState },
): Refusal | undefined {
  const { spotPriceLimit } = entryOf(service.spec, entry);
  if (spotPriceLimit !== undefined && !pool.spec.spot) return 'not-spot-capable';
  const reached = full(world, service, entry);
  if (reached !== undefined) return reached;
  if (spotPriceLimit !== undefined) {
    const ceiling = spotPriceLimit === 'market' ? pool.spec.standardPrice : spotPriceLimit;
    if (priceOf(pool, service.spec, entry) > ceiling) return 'price-above-ceiling';
  }
  return world.spare(pool.spec.name) > 0 ? undefined : 'out-of-stock';
}

/** Units of an earlier configuration do not count, nor do those on their way out. */
function full(world: World, service: ServiceState, entry: number): Refusal | undefined {
  const { capacity } = entryOf(service.spec, entry);
  if (capacity === undefined) return undefined;
  const most =
    'count' in capacity
      ? capacity.count
      : Math.max(1, Math.floor((Math.round(capacity.percent * 1e6) * service.desired) / 1e8));
  const held = world
    .unitsOf(service.name)
    .filter((unit) => unit.entry === entry && unit.revision === service.revision && unit.leaving === 'no');
  return held.length >= most ? 'entry-capacity-reached' : undefined;
}

/** Equal pools stay in file order. */
function sorted(
  world: World,
  pools: readonly PoolState[],
  { spec, entry }: { readonly spec: ServiceSpec; readonly entry: number },
): readonly PoolState[] {
  const spare = (pool: PoolState): number => Math.max(0, world.spare(pool.spec.name));
  if (spec.zonePolicy === 'most-stock') return [...pools].sort((a, b) => spare(b) - spare(a));
  if (spec.zonePolicy === 'cheapest')
    return [...pools].sort((a, b) => priceOf(a, spec, entry) - priceOf(b, spec, entry));
  return pools;
}

function priceOf(pool: PoolState, spec: ServiceSpec, entry: number): number {
  if (entryOf(spec, entry).spotPriceLimit === undefined) return pool.spec.standardPrice;
  return spec.protection ? pool.protectedPrice : pool.price;
}

type EntrySpec = ServiceSpec['instances'][number];

function entryOf(spec: ServiceSpec, entry: number): EntrySpec {
  const there = spec.instances[entry];
  if (there === undefined)
    throw new Error(`the log speaks of entry ${entry}, which ${spec.name} does not list`);
  return there;
}
