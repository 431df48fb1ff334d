import type { Entry, Offer } from '../allocator/index.js';
import type { Revision } from '../fleet/index.js';
import { distribution } from '../random/index.js';
import { roomOf, shareOf } from '../scenario/index.js';
import type { CountOrPercent, EntrySpec, Scenario, ServiceSpec } from '../scenario/index.js';
import { compilePlan } from './strategies.js';
import type { Strategies } from './strategies.js';

/** Compiles one version of a service's configuration. */
export function compileRevision(scenario: Scenario, service: ServiceSpec, strategies: Strategies): Revision {
  const { protection } = scenario.rules;
  const protectedFor = service.protection ? protection : 0;
  const entries = service.instances.map((_, index) => compileEntry(scenario, service, index));
  const plan = compilePlan(scenario, service, entries, strategies);
  return {
    entries,
    zonePolicy: service.zonePolicy,
    capacity: service.instances.map(({ capacity }) => capacityOf(capacity)),
    protectedFor,
    disk: service.disk,
    startup: distribution(service.startup),
    rebalancing: service.rebalancing,
    surge: (desired) => Math.max(1, shareOf(service.maxSurge, desired, Math.ceil)),
    unavailable: (desired) => shareOf(service.maxUnavailable, desired, Math.floor),
    deletion: service.deletion,
    ...(plan && { plan }),
  };
}

/** Fewest ready replicas with which the service is up: a percent rounds up; by default all, with autoscaling its min. */
export function minReadyOf(service: ServiceSpec): (desired: number) => number {
  const { minReady, autoscaling } = service;
  if (minReady !== null) return (desired) => Math.min(desired, shareOf(minReady, desired, Math.ceil));
  return autoscaling === undefined ? (desired) => desired : (desired) => Math.min(desired, autoscaling.min);
}

/** Pools of the entry's type in the service's region, in file order. */
export function poolsOf(scenario: Scenario, service: ServiceSpec, entry: EntrySpec): readonly number[] {
  return scenario.pools.flatMap(({ type, region }, index) =>
    type === entry.type && region === service.region ? [index] : [],
  );
}

function compileEntry(scenario: Scenario, service: ServiceSpec, index: number): Entry {
  const entry = service.instances[index];
  if (entry.from !== undefined) {
    const group = scenario.dedicated.findIndex(({ name }) => name === entry.from);
    return { offers: [{ entry: index, pool: -1, group, tier: 'dedicated', ceiling: Infinity }] };
  }
  const pools = poolsOf(scenario, service, entry);
  if (pools.length === 0) {
    const nowhere: Offer = {
      entry: index,
      pool: -1,
      group: -1,
      tier: 'standard',
      ceiling: Infinity,
      never: 'unknown-type',
    };
    return { offers: [nowhere] };
  }
  return { offers: pools.map((pool) => offerOf(scenario, service, index, pool)) };
}

// Written out, not spread: the allocator reads offers at every walk, and spreading gives each a shape of its own.
/** With `spot_price_limit` an entry is spot with that ceiling, without it standard (R24). */
function offerOf(scenario: Scenario, service: ServiceSpec, entry: number, pool: number): Offer {
  const { spotPriceLimit } = service.instances[entry];
  const { standardPrice, spot } = scenario.pools[pool];
  if (spotPriceLimit === undefined) return { entry, pool, group: -1, tier: 'standard', ceiling: Infinity };
  const tier = service.protection && scenario.rules.protection > 0 ? 'protected' : 'unprotected';
  const ceiling = spotPriceLimit === 'market' ? standardPrice : spotPriceLimit;
  return spot
    ? { entry, pool, group: -1, tier, ceiling }
    : { entry, pool, group: -1, tier, ceiling, never: 'not-spot-capable' };
}

/** One for all entries of all services: asked at every look at an entry, it is always in the cache. */
const unlimited = (): number => Infinity;

const capacityOf = (capacity: CountOrPercent | undefined): ((desired: number) => number) =>
  capacity === undefined ? unlimited : (desired) => roomOf(capacity, desired);
