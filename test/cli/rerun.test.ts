import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, fixtures, spotsim } from './command-line.js';

/** Folders of results below one for results. */
const resultsIn = (out: string): readonly string[] =>
  readdirSync(out).flatMap((scenario) =>
    readdirSync(join(out, scenario))
      .filter((name) => !name.startsWith('.'))
      .map((id) => join(out, scenario, id)),
  );

/** The only result of a command, in a folder of its own. */
async function resultOf(args: readonly string[], cwd: string): Promise<string> {
  const out = emptyFolder();
  const { code, err } = await spotsim([...args, '--out', out], { cwd });
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  const [folder, ...others] = resultsIn(out);
  expect(others).toEqual([]);
  return folder;
}

/** A folder with copies of fixtures. */
function withCopies(...names: readonly string[]): string {
  const folder = emptyFolder();
  for (const name of names) cpSync(join(fixtures, name), join(folder, name));
  return folder;
}

function change(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(path, text.replace(from, to));
}

interface Told {
  readonly same: boolean;
  readonly digest: { readonly then: string; readonly now: string };
  readonly files: Readonly<Record<string, boolean>>;
  readonly figures: readonly unknown[];
  readonly reasons: readonly { readonly what: string }[];
}

async function rerun(...folders: readonly string[]): Promise<{ code: number; err: string; told: Told[] }> {
  const { code, out, err } = await spotsim(['rerun', ...folders, '--json']);
  return { code, err, told: out === '' ? [] : (JSON.parse(out) as Told[]) };
}

const CEILING = 'services.chat.instances.0.spotPriceLimit';

describe('rerun', () => {
  it.each([
    ['run random.yaml --variant high --seed 7 --events --ledger'],
    ['run random.yaml --replications 4 --antithetic --set services.chat.replicas=3'],
    ['compare random.yaml --against high --replications 3 --set services.chat.replicas=3'],
    [
      `compare random.yaml --against high --replications 10 --control h/big --steady-state --set services.chat.startup=2h`,
    ],
    [`compare random.yaml --against high --replications 4 --omniscient --antithetic --steady-state`],
    [`sweep random.yaml --over ${CEILING}=0.1,0.2 --over seed=1,2 --replications 2`],
    ['optimize random.yaml --over services.chat.replicas=1,2 --minimize cost.total --max-replications 20'],
  ])('needs nothing but the manifest, and gives the same bytes: %s', async (command) => {
    const folder = withCopies('random.yaml');
    const result = await resultOf(command.split(' '), folder);
    rmSync(folder, { recursive: true });
    const { code, told, err } = await rerun(result);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(told).toMatchObject([{ same: true, figures: [], reasons: [] }]);
    const kept = readdirSync(result).filter((name) => name !== 'manifest.json');
    expect(told[0].files).toEqual(Object.fromEntries(kept.map((name) => [name, true])));
    expect((await spotsim(['rerun', result])).out).toContain('the same. Digest');
  });

  it('says which figures are others, and what may be the reason', async () => {
    const result = await resultOf(['run', 'tiny.yaml', '--ledger'], fixtures);
    const [summary, manifest, ledger] = ['summary.json', 'manifest.json', 'ledger.csv'].map((name) =>
      join(result, name),
    );
    change(summary, /"preemptionsPer100Hours": [\d.]+/, '"preemptionsPer100Hours": 3');
    change(ledger, 'spot', 'spat');
    const unexplained = await spotsim(['rerun', result]);
    expect(unexplained.code).toBe(1);
    expect(unexplained.out).toMatch(
      /not the same\.\n {2}summary\.json: .*preemptionsPer100Hours: 3 then, \d/,
    );
    expect(unexplained.out).toContain('  ledger.csv: other bytes\n');
    expect(unexplained.out).toContain('please report it');
    change(manifest, /"node": "v[\d.]+"/, '"node": "v18.0.0"');
    change(manifest, /"spotsim": "[\d.]+"/, '"spotsim": "0.0.1"');
    const { code, told } = await rerun(result);
    expect(code).toBe(1);
    expect(told[0].reasons.map(({ what }) => what)).toEqual([
      'spotsim',
      'Node',
      'id that follows from the manifest, which was changed',
    ]);
  });

  it('takes files only as they were, from where they were or where they are said to be', async () => {
    const folder = withCopies('trace.yaml', 'prices.csv');
    const result = await resultOf(['run', 'trace.yaml'], folder);
    expect((await rerun(result)).told).toMatchObject([{ same: true }]);
    const elsewhere = emptyFolder();
    renameSync(join(folder, 'prices.csv'), join(elsewhere, 'prices.csv'));
    const gone = await rerun(result);
    expect(gone).toMatchObject({ code: 1, told: [] });
    expect(gone.err).toContain('prices.csv: is no longer there');
    const found = await spotsim(['rerun', result, '--histories', elsewhere]);
    expect(found.code).toBe(0);
    change(join(elsewhere, 'prices.csv'), /\n$/, '\n\n');
    const changed = await spotsim(['rerun', result, '--histories', elsewhere]);
    expect(changed.code).toBe(1);
    expect(changed.err).toMatch(/prices\.csv: has changed \(SHA-256 \w+… then, \w+… now\)/);
  });

  it('tells of several results, and of what is none', async () => {
    const result = await resultOf(['run', 'tiny.yaml'], fixtures);
    const { code, out, err } = await spotsim(['rerun', result, fixtures]);
    expect(code).toBe(1);
    expect(out).toContain(`${result}: the same.`);
    expect(err).toContain('is no result');
  });
});

describe('the code of a strategy of the user’s own', { timeout: 60_000 }, () => {
  const MINE = 'services.chat.strategy={module: ./mine.mjs}';
  const listed = `import { order } from './order.mjs';
    export const strategy = () => ({ initial: 0, followsPrices: false, decide: (state, seen) => [state,
      [{ name: 'all', entries: order(seen.choices.map((_, choice) => ({ choice }))), count: seen.desired }]] });`;
  const world = (): string => {
    const folder = withCopies('tiny.yaml');
    writeFileSync(join(folder, 'mine.mjs'), listed);
    writeFileSync(join(folder, 'order.mjs'), 'export const order = (entries) => entries;');
    return folder;
  };

  it('is part of the run id, with the files that it imports; changed, it is not rerun', async () => {
    const folder = world();
    const args = ['run', 'tiny.yaml', '--set', MINE];
    const before = await resultOf(args, folder);
    const { inputs } = JSON.parse(readFileSync(join(before, 'manifest.json'), 'utf8')) as {
      inputs: { file: string }[];
    };
    expect(inputs.map(({ file }) => file)).toEqual(['./mine.mjs', './order.mjs']);
    expect((await rerun(before)).told).toMatchObject([{ same: true }]);
    change(join(folder, 'order.mjs'), 'entries;', '[...entries].reverse();');
    const after = await resultOf(args, folder);
    expect(after.slice(-16)).not.toBe(before.slice(-16));
    const stale = await rerun(before);
    expect(stale).toMatchObject({ code: 1, told: [] });
    expect(stale.err).toContain('order.mjs: has changed');
  });

  it('that has changed takes up nothing that was interrupted, even if only a variant has it', async () => {
    const folder = world();
    const out = emptyFolder();
    change(join(folder, 'order.mjs'), 'entries;', "{ throw new Error('no idea'); };");
    const args = ['compare', 'tiny.yaml', '--with', MINE, '--replications', '3', '--workers', '1'];
    const failed = await spotsim([...args, '--out', out], { cwd: folder });
    expect(failed.code).toBe(1);
    expect(failed.err).toContain('1 replication is finished');
    const again = await spotsim([...args, '--out', out, '--resume'], { cwd: folder });
    expect(again.err).toContain('Goes on: 1 replication is there already.');
    writeFileSync(join(folder, 'order.mjs'), 'export const order = (entries) => entries;');
    const mended = await spotsim([...args, '--out', out, '--resume'], { cwd: folder });
    expect(mended.code).toBe(0);
    expect(mended.err).toContain('starts from the beginning');
  });

  it('runs in the thread that watches it, also where only a variant has it', async () => {
    const args = ['compare', 'tiny.yaml', '--with', MINE, '--replications', '3', '--workers', '2'];
    const { code, err } = await spotsim([...args, '--no-out'], { cwd: world() });
    expect({ code, err }).toEqual({
      code: 0,
      err: 'notice: mine.mjs is code of yours: it runs with your rights\n',
    });
  });
});
