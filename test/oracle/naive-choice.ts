import type { NaiveLevels } from './naive-levels.js';
import { holds, NEVER } from './naive-parts.js';
import type { Choice, Replica, Scenario, Service } from './naive-parts.js';

/** What a choice looks at. */
export interface Sight {
  readonly scenario: Scenario;
  readonly levels: NaiveLevels;
  readonly machines: ReadonlyMap<string, number>;
  readonly replicas: readonly Replica[];
}

/** The first entry and pool that nothing stands against, or why each entry was passed over. */
export function choose(sight: Sight, { spec, wanted, replicas }: Service): Choice | string {
  const { pools } = sight.scenario;
  const reasons: string[] = [];
  for (const [entry, { type, from, spotPriceLimit, capacity }] of spec.instances.entries()) {
    const most =
      capacity === undefined
        ? NEVER
        : 'count' in capacity
          ? capacity.count
          : Math.max(1, Math.floor((capacity.percent * wanted) / 100));
    const full = replicas.filter((r) => holds(r) && r.leaving === '' && r.entry === entry).length >= most;
    if (from !== undefined) {
      const used = sight.replicas.filter((r) => holds(r) && r.group === from).length;
      if (!full && used < (sight.machines.get(from) ?? 0))
        return { entry, pool: -1, tier: 'dedicated', ceiling: NEVER };
      reasons[entry] = full ? 'entry-capacity-reached' : 'out-of-stock';
      continue;
    }
    const tier = spotPriceLimit === undefined ? 'standard' : spec.protection ? 'protected' : 'unprotected';
    const alike = pools.flatMap((pool, index) =>
      pool.type === type && pool.region === spec.region ? [index] : [],
    );
    const free = (pool: number): number =>
      Math.max(
        0,
        sight.levels.stock(pool) - sight.replicas.filter((r) => holds(r) && r.pool === pool).length,
      );
    if (spec.zonePolicy === 'cheapest')
      alike.sort((a, b) => sight.levels.price(a, tier) - sight.levels.price(b, tier));
    if (spec.zonePolicy === 'most-stock') alike.sort((a, b) => free(b) - free(a));
    for (const pool of alike) {
      const { spot, standardPrice } = pools[pool];
      const ceiling =
        spotPriceLimit === undefined ? NEVER : spotPriceLimit === 'market' ? standardPrice : spotPriceLimit;
      if (tier !== 'standard' && !spot) reasons[entry] = 'not-spot-capable';
      else if (full) reasons[entry] = 'entry-capacity-reached';
      else if (tier !== 'standard' && sight.levels.price(pool, tier) > ceiling)
        reasons[entry] = 'price-above-ceiling';
      else if (free(pool) === 0) reasons[entry] = 'out-of-stock';
      else return { entry, pool, tier, ceiling };
    }
  }
  return reasons.join();
}
