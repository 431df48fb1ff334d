import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { begun, emptyFolder, fixtures, spotsim } from './command-line.js';

const random = join(fixtures, 'random.yaml');
const COMPARE = ['compare', 'random.yaml', '--against', 'high', '--replications', '41', '--json'];

/** Files below a folder with their content. */
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), 'latin1')]),
  );

describe('experiments on many cores', () => {
  it('have the same bytes for 1, 2 and 4 workers, on screen and in the results', async () => {
    const all = [];
    for (const workers of ['1', '2', '4']) {
      const out = emptyFolder();
      const { code, out: text } = await spotsim([...COMPARE, '--workers', workers, '--out', out]);
      expect(code).toBe(0);
      all.push({ text, files: contents(out) });
    }
    expect(all[1]).toEqual(all[0]);
    expect(all[2]).toEqual(all[0]);
    expect(Object.keys(all[0].files).filter((path) => path.includes('partial'))).toEqual([]);
  });

  it('say of a case that is refused in a worker what this thread would say', async () => {
    const over = Array.from({ length: 60 }, (_, i) => (i === 31 ? '-1' : `${i + 1}`)).join(',');
    const args = ['sweep', 'random.yaml', '--over', `services.chat.replicas=${over}`, '--no-out'];
    const here = await spotsim([...args, '--replications', '2', '--workers', '1']);
    const there = await spotsim([...args, '--replications', '2', '--workers', '2']);
    expect(here.code).toBe(1);
    expect(here.err).toContain('--over services.chat.replicas=-1');
    expect(there).toEqual(here);
  });

  it.each([
    [['--workers', '0'], '--workers 0: expected a whole number from 1 on'],
    [['--workers', '1000'], 'expected at most 256'],
    [['--resume', '--no-out'], 'leave out --no-out'],
  ])('%j is refused', async (more, fault) => {
    const { code, err } = await spotsim([...COMPARE, ...more]);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(fault) });
  });
});

describe('an interrupted experiment', () => {
  /** Rows in the only unfinished file of a folder. */
  const unfinished = (out: string): { path: string; rows: number } | undefined => {
    const folder = join(out, 'random');
    const name = existsSync(folder)
      ? readdirSync(folder).find((one) => one.startsWith('.partial-'))
      : undefined;
    if (name === undefined) return undefined;
    const path = join(folder, name);
    return { path, rows: readFileSync(path, 'utf8').split('"key"').length - 1 };
  };
  const args = ['run', random, '--replications', '4000', '--json'];
  const interrupt = async (
    out: string,
    signal: NodeJS.Signals,
  ): Promise<{ code: number | null; err: string }> => {
    const child = begun([...args, '--out', out, '--workers', '2']);
    let err = '';
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const ended = once(child, 'exit');
    for (let tries = 0; tries < 2000 && (unfinished(out)?.rows ?? 0) < 40; tries += 1) await wait(10);
    child.kill(signal);
    await ended;
    return { code: child.exitCode, err };
  };

  it('goes on after Ctrl-C and after a kill, with a torn last line: the same bytes, nothing done twice', async () => {
    const [whole, out] = [emptyFolder(), emptyFolder()];
    const { code, err } = await interrupt(out, 'SIGINT');
    const left = unfinished(out);
    expect(code).toBe(130);
    expect(err).toContain(`${left?.rows} replications are finished; the same command with --resume goes on`);

    const killed = emptyFolder();
    await interrupt(killed, 'SIGKILL');
    const torn = unfinished(killed);
    const text = readFileSync(torn?.path ?? '', 'latin1');
    writeFileSync(torn?.path ?? '', text.slice(0, -20), 'latin1');

    const once = await spotsim([...args, '--out', whole, '--workers', '1']);
    const resumed = await spotsim([...args, '--out', out, '--resume']);
    expect(resumed.err).toContain(`Goes on: ${left?.rows} replications are there already.`);
    expect(resumed.out).toBe(once.out);
    expect(contents(out)).toEqual(contents(whole));
    const again = await spotsim([...args, '--out', killed, '--resume']);
    expect(again.err).toMatch(/Goes on: \d+ replications/);
    expect(again.out).toBe(once.out);
    expect(contents(killed)).toEqual(contents(whole));
  }, 120_000);
});
