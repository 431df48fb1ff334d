import { workerData } from 'node:worker_threads';
import { keptModels, performTask, RefusedCase, success } from '../index.js';
import type { Row } from '../index.js';
import type { InputFile } from './file-assets.js';
import { packError, type PackedError } from './packed-error.js';
import { prepareCase } from './scenario-source.js';
import { letHappen, listenForUncaught, throwUncaught } from './uncaught.js';
import { loadAgain } from './watched-strategy.js';
import { packRows, unpackBatch, type Batch, type Reply, type WorkerSetting } from './worker-messages.js';

// What runs in a worker thread. Its models are made once and kept, as in the main thread.
const { source, seed, stop, own } = workerData as WorkerSetting;
if (own !== undefined) listenForUncaught(() => own.modules);
const loaded = own === undefined ? undefined : await loadAgain(own.watch, own.modules);
let fresh: InputFile[] = [];
const models = keptModels((of) => {
  const prepared = prepareCase(source, of, seed);
  if (!prepared.ok) return prepared;
  fresh.push(...prepared.value.inputs);
  return success(prepared.value.model);
});

/** Performs the tasks of a batch until it is done, stopped, or one fails. */
export async function performBatch(batch: Batch): Promise<Reply> {
  const rows: Row[] = [];
  let error: PackedError | undefined;
  try {
    if (loaded?.ok === false) throw new RefusedCase(source.name, loaded.issues);
    for (const task of unpackBatch(batch)) {
      if (Atomics.load(stop, 0) !== 0) break;
      rows.push(performTask(models(task.case), task));
    }
    if (own !== undefined) await letHappen(); // between batches the thread stands still
    throwUncaught();
  } catch (thrown) {
    error = packError(thrown);
  }
  const inputs = fresh;
  fresh = [];
  return { ...packRows(rows), inputs, error };
}
