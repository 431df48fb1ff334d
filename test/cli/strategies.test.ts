import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { fixtures } from './command-line.js';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process of its own: what a module does must not reach this one. */
function withModule(name: string, patience = '30'): Promise<Ended> {
  const strategy = `services.chat.strategy={module: ./strategies/${name}}`;
  const run = ['run', join(fixtures, 'tiny.yaml'), '--no-out', '--json', '--set', strategy];
  const main = join(fixtures, '../../../src/cli/main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...run], {
    cwd: fixtures,
    env: { ...process.env, SPOTSIM_PATIENCE: patience },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const notice = (name: string): string =>
  `notice: strategies/${name} is code of yours: it runs with your rights\n`;

describe('a strategy of the user’s own', { timeout: 120_000 }, () => {
  it('runs, TypeScript too, after a notice on standard error', async () => {
    const { code, out, err } = await withModule('cautious.ts');
    expect({ code, err }).toEqual({ code: 0, err: notice('cautious.ts') });
    const { services } = JSON.parse(out) as { services: { chat: { placements: { mode: string }[] } } };
    expect(services.chat.placements[0]).toMatchObject({ entry: 0, mode: 'spot' });
  });

  it.each([
    ['throws.mjs', 'the strategy of chat at 0s (second 0) failed: no idea'],
    [
      'not-a-number.mjs',
      'the strategy of chat at 0s (second 0) returned what cannot be used: group 0: bid 0: expected a whole number of micro-units per hour as ceiling for ecs.big in h/big, found NaN',
    ],
    [
      'nameless.mjs',
      'strategies/nameless.mjs: expected an exported function strategy, found somethingElse (export function strategy(parameters) { return { initial, decide }; })',
    ],
    [
      'unknown-pool.mjs',
      'the strategy of chat at 0s (second 0) returned what cannot be used: group 0: bid 0: there is no choice 7: the list has choices 0 to 1',
    ],
    [
      'negative.mjs',
      'the strategy of chat at 0s (second 0) returned what cannot be used: group 0: expected a whole number of at least 0 as count, found -1',
    ],
    ['absent.mjs', 'strategies/absent.mjs: the file of the strategy does not exist'],
    [
      'rejects.mjs',
      'strategies/rejects.mjs:6:42: a rejection that nobody handles: nobody caught me (decide answers at once; catch what is done beside it)',
    ],
    [
      'throws-later.mjs',
      'strategies/parts/later.mjs:3:11: an error that nobody catches: too late (decide answers at once; catch what is done beside it)',
    ],
    [
      'throws-by-timer.mjs',
      'strategies/throws-by-timer.mjs:8:15: an error that nobody catches: my time has come (decide answers at once; catch what is done beside it)',
    ],
    [
      'rejects-loading.mjs',
      'strategies/rejects-loading.mjs:2:21: a rejection that nobody handles: no such price list (decide answers at once; catch what is done beside it)',
    ],
    [
      'never-loads.mjs',
      'strategies/never-loads.mjs: the module never finished loading: a top-level await waits for what never comes (leave the await out, or see that what it waits for settles)',
    ],
    ['exits-loading.mjs', 'a strategy of yours ended the run'],
  ])('%s: one message, exit code 1', async (name, message) => {
    expect(await withModule(name)).toEqual({ code: 1, out: '', err: `${notice(name)}${message}\n` });
  });

  it('a module that is never there, though something still goes on in it, is not waited for', async () => {
    const { code, out, err } = await withModule('waits.mjs', '2');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      `${notice('waits.mjs')}strategies/waits.mjs: the module did not finish loading within 2 s: does it loop without end, or await what never comes? (SPOTSIM_PATIENCE=60 gives it 60 seconds)\n`,
    );
  });

  it('a loop without end is ended', async () => {
    const { code, out, err } = await withModule('endless.mjs', '1');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      `${notice('endless.mjs')}strategies/endless.mjs: no answer within 1 s when asked at 0s (second 0): does it loop without end? (SPOTSIM_PATIENCE=60 gives it 60 seconds)\n`,
    );
  });
});
