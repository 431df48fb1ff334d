import type { Fault } from '../fault.js';
import { roomOf } from '../share.js';
import type { EntrySpec, JobSpec, PoolSpec, Scenario } from '../types.js';

type Supply = Pick<Scenario, 'pools' | 'dedicated' | 'timeline'>;

/** A gang that no place can ever hold: all of its units are of one entry, in one pool, or there are none. */
export function gangWarnings(job: JobSpec, supply: Supply): readonly Fault[] {
  const { replicas, instances } = job;
  if (replicas === 1) return [];
  const most = Math.max(...instances.map((entry) => mostTogether(entry, job, supply)));
  if (most >= replicas) return [];
  const message = `the job never starts: it needs ${replicas} units at once in one place, and no entry of its list ever has more than ${most}`;
  const hint = `${most === 0 ? 'list' : `say at most ${most}, or list`} a pool with stock for ${replicas}`;
  return [{ path: ['replicas'], message, hint }];
}

/** The most units that an entry can have at once in one of its places; Infinity where that is not known. */
function mostTogether(
  { type, from, capacity, spotPriceLimit }: EntrySpec,
  { region, replicas }: JobSpec,
  { pools, dedicated, timeline }: Supply,
): number {
  const room = capacity === undefined ? Infinity : roomOf(capacity, replicas);
  if (from !== undefined)
    return Math.min(room, dedicated.find(({ name }) => name === from)?.machines ?? Infinity);
  const places = pools.filter(
    (pool) => pool.type === type && pool.region === region && (spotPriceLimit === undefined || pool.spot),
  );
  const raised = new Set(
    timeline.flatMap((action) => (action.action === 'stock-shock' ? [action.pool] : [])),
  );
  const units = places.map((pool) => (raised.has(pool.name) ? Infinity : mostUnits(pool)));
  return Math.min(room, Math.max(0, ...units));
}

/** The most units that a pool can ever have; Infinity where only a file, or nothing, says so. */
function mostUnits({ market, stock }: PoolSpec): number {
  if (market !== undefined) return market.capacity;
  switch (stock?.process) {
    case 'constant':
    case 'erlang':
    case 'on-off':
    case 'correlated':
    case 'bulk':
    case 'preset':
      return stock.capacity;
    case 'steps':
      return Math.max(...stock.steps.map(({ value }) => value));
    case 'markov-modulated':
      return Math.max(...stock.states.map(({ units }) => units));
    case 'season':
      return stock.capacity ?? Infinity;
    default:
      return Infinity;
  }
}
