import { describe, expect, it, vi } from 'vitest';
import type { ExecutorOptions } from '../../src/node/index.js';
import type * as threads from '../../src/node/worker-executor.js';
import { emptyFolder, spotsim } from './command-line.js';

const job = vi.hoisted((): { url: string | undefined } => ({ url: undefined }));

vi.mock('../../src/node/worker-executor.js', async (original) => {
  const real = await original<typeof threads>();
  const workerExecutor = (options: ExecutorOptions): unknown =>
    real.workerExecutor(job.url === undefined ? options : { ...options, job: job.url });
  return { ...real, workerExecutor };
});

const faulty = (how: string): string => new URL(`../support/faulty-job.ts${how}`, import.meta.url).href;
const MANY = ['run', 'random.yaml', '--replications', '40', '--json', '--quiet'];
const ARGS = [...MANY, '--workers', '2'];

describe('a fault of ours in a worker', { timeout: 120_000 }, () => {
  it.each([
    ['', 'our fault, not that of your input: broken in a thread: true'],
    ['?exit', 'our fault, not that of your input: '],
  ])('ends the experiment with exit code 2, and loses nothing (%s)', async (how, message) => {
    const out = emptyFolder();
    job.url = faulty(how);
    const broken = await spotsim([...ARGS, '--out', out]);
    expect(broken).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
    expect(broken.err).toMatch(/\d+ replications? (is|are) finished; the same command with --resume goes on/);
    job.url = undefined;
    const resumed = await spotsim([...ARGS, '--out', out, '--resume']);
    expect(resumed.err).toMatch(/^Goes on: \d+ replications? (is|are) there already\.\n$/);
    expect(resumed.code).toBe(0);
    expect(resumed.out).toBe((await spotsim([...MANY, '--workers', '1', '--no-out'])).out);
  });
});
