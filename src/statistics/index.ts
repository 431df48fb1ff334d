export * from './spells.js';
export * from './histogram.js';
export * from './time-mean.js';
