import type { SimulationEvent } from '../../src/index.js';
import type { Scenario } from './naive-parts.js';

const micro = (decimal: number): number => Math.round(decimal * 1e6);

/** Prices, stock and outages of all pools, as the given path has them from second to second. */
export class NaiveLevels {
  private readonly pools: { price: number; shielded: number; stock: number }[];
  private place = 0;

  constructor(
    private readonly scenario: Scenario,
    private readonly path: readonly SimulationEvent[],
  ) {
    this.pools = scenario.pools.map(() => ({ price: 0, shielded: 0, stock: 0 }));
  }

  /** Goes on to a second; returns the pools in which an outage begins there. */
  moveTo(now: number): ReadonlySet<number> {
    const begun = new Set<number>();
    for (; (this.path[this.place]?.at ?? Infinity) <= now; this.place++) {
      const event = this.path[this.place];
      if (!('pool' in event) || event.kind === 'acquired') continue;
      const pool = this.scenario.pools.findIndex(({ name }) => name === event.pool);
      const level = this.pools[pool];
      if (event.kind === 'price') {
        level.price = micro(event.price);
        level.shielded = micro(event.protectedPrice);
      } else if (event.kind === 'stock') level.stock = event.level ?? Number.MAX_SAFE_INTEGER;
      else if (event.begins) begun.add(pool);
    }
    return begun;
  }

  stock(pool: number): number {
    return this.pools[pool].stock;
  }

  price(pool: number, tier: string): number {
    if (tier === 'standard') return this.scenario.pools[pool].standardPrice;
    return tier === 'protected' ? this.pools[pool].shielded : this.pools[pool].price;
  }
}
