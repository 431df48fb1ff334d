export * from './kinds.js';
export * from './recorder.js';
export * from './ranks.js';
export * from './simulation-event.js';
export * from './tee.js';
export * from './digest.js';
export * from './codec.js';
export * from './log.js';
export { hashText } from './hash.js';
