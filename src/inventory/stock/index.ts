export * from './background.js';
export * from './erlang.js';
export * from './given.js';
export * from './history.js';
export * from './shock.js';
export * from './trace.js';
