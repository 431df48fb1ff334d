import fc from 'fast-check';
import type { ActionInput, Part, PoolInput, ScenarioInput, ServiceInput } from './input.js';
import { prices } from './pools.js';
import { scenarios } from './scenarios.js';

/**
 * Scenarios in which a higher ceiling can only help: one service with one spot entry in one pool, no protection, no
 * notice, a constant startup, unlimited stock, nothing else that takes or scales a replica.
 */
export const oneCeiling = (): fc.Arbitrary<ScenarioInput> =>
  fc
    .record({
      seed: fc.nat(1000),
      hours: fc.integer({ min: 1, max: 48 }),
      price: prices(),
      replicas: fc.integer({ min: 1, max: 3 }),
      startup: fc.constantFrom(0, 60, 180, 900),
    })
    .map(({ seed, hours, price, replicas, startup }) => ({
      ...{ version: 1, name: 'one-ceiling', seed, duration: hours * 3600 },
      rules: { notice: 0, protection: 0 },
      pools: [{ name: 'p0', type: 't0', region: 'r0', zone: 'z0', standardPrice: 0.4, price }],
      services: [
        {
          ...{ name: 's0', region: 'r0', replicas, protection: false, startup },
          instances: [{ type: 't0', spotPriceLimit: 0.1 }],
        },
      ],
    }));

/** Processes whose prices `timesRates` multiplies exactly: nothing is rounded after a draw. */
const SCALABLE = new Set<unknown>(['constant', 'steps', 'independent']);

/** Scenarios whose rates are all given, so that they can be multiplied: prices in steps, tiers an exact ratio apart. */
export const givenRates = (): fc.Arbitrary<ScenarioInput> =>
  scenarios()
    .filter(({ pools }) =>
      pools.every(({ price, market }) => !market && (!price || SCALABLE.has(price['process']))),
    )
    .map((input) => ({ ...input, rules: { ...input.rules, priceOrder: 'none', protectionPriceRatio: 0.8 } }));

/** The scenario with every rate multiplied: prices, ceilings, shocks to a price, machines and disk. */
export function timesRates(input: ScenarioInput, factor: number): ScenarioInput {
  const times = (rate: number): number => Math.round(rate * factor * 1e6) / 1e6;
  return {
    ...input,
    prices: { diskGiBHour: times(input.prices?.diskGiBHour ?? 0) },
    pools: input.pools.map((pool) => timesPool(pool, times)),
    dedicated: (input.dedicated ?? []).map((group) => ({ ...group, price: times(group.price) })),
    services: input.services.map((service) => ({
      ...service,
      instances: timesList(service.instances, times),
    })),
    timeline: (input.timeline ?? []).map((action) => timesAction(action, times)),
  };
}

type Times = (rate: number) => number;

function timesPool(pool: PoolInput, times: Times): PoolInput {
  const { price, standardPrice } = pool;
  return { ...pool, standardPrice: times(standardPrice), ...(price && { price: timesPrice(price, times) }) };
}

function timesPrice(price: Part, times: Times): Part {
  const {
    value,
    steps,
    price: law,
  } = price as {
    value?: number;
    steps?: { at: number; value: number }[];
    price?: { values: number[] };
  };
  return {
    ...price,
    ...(value !== undefined && { value: times(value) }),
    ...(steps && { steps: steps.map((step) => ({ ...step, value: times(step.value) })) }),
    ...(law && { price: { ...law, values: law.values.map(times) } }),
  };
}

function timesList(list: ServiceInput['instances'], times: Times): ServiceInput['instances'] {
  return list.map((entry) =>
    typeof entry.spotPriceLimit === 'number'
      ? { ...entry, spotPriceLimit: times(entry.spotPriceLimit) }
      : entry,
  );
}

function timesAction(action: ActionInput, times: Times): ActionInput {
  const { to, set } = action as { to?: number; set?: { instances?: ServiceInput['instances'] } };
  if (action.action === 'price-shock' && to !== undefined) return { ...action, to: times(to) };
  return set?.instances === undefined
    ? action
    : { ...action, set: { instances: timesList(set.instances, times) } };
}
