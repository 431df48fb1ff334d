import fc from 'fast-check';
import type { ActionInput, EntryInput, Part, ScenarioInput, ServiceInput } from './input.js';
import { GRID, maybe, together, weighted } from './quantities.js';
import { scenarios } from './scenarios.js';

/** At most as many services as a random scenario has. */
const SERVICES = 4;

/**
 * Random scenarios in which strategies decide, each service's with parameters and modifiers of its own; one in ten
 * services keeps to its list. They are those of `scenarios` otherwise, without `rebalancing`, which strategies exclude.
 */
export const scenariosWithStrategies = (): fc.Arbitrary<ScenarioInput> =>
  fc
    .tuple(scenarios(), fc.array(strategy(), { minLength: SERVICES, maxLength: SERVICES }))
    .map(([input, strategies]) => withStrategies(input, strategies));

function withStrategies(input: ScenarioInput, strategies: readonly Part[]): ScenarioInput {
  const market = { type: input.pools[0]?.type ?? '', spotPriceLimit: 'market' } as const;
  return {
    ...input,
    services: input.services.map(({ rebalancing: _, ...service }, index) => ({
      ...service,
      instances: withSpot(service.instances, market),
      strategy: strategies[index] ?? { name: 'fixed' },
    })),
    timeline: (input.timeline ?? []).map((action) => fitUpdate(action, market)),
  };
}

/** Some strategies need something to bid on. */
const withSpot = (list: readonly EntryInput[], market: EntryInput): readonly EntryInput[] =>
  list.some(({ spotPriceLimit }) => spotPriceLimit !== undefined) ? list : [market, ...list];

function fitUpdate(action: ActionInput, market: EntryInput): ActionInput {
  const { set } = action as { readonly set?: Partial<ServiceInput> };
  if (set === undefined) return action;
  const { rebalancing: _, instances, ...changes } = set;
  const list = instances === undefined ? {} : { instances: withSpot(instances, market) };
  return { ...action, set: { ...changes, ...list } };
}

/** Any strategy of ours with any modifiers. */
function strategy(): fc.Arbitrary<Part> {
  const some = weighted<Part>([4, fromHistory()], [4, placement()], [1, fc.constant({ name: 'fixed' })]);
  const modifiers = weighted<Part>([1, fc.constant({})], [1, modified()]);
  return weighted<Part>([1, fc.constant({ name: 'fixed' })], [9, together<Part>(some, modifiers)]);
}

const often = (): fc.Arbitrary<number> => fc.constantFrom(60, GRID, 900, 3600);

function fromHistory(): fc.Arbitrary<Part> {
  const looking = together<Part>(
    fc.record({ window: fc.constantFrom(600, 3600, 6 * 3600), every: often() }),
    maybe('cap', fc.constantFrom(0.2, 0.5)),
    maybe('rebid', fc.constant(true)),
  );
  return weighted<Part>(
    [2, together<Part>(quantiles(), looking)],
    [2, together<Part>(fc.constant({ name: 'mean' }), looking)],
    [
      1,
      together<Part>(fc.constant({ name: 'drafts', probability: 0.5, confidence: 0.5, need: 1800 }), looking),
    ],
    [1, together<Part>(fc.constant({ name: 'zheng-one-time', work: 3600 }), looking)],
    [1, together<Part>(fc.constant({ name: 'zheng-persistent', recovery: 60 }), looking)],
    [1, fc.constantFrom(0.3, 0.8, 1).map((share) => ({ name: 'standard-price', share }))],
  );
}

const quantiles = (): fc.Arbitrary<Part> =>
  fc.constantFrom(0.3, 0.5, 0.9, 1).map((quantile) => ({ name: 'percentile', quantile }));

function placement(): fc.Arbitrary<Part> {
  const extra = fc.record({ extra: fc.nat(2) });
  const interval = fc.record({ interval: often() });
  return weighted<Part>(
    [
      3,
      together<Part>(fc.constant({ name: 'spot-hedge' }), extra, interval, maybe('fallback', fc.boolean())),
    ],
    [1, together<Part>(fc.constant({ name: 'even-spread' }), extra)],
    [1, together<Part>(fc.constant({ name: 'round-robin' }), extra, interval)],
    [
      1,
      fc
        .constantFrom('together', 'apart')
        .map((fate) => ({ name: 'tributary', target: 0.9, window: 3600, fate })),
    ],
    [
      2,
      fc
        .constantFrom(
          ...['lowest-price', 'diversified', 'capacity-optimized'],
          ...['capacity-optimized-prioritized', 'price-capacity-optimized'],
        )
        .map((name) => ({ name })),
    ],
  );
}

const modified = (): fc.Arbitrary<Part> =>
  together<Part>(
    maybe('waitBeforeFallback', fc.constantFrom(60, 600)),
    maybe('returnToPreferred', fc.constantFrom<boolean | string>(true, 'from-standard')),
    maybe(
      'backOff',
      fc.constantFrom({ after: 1, within: 3600, for: 1800 }, { after: 2, within: 7200, for: 3600 }),
    ),
    maybe('giveUpAfter', fc.constantFrom(GRID, 1200)),
  );
