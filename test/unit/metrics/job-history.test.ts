import { describe, expect, it } from 'vitest';
import { compile, inMemory, parseScenario, runHistory } from '../../../src/index.js';
import type { RunHistory } from '../../../src/index.js';
import { jobWorld } from '../../support/jobs.js';

const HOUR = 3600;
const JOB = { work: '10h', deadline: '20h', at: '2h', restart: '30m', strategy: { name: 'spot-only' } };

function historyOf(...[free, job, more]: Parameters<typeof jobWorld>): RunHistory['jobs'][number] {
  const input = { ...jobWorld(free, { ...JOB, ...job }, more), duration: '24h' };
  const parsed = parseScenario(
    { name: 'jobs.json', text: JSON.stringify(input) },
    { read: () => ({ ok: false, issues: [{ message: 'no files here' }] }) },
  );
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('\n'));
  const model = compile(parsed.value, inMemory());
  if (!model.ok) throw new Error(model.issues.map(({ message }) => message).join('\n'));
  const { history, results } = runHistory(model.value, { columns: 24 });
  const [seen] = history.jobs;
  const { idleSeconds, restartSeconds, lostSeconds, starts, usefulSeconds } = results.jobs?.['train'] ?? {};
  const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
  expect(sum(seen.shares.waiting) * HOUR).toBeCloseTo(idleSeconds ?? NaN, 6);
  expect(sum(seen.shares.restarting) * HOUR).toBeCloseTo(restartSeconds ?? NaN, 6);
  expect(sum(seen.losses.map(({ amount }) => amount))).toBe(lostSeconds);
  expect(sum(seen.starts.map(({ amount }) => amount))).toBe(starts);
  expect(seen.done.at(-1)).toBe(usefulSeconds);
  return seen;
}

describe('a job over time', () => {
  it('is told in columns: what it stood on, and what was done by the end of each', () => {
    const { shares, done, starts, losses, ...facts } = historyOf(
      [
        [3, 6],
        [8.5, 24],
      ],
      {},
    );
    expect(facts).toMatchObject({
      submitted: 2 * HOUR,
      deadline: 22 * HOUR,
      work: 10 * HOUR,
      finishedAt: 16.5 * HOUR,
    });
    expect([...shares.waiting].slice(0, 10)).toEqual([0, 0, 1, 0, 0, 0, 1, 1, 0.5, 0]);
    expect([...shares.restarting].slice(0, 10)).toEqual([0, 0, 0, 0.5, 0, 0, 0, 0, 0.5, 0]);
    expect([...shares.spot].slice(0, 10)).toEqual([0, 0, 0, 0.5, 1, 1, 0, 0, 0, 1]);
    expect([...done].map((seconds) => seconds / HOUR)).toEqual([
      ...[0, 0, 0, 0, 0.5, 1.5, 2.5, 2.5, 2.5, 2.5, 3.5, 4.5, 5.5],
      ...[6.5, 7.5, 8.5, 9.5, 10, 10, 10, 10, 10, 10, 10, 10],
    ]);
    expect(starts).toEqual([
      { column: 3, amount: 1 },
      { column: 8, amount: 1 },
    ]);
    expect(losses).toEqual([]);
  });

  it('falls back where a preemption takes work away, and is nowhere after its end', () => {
    const checkpoint = { every: '1h', cost: '15m' };
    const { shares, done, losses } = historyOf(
      [
        [2, 4],
        [5, 24],
      ],
      { checkpoint },
    );
    // 30 min of restart, an hour of work, a checkpoint, and 15 min that are lost.
    expect([done[4], done[5]]).toEqual([4500, 3600]);
    expect(losses).toEqual([{ column: 4, amount: 900 }]);
    for (const column of [20, 21, 22, 23])
      expect(Object.values(shares).map((share) => share[column])).toEqual([0, 0, 0, 0, 0]);
  });

  it('tells standard from spot', () => {
    const { shares } = historyOf([[0, 24]], { strategy: { name: 'standard-only' } });
    expect([shares.spot[5], shares.standard[5]]).toEqual([0, 1]);
  });
});
