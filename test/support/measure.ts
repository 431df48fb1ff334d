import {
  MetricsCollector,
  type LedgerTotals,
  type Metrics,
  type MetricsInputs,
} from '../../src/metrics/index.js';
import { directoryOf, play, type Call } from './calls.js';

const nothing = { spot: 0, standard: 0, disk: 0, placements: [] };
export const NO_COST: LedgerTotals = { services: [nothing, nothing], dedicated: 0 };

/** Two services that want all their replicas, of weight 2 and standard price 4.00; two pools of one type each. */
export const inputsOf = (facts: Partial<MetricsInputs> = {}): MetricsInputs => ({
  directory: directoryOf({}),
  pools: [
    { type: 'big', standardPrice: 4_000_000, weight: 2 },
    { type: 'small', standardPrice: 2_000_000, weight: 1 },
  ],
  services: [0, 1].map(() => ({ minReady: (d: number) => d, firstWeight: 2, standardReference: 4_000_000 })),
  dedicated: [{ weight: 3 }],
  billingStart: 'running',
  ...facts,
});

export interface Measured {
  readonly end: number;
  readonly calls: readonly Call[];
  readonly inputs?: Partial<MetricsInputs>;
  readonly ledger?: LedgerTotals;
}

export function measure({ end, calls, inputs = {}, ledger = NO_COST }: Measured): Metrics {
  const collector = new MetricsCollector(inputsOf(inputs));
  play(collector, calls);
  collector.finish(end);
  return collector.metrics(ledger);
}
