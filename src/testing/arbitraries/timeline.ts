import fc from 'fast-check';
import type { ActionInput, ScenarioInput } from './input.js';
import { instants, marketPrices, spans, together, weighted } from './quantities.js';
import type { EntryDraft } from './services.js';
import { fitEntry, instances } from './services.js';

/** An action before it is known whom there is to act on; a number stands for a name. */
export type ActionDraft = ActionInput & {
  readonly of: number;
  readonly on: 'service' | 'pool' | 'zone' | 'dedicated';
};

/** Up to eight actions of all kinds, in any order, several of them in one second now and then. */
export const timeline = (): fc.Arbitrary<readonly ActionDraft[]> => fc.array(action(), { maxLength: 8 });

/** The action on those who are there; nothing where nobody is. */
export function fitAction(draft: ActionDraft, cast: ScenarioInput): readonly ActionInput[] {
  const { of, on, at, set, ...action } = draft;
  const targets = {
    service: cast.services.map(({ name }) => name),
    pool: cast.pools.map(({ name }) => name),
    zone: cast.pools.map(({ zone }) => zone),
    dedicated: (cast.dedicated ?? []).map(({ name }) => name),
  }[on];
  if (targets.length === 0) return [];
  const changes = set === undefined ? {} : { set: fitUpdate(set as Record<string, unknown>, cast) };
  return [{ ...action, at: at % cast.duration, [on]: targets[of % targets.length], ...changes }];
}

function fitUpdate(set: Record<string, unknown>, cast: ScenarioInput): Record<string, unknown> {
  const list = set['instances'] as readonly EntryDraft[] | undefined;
  const supply = { pools: cast.pools, dedicated: cast.dedicated ?? [] };
  if (list !== undefined) return { instances: list.map((entry) => fitEntry(entry, supply)) };
  return set['protection'] === true && cast.rules?.['protection'] === 0 ? { protection: false } : set;
}

function action(): fc.Arbitrary<ActionDraft> {
  const when = fc.record({ at: instants(), of: fc.nat(3) });
  const mine = weighted<Partial<ActionDraft>>(
    [2, fc.constant({ action: 'stop' })],
    [3, fc.constant({ action: 'start' })],
    [1, fc.constant({ action: 'delete' })],
    [3, fc.nat(6).map((replicas) => ({ action: 'scale', replicas }))],
    [2, updates().map((set) => ({ action: 'update', set }))],
  );
  const trade = fc.record({
    action: fc.constantFrom('purchase', 'delete'),
    on: fc.constant('dedicated' as const),
  });
  return weighted(
    [5, together<ActionDraft>(when, fc.constant({ on: 'service' }), mine)],
    [4, together<ActionDraft>(when, fc.record({ for: spans() }), events())],
    [1, together<ActionDraft>(when, trade)],
  );
}

function events(): fc.Arbitrary<Partial<ActionDraft>> {
  const shock = (
    action: string,
    how: fc.Arbitrary<Partial<ActionDraft>>,
  ): fc.Arbitrary<Partial<ActionDraft>> => how.map((change) => ({ action, on: 'pool', ...change }));
  return weighted<Partial<ActionDraft>>(
    [
      2,
      shock(
        'price-shock',
        fc.constantFrom(0.5, 2, 10).map((factor) => ({ factor })),
      ),
    ],
    [
      2,
      shock(
        'price-shock',
        marketPrices().map((to) => ({ to })),
      ),
    ],
    [
      2,
      shock(
        'stock-shock',
        fc.integer({ min: -4, max: 3 }).map((change) => ({ change })),
      ),
    ],
    [
      2,
      shock(
        'stock-shock',
        fc.nat(5).map((to) => ({ to })),
      ),
    ],
    [2, shock('pool-outage', fc.constant({}))],
    [1, fc.constant({ action: 'pool-outage', on: 'zone' })],
  );
}

/** Changes of a service's configuration; a disk of 3000 GiB makes the update fail (R28). */
const updates = (): fc.Arbitrary<Record<string, unknown>> =>
  weighted<Record<string, unknown>>(
    [3, instances().map((list) => ({ instances: list }))],
    [1, fc.boolean().map((protection) => ({ protection }))],
    [1, fc.constantFrom(35, 3000).map((disk) => ({ disk }))],
    [1, fc.constantFrom<Record<string, unknown>>({ startup: 60 }, { rebalancing: true, maxSurge: 3 }, {})],
  );
