import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { openUnfinished } from '../../../src/node/unfinished.js';

const folder = mkdtempSync(join(tmpdir(), 'spotsim-unfinished-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { pid: gone = 0 } = spawnSync(process.execPath, ['--version']);
const how = { resume: false, isCurrent: () => true };
const input = { file: 'history.csv', sha256: '0'.repeat(64) };

describe('finished rows of an experiment', () => {
  it('what a killed experiment had begun, and no row is in, goes with the next one', () => {
    const parent = join(folder, 'killed');
    const killed = (question: string): void => {
      const { journal } = openUnfinished(parent, question, how);
      journal.addInputs([input]); // with the first row, and not before
      journal.close();
      renameSync(journal.path, journal.path.replace(/-\d+$/, `-${gone}`));
    };
    ['one question', 'another'].forEach(killed);
    const elsewhere = `.partial-0123456789abcdef-not-${hostname()}-${gone}`;
    writeFileSync(join(parent, elsewhere), '');
    const next = openUnfinished(parent, 'one question', how);
    expect(next.found).toBe(0);
    next.discard();
    expect(readdirSync(parent)).toEqual([elsewhere]);
  });

  it('rows are taken up with the files that they were made from', () => {
    const parent = join(folder, 'rows');
    const first = openUnfinished(parent, 'question', how);
    first.journal.addInputs([input]);
    const task = {
      ...{ id: 0, case: { name: 'base', variant: null, set: [] }, replication: 0, mirrored: false },
      warmUp: 0,
    };
    first.journal.append(task, { task: 0, digest: 'd', columns: ['a'], values: Float64Array.of(1) });
    expect(first.leave()).toBe(1);
    const again = openUnfinished(parent, 'question', { ...how, resume: true });
    expect({ found: again.found, inputs: again.journal.inputs() }).toEqual({ found: 1, inputs: [input] });
    again.leave();
    const other = openUnfinished(parent, 'question', { resume: true, isCurrent: () => false });
    expect(other.found).toBe(0);
    other.discard();
  });
});
