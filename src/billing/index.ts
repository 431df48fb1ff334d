export * from './line-item.js';
export * from './rate-plan.js';
export * from './meter.js';
export * from './plan-rates.js';
export * from './plan-meter.js';
export * from './break-even.js';
