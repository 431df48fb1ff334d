import type { PlanMeter } from '../../billing/index.js';
import type { DemandMetrics, PlanMetrics } from '../../metrics/index.js';
import type { Micro } from '../../units/index.js';

/** What plans have cost by kind, and their metrics by name. */
export interface PlanOutcome {
  readonly costs: { readonly ptu: Micro; readonly modelUnit: Micro; readonly calls: Micro };
  /** `serviceCost` in micro-units is what the replicas behind an EAS plan have cost. */
  readonly results: (serviceCost: (service: number) => Micro) => {
    readonly plans: Readonly<Record<string, PlanMetrics>>;
    readonly demand: Readonly<Record<string, DemandMetrics>>;
  };
}

export function costsOf(meter: PlanMeter): PlanOutcome['costs'] {
  const sum = { ptu: 0, modelUnit: 0, calls: 0 };
  for (const { ptu, modelUnit, calls } of meter.costs()) {
    sum.ptu += ptu;
    sum.modelUnit += modelUnit;
    sum.calls += calls;
  }
  return sum;
}
