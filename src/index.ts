/** The engine: portable, without files, clock or console. Files live in `spotsim/node`. */
export * from './units/index.js';
export * from './scenario/index.js';
export {
  compile,
  ENGINE_VERSION,
  explain,
  fitHistory,
  inMemory,
  modulesOf,
  run,
  Run,
  runHistory,
  watchHistory,
} from './model/index.js';
export type {
  Assets,
  AvailabilityCurves,
  BidView,
  Explanation,
  GroupView,
  HistoryFit,
  HistoryFitOptions,
  HistoryWatch,
  Holding,
  Model,
  OwnStrategy,
  PricePath,
  Question,
  RunHistory,
  RunOptions,
  RunResults,
  SavedRun,
  Strategies,
  StrategyView,
  Walk,
  WalkStep,
} from './model/index.js';
export { allocate, orderedFallback, StrategyError } from './allocator/index.js';
export type {
  Allocator,
  Bid,
  Choice,
  Decision,
  Entry,
  Group,
  HeldUnit,
  JobProgress,
  News,
  Observation,
  Offer,
  OwnReplica,
  PassedOver,
  Reason,
  Request,
  SeenPrices,
  Strategy,
  StrategyAnswer,
  StrategyFactory,
  View,
  ZonePolicy,
} from './allocator/index.js';
export { collectEvents, LogRecorder, parseEventLine, SilentRecorder } from './events/index.js';
export type { Directory, Recorder, SimulationEvent } from './events/index.js';
export type { LineItem } from './billing/index.js';
export type { JobMetrics, Metrics, PoolMetrics, ServiceMetrics, TotalMetrics } from './metrics/index.js';
export type { StepProcess } from './kernel/index.js';
export { distribution, openStream } from './random/index.js';
export type { Distribution, DistributionSpec, Stream } from './random/index.js';
export {
  describeHistory,
  detectFormat,
  readPriceHistory,
  recognizeFile,
  writtenErrors,
} from './market/index.js';
export type {
  Calibration,
  Candidate,
  Description,
  Fit,
  FittedParameter,
  HistoryFacts,
  HistoryFormat,
  HistoryOptions,
  Judgement,
  LevelFacts,
  PriceHistory,
  Recognition,
  Unfitted,
} from './market/index.js';
export * from './experiment/index.js';
export * from './report/index.js';
