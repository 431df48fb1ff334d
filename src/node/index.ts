/** What needs a file system: `spotsim/node`. */
export { describeFileError, isFileError, type FileError } from './file-fault.js';
export { readText } from './text-file.js';
export { textPlace, writeText } from './text-output.js';
export { makeFolder } from './folder.js';
export { byName, fileAssets, hashOfFile, type FileAssets, type InputFile } from './file-assets.js';
export { localTimes } from './local-times.js';
export {
  experimentIdentity,
  identityOf,
  runId,
  scenarioHash,
  type Repeat,
  type RunIdentity,
} from './run-identity.js';
export { queryResults, type Answer } from './result-database.js';
export { resultFolders } from './results-found.js';
export type { RowTable } from './row-file.js';
export { openRun, type LineSink, type ManifestExtras, type RunWriter } from './results-store.js';
export { loadStrategy } from './strategy-module.js';
export { shippedScenarios, type ShippedScenario } from './shipped-scenarios.js';
export { differencesOf, type Repetition } from './repetition.js';
export { readResult, type Manifest, type StoredResult } from './stored-result.js';
export {
  parseText,
  prepare,
  prepareCase,
  type Prepared,
  type ScenarioChanges,
  type ScenarioText,
} from './scenario-source.js';
export { workerExecutor, type ExecutorOptions, type ThreadedExecutor } from './worker-executor.js';
export {
  Interrupted,
  openSession,
  type ExperimentSession,
  type SessionOptions,
} from './experiment-session.js';
export type { RowJournal } from './row-journal.js';
export { ModulesWanted, type OwnModule } from './own-strategies.js';
export {
  LOADING,
  longestWait,
  MAKING,
  strategyLoader,
  strategyWatch,
  type StrategyLoader,
  type Wait,
} from './watched-strategy.js';
export { letHappen, listenForUncaught, uncaughtFault } from './uncaught.js';
