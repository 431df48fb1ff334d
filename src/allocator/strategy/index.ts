export type {
  Bid,
  Choice,
  Group,
  JobProgress,
  News,
  Observation,
  OwnReplica,
  SeenPrices,
  Strategy,
  StrategyAnswer,
  StrategyFactory,
} from './strategy.js';
export { fixed, standardPrice } from './list.js';
export { mean, percentile } from './history-bids.js';
export { drafts } from './drafts.js';
export { zhengOneTime, zhengPersistent } from './zheng.js';
export { spotHedge } from './spot-hedge.js';
export { evenSpread, roundRobin } from './spreads.js';
export { tributary } from './tributary.js';
export {
  capacityOptimized,
  capacityOptimizedPrioritized,
  diversified,
  lowestPrice,
  priceCapacityOptimized,
} from './ec2-fleet.js';
export { backOff } from './back-off.js';
export { giveUpAfter, waitBeforeFallback } from './overdue.js';
export { returnToPreferred } from './return-to-preferred.js';
export { StrategyError } from './strategy-error.js';
export { makeStrategy } from './make-strategy.js';
export { checkAnswer } from './check-answer.js';
export { greedy, spotOnly, standardOnly, uniformProgress } from './deadline.js';
