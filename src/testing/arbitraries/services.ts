import fc from 'fast-check';
import type { EntryInput, Part, PoolInput, DedicatedInput, ServiceInput } from './input.js';
import { GRID, marketPrices, maybe, steps, together, weighted } from './quantities.js';

/** What a service may be placed on. */
export interface Supply {
  readonly pools: readonly PoolInput[];
  readonly dedicated: readonly DedicatedInput[];
}

/**
 * An entry before it is known what there is: a number stands for a pool's type or a group of machines. Parts of a
 * scenario are drawn independently and fitted together at the end, since only so they shrink well.
 */
export type EntryDraft = Omit<EntryInput, 'type' | 'from'> & { readonly of: number; readonly own: boolean };
export type ServiceDraft = Omit<ServiceInput, 'instances' | 'name' | 'region'> & {
  readonly instances: readonly EntryDraft[];
};

/** The entry on what there is; without machines of one's own it is a standard one. */
export function fitEntry({ of, own, ...entry }: EntryDraft, { pools, dedicated }: Supply): EntryInput {
  const group = dedicated[of % Math.max(1, dedicated.length)];
  if (!own || group === undefined) return { type: pools[of % pools.length]?.type ?? '', ...entry };
  return { type: 'dedicated_resource', from: group.name, ...entry };
}

/** The ordered list: spot with a ceiling or at the market, standard, dedicated, with or without a capacity. */
export const instances = (): fc.Arbitrary<readonly EntryDraft[]> =>
  fc.array(entry(), { minLength: 1, maxLength: 4 });

/** How long a replica takes to be ready. */
const startups = (): fc.Arbitrary<number | Part> =>
  fc.constantFrom<number | Part>(
    0,
    180,
    300,
    { distribution: 'exponential', mean: 200 },
    { distribution: 'uniform', min: 0, max: 600 },
  );

/** A service over whatever there is. */
export const service = (): fc.Arbitrary<ServiceDraft> =>
  together<ServiceDraft>(
    fc.record({
      replicas: weighted([9, fc.integer({ min: 1, max: 5 })], [1, fc.constant(0)]),
      instances: instances(),
      protection: fc.boolean(),
      startup: startups(),
    }),
    maybe('zonePolicy', fc.constantFrom('listed', 'cheapest', 'most-stock')),
    maybe('disk', fc.constantFrom(20, 40, 250)),
    maybe('rebalancing', fc.boolean()),
    maybe('maxSurge', fc.constantFrom<number | string>(0, 2, '50%')),
    maybe('maxUnavailable', fc.constantFrom<number | string>(1, '50%')),
    weighted<Partial<ServiceDraft>>(
      [4, fc.constant({})],
      [1, autoscaling().map((settings) => ({ autoscaling: settings }))],
    ),
    weighted<Partial<ServiceDraft>>([6, fc.constant({})], [1, deletions().map((deletion) => ({ deletion }))]),
  );

function entry(): fc.Arbitrary<EntryDraft> {
  const of = fc.nat(3);
  const pool = fc.record({ of, own: fc.constant(false) });
  const ceiling = weighted<number | 'market'>([6, marketPrices()], [1, fc.constant('market')]);
  return weighted(
    [5, together<EntryDraft>(pool, fc.record({ spotPriceLimit: ceiling }), capacities())],
    [1, together<EntryDraft>(pool, capacities())],
    [1, together<EntryDraft>(fc.record({ of, own: fc.constant(true) }), capacities())],
  );
}

const capacities = (): fc.Arbitrary<Partial<EntryDraft>> =>
  weighted<Partial<EntryDraft>>(
    [3, fc.constant({})],
    [1, fc.constantFrom<number | string>(1, 2, '50%').map((capacity) => ({ capacity }))],
  );

function autoscaling(): fc.Arbitrary<Part> {
  const demand = steps(fc.nat(60)).map((series) => ({ process: 'steps', steps: series }));
  const clock = [
    { cron: '0 0 * * * *', replicas: 2 },
    { cron: '0 30 * * * *', replicas: 4 },
  ];
  return together<Part>(
    fc.record({
      min: fc.constantFrom(0, 1, 2),
      max: fc.constantFrom(3, 6),
      target: fc.constant(10),
      scaleUpWindow: fc.constantFrom(0, GRID),
      scaleDownWindow: fc.constantFrom(0, GRID, 1000),
    }),
    maybe('demand', demand, 3),
    maybe('schedule', fc.constant(clock)),
  );
}

const deletions = (): fc.Arbitrary<Part> =>
  fc.constantFrom<Part>(
    { stuck: true },
    { activeRequests: true },
    { permitted: false },
    { referencedBy: ['s0'] },
  );
