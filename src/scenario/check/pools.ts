import type { Fault } from '../fault.js';
import { child, getIn, itemsOf } from '../path.js';
import type { World } from '../world.js';
import { checkDrivers } from './drivers.js';
import { duplicateNames } from './names.js';
import { checkUncertainty } from './uncertainty.js';

/** Faults of pools, dedicated machines and rules that no single key shows. */
export function checkMarket(tree: unknown, world: World): readonly Fault[] {
  return [
    ...duplicateNames(tree, 'pools'),
    ...duplicateNames(tree, 'dedicated'),
    ...duplicatePlaces(world),
    ...checkUncertainty(tree),
    ...pricelessPools(tree),
    ...crowdedMarkets(tree),
    ...checkDrivers(tree),
    ...checkOrder(tree, world),
    ...nothingAtAll(tree),
  ];
}

/** One capacity pool per (region, zone, type). */
function duplicatePlaces({ pools }: World): readonly Fault[] {
  const first = new Map<string, number>();
  return pools.flatMap(({ region, zone, type }, i): readonly Fault[] => {
    if (region === undefined || zone === undefined || type === undefined) return [];
    const place = JSON.stringify([region, zone, type]);
    const before = first.get(place);
    if (before === undefined) {
      first.set(place, i);
      return [];
    }
    const other = pools[before].name ?? String(before);
    const message = `${type} in ${zone} (${region}) is pool ${JSON.stringify(other)} already`;
    return [{ path: ['pools', i, 'type'], message, hint: 'one pool per (region, zone, type)' }];
  });
}

function pricelessPools(tree: unknown): readonly Fault[] {
  return itemsOf(tree, 'pools').flatMap((pool, i): readonly Fault[] => {
    if (typeof pool !== 'object' || pool === null) return [];
    const spot = child(pool, 'spot') ?? true;
    if (spot !== true || child(pool, 'price') !== undefined || child(pool, 'market') !== undefined) return [];
    const hint = 'give the pool a price process, or say spot: false';
    return [
      {
        path: ['pools', i, 'price'],
        message: 'missing: a pool with spot needs a price',
        hint,
        missing: true,
      },
    ];
  });
}

/** A market makes price and stock by itself, and is one of spot. */
function crowdedMarkets(tree: unknown): readonly Fault[] {
  return itemsOf(tree, 'pools').flatMap((pool, i): readonly Fault[] => {
    if (child(pool, 'market') === undefined) return [];
    const beside = ['price', 'stock'].filter((key) => child(pool, key) !== undefined);
    const faults = beside.map((key): Fault => {
      const message = `${key} and market exclude each other: the market makes the ${key}`;
      return { path: ['pools', i, key], message, hint: `remove ${key}, or market`, spot: 'key' };
    });
    if (child(pool, 'spot') !== false) return faults;
    const message = 'a pool with a market has spot';
    return [...faults, { path: ['pools', i, 'spot'], message, hint: 'remove spot, or market' }];
  });
}

/** The order of the tiers can only be kept if the tiers differ (R17). */
function checkOrder(tree: unknown, { rules }: World): readonly Fault[] {
  if (rules.priceOrder !== 'enforce' || rules.protectionPriceRatio < 1) return [];
  const said = ['protectionPriceRatio', 'priceOrder'].find(
    (key) => getIn(tree, ['rules', key]) !== undefined,
  );
  return [
    {
      path: said === undefined ? ['provider'] : ['rules', said],
      message: `priceOrder enforce needs a protectionPriceRatio below 1, found ${rules.protectionPriceRatio}`,
      hint: 'say protectionPriceRatio: 0.9 or priceOrder: none',
    },
  ];
}

function nothingAtAll(tree: unknown): readonly Fault[] {
  const has = (key: string): boolean => child(tree, key) !== undefined;
  if (has('pools') || has('services') || has('demand') || has('plans')) return [];
  return [{ path: [], message: 'neither pools nor services nor plans: there is nothing to simulate' }];
}
