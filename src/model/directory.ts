import type { Directory } from '../events/index.js';
import type { Fleet } from '../fleet/index.js';
import type { Model } from './compile.js';
import { workloadsOf } from './jobs.js';

/** Names of everything that events speak of by index. */
export function directoryOf({ scenario }: Model, fleet: () => Fleet): Directory {
  return {
    pools: scenario.pools.map(({ name }) => name),
    services: workloadsOf(scenario).map(({ name }) => name),
    dedicated: scenario.dedicated.map(({ name }) => name),
    plans: scenario.plans.map(({ name }) => name),
    demands: scenario.demand.map(({ name }) => name),
    serviceOf: (replica) => fleet().serviceOf(replica),
    slotOf: (replica) => fleet().slotOf(replica),
  };
}
