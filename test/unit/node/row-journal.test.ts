import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Executor, Row, Task } from '../../../src/index.js';
import { journaledExecutor } from '../../../src/node/journaled-executor.js';
import { packError, unpackError } from '../../../src/node/packed-error.js';
import { openJournal } from '../../../src/node/row-journal.js';
import { RefusedCase } from '../../../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'spotsim-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const task = (id: number, more: Partial<Task> = {}): Task => ({
  ...{ id, case: { name: 'base', variant: null, set: [] }, replication: id, mirrored: false, warmUp: 0 },
  ...more,
});
const rowOf = ({ id }: Task): Row => ({
  ...{ task: id, digest: `d${id}` },
  columns: ['a', id % 2 === 0 ? 'b' : 'c'],
  values: Float64Array.of(NaN, -0, Infinity, id / 3).subarray(0, 2 + (id % 2)),
});

describe('the file of finished rows', () => {
  it('gives back every bit, and drops a torn line and no other', () => {
    const path = join(folder, 'torn');
    const journal = openJournal(path);
    const tasks = [0, 1, 2, 3].map((id) => task(id));
    for (const one of tasks) journal.append(one, rowOf(one));
    journal.close();
    truncateSync(path, readFileSync(path).length - 5);
    const again = openJournal(path, path);
    expect(tasks.map(again.has)).toEqual([true, true, true, false]);
    expect(tasks.slice(0, 3).map(again.row)).toEqual(tasks.slice(0, 3).map(rowOf));
    again.append(tasks[3], rowOf(tasks[3]));
    again.close();
    const third = openJournal(path, path);
    expect(third.row(tasks[3])).toEqual(rowOf(tasks[3]));
    third.discard();
  });

  it('trusts nothing behind a damaged line', () => {
    const path = join(folder, 'damaged');
    const journal = openJournal(path);
    for (const id of [0, 2, 4]) journal.append(task(id), rowOf(task(id)));
    journal.close();
    const lines = readFileSync(path, 'utf8').split('\n');
    lines[2] = lines[2].replace('d2', 'd9');
    writeFileSync(path, lines.join('\n'));
    const again = openJournal(path, path);
    expect([0, 2, 4].map((id) => again.has(task(id)))).toEqual([true, false, false]);
    again.discard();
  });

  it('tells replications apart by case, number, mirror, warm-up and series', () => {
    const journal = openJournal(join(folder, 'keys'));
    journal.append(task(0), rowOf(task(0)));
    const others: Partial<Task>[] = [
      { case: { name: 'base', variant: 'v', set: [] } },
      { case: { name: 'base', variant: null, set: ['a=1'] } },
      { replication: 1 },
      { mirrored: true },
      { warmUp: 60 },
      { series: { metrics: ['a'], slices: 2 } },
    ];
    expect(others.map((other) => journal.has(task(0, other)))).toEqual(others.map(() => false));
    expect(
      journal.has(task(7, { replication: 0, case: { name: 'other name', variant: null, set: [] } })),
    ).toBe(true);
    journal.discard();
  });
});

describe('an executor with such a file', () => {
  it('performs what is missing only, and yields each row once', async () => {
    const journal = openJournal(join(folder, 'executor'));
    const performed: number[] = [];
    const inner: Executor = {
      async *run(tasks) {
        for (const one of [...tasks].reverse()) {
          performed.push(one.id);
          yield await Promise.resolve(rowOf(one));
        }
      },
    };
    const rows = async (tasks: readonly Task[]): Promise<Row[]> => {
      const all: Row[] = [];
      for await (const row of journaledExecutor(inner, journal).run(tasks)) all.push(row);
      return all.sort((a, b) => a.task - b.task);
    };
    const tasks = [0, 1, 2, 3, 4, 5].map((id) => task(id));
    await rows(tasks.slice(1, 4));
    expect(await rows(tasks)).toEqual(tasks.map(rowOf));
    expect(performed).toEqual([3, 2, 1, 5, 4, 0]);
    journal.discard();
  });
});

describe('an error from another thread', () => {
  it('is what it was: fields, causes and refused cases', () => {
    const file = Object.assign(new Error('no'), { code: 'ENOENT', syscall: 'open', path: 'x' });
    const back = unpackError(packError(new TypeError('outer', { cause: file })));
    expect([back.name, back.message, back.cause]).toMatchObject(['TypeError', 'outer', file]);
    const refused = unpackError(packError(new RefusedCase('a', [{ message: 'm' }])));
    expect(refused).toBeInstanceOf(RefusedCase);
    expect((refused as RefusedCase).issues).toEqual([{ message: 'm' }]);
  });
});
