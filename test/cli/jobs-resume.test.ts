import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { begun, emptyFolder, fixtures, spotsim } from './command-line.js';

const jobs = join(fixtures, 'jobs.yaml');

/** Rows that an unfinished experiment of the scenario has kept so far. */
function keptIn(out: string): number {
  const folder = join(out, 'two-jobs');
  const name = existsSync(folder) && readdirSync(folder).find((one) => one.startsWith('.partial-'));
  return name ? readFileSync(join(folder, name), 'utf8').split('"key"').length - 1 : 0;
}

const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), 'latin1')]),
  );

it.each([
  ['replications', ['run', jobs, '--replications', '90']],
  [
    'the points of an optimisation',
    [
      ...['optimize', jobs, '--over', 'jobs.train.strategy={name: greedy},{name: uniform-progress}'],
      ...['--minimize', 'cost.total', '--subject-to', 'jobs.train.met >= 50%', '--delta', '0.01'],
      ...['--replications', '40', '--max-replications', '60'],
    ],
  ],
])('%s of jobs, interrupted, go on to the same bytes', { timeout: 180_000 }, async (_, asked) => {
  const [whole, out] = [emptyFolder(), emptyFolder()];
  const args = [...asked, '--json'];
  const child = begun([...args, '--out', out, '--workers', '2']);
  const ended = once(child, 'exit');
  for (let tries = 0; tries < 6000 && keptIn(out) < 10; tries += 1) await wait(10);
  child.kill('SIGKILL');
  await ended;
  const kept = keptIn(out);
  expect(kept).toBeGreaterThanOrEqual(10);
  const resumed = await spotsim([...args, '--out', out, '--resume']);
  expect(resumed.err).toMatch(/Goes on: \d+ replications are there already\./);
  const uninterrupted = await spotsim([...args, '--out', whole]);
  expect(resumed.out).toBe(uninterrupted.out);
  expect(contents(out)).toEqual(contents(whole));
});
