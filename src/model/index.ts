export { inMemory } from './assets.js';
export { modulesOf } from './strategies.js';
export type { OwnStrategy, Strategies } from './strategies.js';
export type { Assets } from './assets.js';
export { compile } from './compile.js';
export type { Model } from './compile.js';
export { Run, run } from './run.js';
export type { SavedRun } from './run.js';
export type { RunOptions } from './run-options.js';
export type { ResultHead, RunResults } from './results.js';
export { ENGINE_VERSION } from './version.js';
export { explain } from './explain.js';
export { fitHistory } from './history-fit.js';
export type { AvailabilityCurves, HistoryFit, HistoryFitOptions, PricePath } from './history-fit.js';
export type {
  BidView,
  Explanation,
  GroupView,
  Holding,
  Question,
  StrategyView,
  Walk,
  WalkStep,
} from './explanation.js';
export { knownPriceMean } from './known-means.js';
export { leastTermsOf, realisedMarket } from './least-terms.js';
export type { LeastTerms } from './least-terms.js';
export type { RealisedMarket, Steps } from '../metrics/index.js';
export { joinDigests } from './join-digests.js';
export { runHistory, watchHistory } from './history.js';
export type { HistoryWatch, RunHistory } from './history.js';
