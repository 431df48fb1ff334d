/** For those who test an allocator of their own: random scenarios, the laws, and the verdict on a run. */
export type {
  ActionInput,
  DedicatedInput,
  EntryInput,
  Part,
  PoolInput,
  ScenarioInput,
  ServiceInput,
} from './arbitraries/input.js';
export { scenarios } from './arbitraries/scenarios.js';
export { scenariosWithStrategies } from './arbitraries/strategies.js';
export { givenRates, oneCeiling, timesRates } from './arbitraries/special.js';
export { checkRun, parseInput, recordRun } from './check-run.js';
export type { Subject, Verdict } from './check-run.js';
export { coverageOf } from './coverage.js';
export type { Coverage } from './coverage.js';
export { invariants } from './invariants/index.js';
export type { History, Invariant, Violation } from './invariants/index.js';
export { printScenario } from './print-scenario.js';
