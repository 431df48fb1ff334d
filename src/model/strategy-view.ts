import type { Offer } from '../allocator/index.js';
import type { GroupLine, Replica } from '../fleet/index.js';
import { fromMicro } from '../units/index.js';
import type { BidView, StrategyView } from './explanation.js';
import type { Witness } from './witness.js';

/** What the strategy of the service asks for as the run stands; null where the list stands for itself. */
export function strategyOf(witness: Witness, replica: Readonly<Replica>): StrategyView | null {
  const { run, model, service } = witness;
  const groups = run.fleet.groupsOf(service);
  if (groups === undefined) return null;
  const revision = run.fleet.revisionOf(service);
  const { strategy } = model.workloads[service].specs[revision];
  const limits = model.workloads[service].revisions[revision].plan?.offers ?? [];
  return {
    name: 'module' in strategy ? strategy.module : strategy.name,
    group: groups.find(({ line }) => line === replica.line)?.name ?? null,
    groups: groups
      .filter(({ count }) => count > 0)
      .map(({ name, count, list }) => ({
        name,
        count,
        bids: offersIn(list).map((offer) => bidView(witness, offer, limits)),
      })),
  };
}

const offersIn = ({ entries }: GroupLine['list']): readonly Offer[] =>
  entries.flatMap(({ offers }) => offers);

function bidView(witness: Witness, { entry, pool, tier, ceiling }: Offer, limits: readonly Offer[]): BidView {
  const { run, service } = witness;
  const limit = limits.find((offer) => offer.entry === entry && offer.pool === pool)?.ceiling ?? Infinity;
  return {
    entry,
    type: witness.typeOf(run.fleet.revisionOf(service), entry),
    pool: pool < 0 ? null : run.directory.pools[pool],
    tier,
    ceiling: decimal(ceiling),
    limit: decimal(limit),
  };
}

const decimal = (micro: number): number | null => (Number.isFinite(micro) ? fromMicro(micro) : null);
