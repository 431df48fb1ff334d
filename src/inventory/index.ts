export { Inventory } from './inventory.js';
export type { Crossed, HolderIndex } from './holder-index.js';
export { Machines } from './machines.js';
export * from './stock/index.js';
