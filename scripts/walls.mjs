/**
 * The walls of the house, written once: who may import whom. The linter and dependency-cruiser both read this
 * table, and test/unit/walls shows that it bites.
 *
 * `rooms`: through their index.ts. `types`: by `import type` only. `packages`: from node_modules.
 */
const foundation = ['units', 'kernel', 'random', 'statistics', 'events'];
const blind = ['market', 'inventory', 'allocator', 'demand', 'fleet', 'serving', 'billing', 'metrics'];
const engine = [...foundation, ...blind, 'scenario', 'model', 'experiment', 'report'];

/** @type {Record<string, { rooms: string[], types?: string[], packages?: string[], door?: boolean, node?: boolean }>} */
export const walls = {
  units: { rooms: [] },
  kernel: { rooms: ['units'] },
  random: { rooms: [], packages: ['seedrandom'] },
  statistics: { rooms: [] },
  events: { rooms: ['units'] },
  market: { rooms: ['units', 'kernel', 'random', 'statistics', 'events'] },
  inventory: { rooms: ['units', 'kernel', 'random', 'events'] },
  allocator: { rooms: ['units', 'statistics'] },
  demand: { rooms: ['units', 'kernel', 'random', 'events'] },
  fleet: { rooms: ['units', 'kernel', 'random', 'events', 'allocator', 'demand'] },
  serving: { rooms: ['units', 'kernel', 'random', 'events', 'demand'] },
  billing: { rooms: ['units', 'events'] },
  metrics: { rooms: ['units', 'statistics', 'events'] },
  scenario: { rooms: ['units'], types: ['random/spec'], packages: ['zod', 'yaml', 'immer'] },
  model: { rooms: [...foundation, ...blind, 'scenario'] },
  experiment: { rooms: ['units', 'random', 'statistics', 'scenario', 'model'], packages: ['zod'] },
  report: {
    rooms: ['units', 'statistics', 'experiment'],
    types: ['events/index', 'market/index', 'billing/index', 'metrics/index', 'model/index'],
  },
  testing: { rooms: engine, door: true, packages: ['fast-check'] },
  node: { rooms: [], door: true, node: true, packages: ['piscina', 'hyparquet-writer', '@duckdb/node-api'] },
  cli: { rooms: ['node'], door: true, node: true, packages: ['commander', 'picocolors', 'cli-table3'] },
};

/** Rooms that run anywhere: no `node:` import, no host object. */
export const portable = Object.keys(walls).filter((room) => walls[room].node !== true);

/** Rooms that `src/index.ts`, the engine's door, may open. */
export const behindTheDoor = engine;

/** Matches a path of an npm package's files, whatever lies before `node_modules`. */
export const packagePath = (names) => `(^|/)node_modules/(@types/)?(${names.join('|')})(/|$)`;
