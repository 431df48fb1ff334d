import type { StockShock } from '../inventory/index.js';
import type { PriceShock } from '../market/index.js';
import type { Action, Scenario } from '../scenario/index.js';
import type { Seconds } from '../units/index.js';

/** A span in which a pool has nothing for anybody. */
export interface Outage {
  readonly from: Seconds;
  readonly until: Seconds;
}

/** What the timeline does to one pool; shocks are compiled into its series. */
export interface PoolEvents {
  readonly priceShocks: readonly PriceShock[];
  readonly stockShocks: readonly StockShock[];
  /** Disjoint, ascending. */
  readonly outages: readonly Outage[];
}

export function poolEvents(scenario: Scenario, pool: number): PoolEvents {
  const { name } = scenario.pools[pool];
  const priceShocks: PriceShock[] = [];
  const stockShocks: StockShock[] = [];
  const outages: Outage[] = [];
  for (const action of scenario.timeline) {
    if (action.action === 'price-shock' && action.pool === name) {
      const span = { at: action.at, until: action.at + action.for };
      if (action.factor !== undefined) priceShocks.push({ ...span, factor: action.factor });
      else if (action.to !== undefined) priceShocks.push({ ...span, to: action.to });
    }
    if (action.action === 'stock-shock' && action.pool === name) {
      const span = { at: action.at, until: action.at + action.for };
      if (action.change !== undefined) stockShocks.push({ ...span, change: action.change });
      else if (action.to !== undefined) stockShocks.push({ ...span, to: action.to });
    }
    if (action.action === 'pool-outage' && isHit(scenario, pool, action)) {
      outages.push({ from: action.at, until: action.at + action.for });
    }
  }
  return { priceShocks, stockShocks, outages: union(outages) };
}

function isHit(
  scenario: Scenario,
  pool: number,
  action: Extract<Action, { action: 'pool-outage' }>,
): boolean {
  const { name, zone, region } = scenario.pools[pool];
  const named = action.pool ?? action.zone ?? action.region;
  return (
    named !== undefined &&
    [action.pool === name, action.zone === zone, action.region === region].includes(true)
  );
}

/** Overlapping and touching outages are one. */
function union(outages: readonly Outage[]): readonly Outage[] {
  const joined: Outage[] = [];
  for (const outage of [...outages].sort((a, b) => a.from - b.from)) {
    const last = joined[joined.length - 1];
    if (last !== undefined && outage.from <= last.until) {
      joined[joined.length - 1] = { from: last.from, until: Math.max(last.until, outage.until) };
    } else joined.push(outage);
  }
  return joined;
}
