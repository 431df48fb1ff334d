import { threadId } from 'node:worker_threads';
import { performBatch as perform } from '../../src/node/worker-job.js';
import type { Batch, Reply } from '../../src/node/worker-messages.js';

const FAULTY = 20;

/** As the real one, but with a fault of ours in replication 20: an error, or with `?exit` the end of the thread. */
export async function performBatch(batch: Batch): Promise<Reply> {
  if (batch.tasks.every(({ replication }) => replication < FAULTY)) return await perform(batch);
  if (import.meta.url.endsWith('?exit')) process.exit(3);
  throw new TypeError(`broken in a thread: ${threadId > 0}`);
}
