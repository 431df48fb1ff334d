export { comparedMetrics, sweptMetrics } from './default-metrics.js';
export { atEnds, parseAxis, wholeAxes, type Axis } from './axis.js';
export {
  compareCases,
  type CommonWarmUp,
  type Comparison,
  type ComparisonPlan,
  type ComparisonSubject,
} from './compare.js';
export {
  betterOf,
  compareMetric,
  type Better,
  type Compared,
  type ComparedCase,
  type DifferenceInterval,
  type MetricComparison,
} from './comparison.js';
export { comparisonJsonSchema, comparisonSchema } from './comparison-schema.js';
export { parseConstraint, type Constraint } from './constraint.js';
export { designCases, shortNames, type Design, type DesignKind } from './design.js';
export {
  estimateOf,
  PLAIN_ESTIMATE,
  type Estimate,
  type EstimateOptions,
  type PriceControl,
} from './estimate.js';
export { extend, type Laboratory } from './extend.js';
export { findMetric, shortMetric } from './metric-path.js';
export type { Estimated, EstimatedPlacement, EstimatedMetrics } from './metric-tree.js';
export { optimise, type Optimisation, type OptimisationPlan, type OptimisedPoint } from './optimize.js';
export { performTask } from './perform-task.js';
export { omniscientFault } from './omniscient-fault.js';
export { OmniscientPass, type OmniscientFigures, type OmniscientJobFigures } from './omniscient.js';
export type { OmniscientJobRow, OmniscientRow } from './omniscient-rows.js';
export type { PrecisionGoal, Stopping } from './replicate.js';
export {
  PLAIN_PLAN,
  runReplications,
  type ReplicatedHead,
  type ReplicatedRun,
  type ReplicationPlan,
} from './replicated-run.js';
export { replicatedSchema, resultJsonSchema, runSchema } from './result-schema.js';
export { countedTasks, type Counted, type CountedTask } from './counted.js';
export { flatten } from './flatten.js';
export { LONGEST_WANTED } from './ratios.js';
export { absentValue, Samples, type Manner, type SampleView } from './samples.js';
export { keptModels, sequentialExecutor, type ModelOf } from './sequential-executor.js';
export type { SloShare } from './slo.js';
export type { WarmUpFinding } from './steady-state.js';
export { sweepCases, type Sweep, type SweepPlan, type SweepPoint } from './sweep.js';
export type { TailRisk } from './tail-risk.js';
export { RefusedCase, type Case, type Executor, type Row, type Task } from './task.js';
export {
  omniscientJob,
  type JobTerms,
  type OmniscientJob,
  type Path,
  type SpotPath,
} from './omniscient-job.js';
