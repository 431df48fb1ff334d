export * from './stream.js';
export * from './spec.js';
export * from './distribution.js';
export { openStream } from './named-stream.js';
export { distribution } from './laws.js';
export { balancedHyperexponential } from './hyperexponential.js';
export { normalQuantile } from './normal-quantile.js';
export { philox4x32, type Counter, type Key } from './philox.js';
export { AcquisitionDraws } from './acquisition-draws.js';
