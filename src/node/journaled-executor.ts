import type { Executor, Row } from '../index.js';
import type { RowJournal } from './row-journal.js';

/**
 * Performs only what is not in the journal, and writes there what is done. Rows from the journal come as soon as those
 * of the tasks before them are there, so that few wait to be put in order.
 */
export function journaledExecutor(inner: Executor, journal: RowJournal): Executor {
  return {
    async *run(tasks) {
      const known = tasks.map((task) => journal.has(task));
      let next = 0;
      function* knownBefore(end: number): Generator<Row> {
        for (; next < end; next += 1) if (known[next]) yield journal.row(tasks[next]);
      }
      const placeOf = new Map(tasks.map(({ id }, i) => [id, i]));
      for await (const row of inner.run(tasks.filter((_, i) => !known[i]))) {
        const place = placeOf.get(row.task) ?? 0;
        journal.append(tasks[place], row);
        yield* knownBefore(place);
        yield row;
      }
      yield* knownBefore(tasks.length);
    },
  };
}
