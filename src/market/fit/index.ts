export {
  calibrate,
  FITTERS,
  fitWhole,
  joined,
  prepareSeries,
  seriesFault,
  type Calibration,
  type CalibrationOptions,
  type Candidate,
  type Prepared,
  type Simulator,
} from './calibration.js';
export { describePrices, type Description } from './description.js';
export {
  isFit,
  writtenErrors,
  type Fit,
  type FittedParameter,
  type PriceEntry,
  type Unfitted,
} from './fit.js';
export { follow, simulateLevels, type Judgement, type Trial } from './judgement.js';
export { levelFacts, type LevelFacts } from './levels.js';
export { ceilingsFor, marginalOf, usualCeilings } from './marginal.js';
export { gapsOf, gridOf, segmentsOf, type Segment } from './sample.js';
