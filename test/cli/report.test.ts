import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { malformations } from '../support/well-formed.js';
import { emptyFolder, fixtures, spotsim } from './command-line.js';

const LIMIT = 'services.chat.instances.0.spotPriceLimit';
const out = emptyFolder();

/** Keeps a result of these arguments, and returns its folder. */
async function kept(...args: readonly string[]): Promise<string> {
  const root = join(out, String(readdirSync(out).length));
  const { code, err } = await spotsim([...args, '--out', root, '--quiet']);
  if (code !== 0) throw new Error(err);
  const [scenario] = readdirSync(root);
  const [id] = readdirSync(join(root, scenario));
  return join(root, scenario, id);
}

async function page(folder: string): Promise<string> {
  const { code, err, out: said } = await spotsim(['report', folder]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(said).toBe(`report in ${join(folder, 'report.html')}\n`);
  return readFileSync(join(folder, 'report.html'), 'utf8');
}

const titles = (text: string): readonly string[] =>
  [...text.matchAll(/<h2[^>]*>([^<]*)/g)].map(([, title]) => title);

/** What holds of every page. */
function expectSound(text: string): void {
  expect(malformations(text)).toEqual([]);
  const forbidden = /https?:|\/\/[a-z]|@import|url\((?!#)|<script|<iframe|<img|\son\w+="/;
  expect(forbidden.exec(text)?.[0]).toBeUndefined();
  expect([...text.matchAll(/(?:href|src)="([^"]*)"/g)].every(([, to]) => /^(#|data:,$)/.test(to))).toBe(true);
  expect(/NaN|undefined|Infinity|\[object/.exec(text)?.[0]).toBeUndefined();
  const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, id] of text.matchAll(/(?:href="#|url\(#|aria-labelledby=")([\w-]+)/g))
    expect(ids).toContain(id);
}

describe('spotsim report', () => {
  it('tells a run: question, answer, replicas, spells, prices, bill', async () => {
    const text = await page(await kept('run', 'tiny.yaml'));
    expectSound(text);
    expect(text).toContain('<p class="question">A market that anybody can work out by hand.</p>');
    expect(text).toContain('<p>12h of tiny cost 5.35 USD');
    expect(titles(text)).toEqual([
      ...[
        'Services',
        'Replicas over time',
        'Downtime spells, longest first',
        'Prices, ceilings and preemptions',
      ],
      ...['Cost by line item', 'Downtime and recovery', 'Where the replicas ran', 'Cost by kind', 'Pools'],
      'What it follows from',
    ]);
    expect(text).toContain('2 preemptions, marked above');
    expect(text).toContain('ceiling 0.2 (chat)');
    expect(text).toMatch(/<title>\d by price, about 4h\d*m?<\/title>/);
  });

  it('gives the same bytes again', async () => {
    const folder = await kept('run', 'tiny.yaml', '--seed', '5');
    const first = await page(folder);
    expect(await page(folder)).toBe(first);
  });

  it('shows what a scenario says as text, whatever it says', async () => {
    const text = await page(await kept('run', 'hostile.yaml'));
    expectSound(text);
    expect(text).toContain(
      '&lt;img src=x onerror=alert(1)&gt;&lt;/script&gt;&lt;script&gt;alert(2)&lt;/script&gt;',
    );
    expect(text).toContain('s&quot;&gt;&lt;img src=x onerror=alert(3)&gt;');
    expect(text).toContain("default-src 'none'".replaceAll("'", '&#39;'));
  });

  it('tells a run with plans: tokens, quotas, what each plan cost, and when it pays', async () => {
    const text = await page(await kept('run', 'tokens.yaml'));
    expectSound(text);
    expect(titles(text)).toEqual([
      ...['Token demand', 'Tokens over time', 'Plans: demand against quota', 'Cost by line item', 'Plans'],
      ...['Cost by plan', 'When a plan pays', 'Cost by kind', 'What it follows from'],
    ]);
    expect(text).toContain('served by ptu 67 %, served by calls 33 %.');
    expect(text).toContain('ptu: input tokens per minute, of all that it can serve');
    expect(text).toContain('what is above the area was passed on or rejected');
    expect(text).not.toContain('machines');
  });

  it('tells replications with plans', async () => {
    const text = await page(await kept('run', 'tokens.yaml', '--replications', '3'));
    expectSound(text);
    expect(titles(text)).toEqual(
      expect.arrayContaining(['Expected of each plan', 'Cost by plan', 'Tokens over time']),
    );
    expect(text).toContain('one run of many, replication 0 of the scenario');
  });

  it('tells replications with one of them over time', async () => {
    const text = await page(await kept('run', 'random.yaml', '--replications', '20'));
    expectSound(text);
    expect(titles(text).slice(0, 2)).toEqual(['Expected of a run', 'Bad luck']);
    expect(text).toContain('one run of many, replication 0 of the scenario');
  });

  it('tells a comparison with its differences and the frontier', async () => {
    const text = await page(
      await kept('compare', 'random.yaml', '--against', 'high', '--replications', '10'),
    );
    expectSound(text);
    expect(titles(text)).toContain('Frontier: cost against availability');
    expect(text).toContain('Cost against base, with intervals; one that covers 0 is undecided.');
  });

  it('tells a sweep with its frontier, and how metrics move over each path', async () => {
    const over = ['--over', `${LIMIT}=0.15,0.2,0.25`, '--over', 'services.chat.replicas=1,2'];
    const text = await page(await kept('sweep', 'random.yaml', ...over, '--replications', '5'));
    expectSound(text);
    expect(titles(text).slice(0, 2)).toEqual(['Frontier: cost against availability', 'Sensitivity']);
    expect(text).toContain(`Cost over ${LIMIT}: every point, and the mean over the other paths.`);
    expect(text).toContain('Availability over services.chat.replicas');
  });

  it('tells an optimisation, and draws its best point over time', async () => {
    const asked = ['--minimize', 'cost.total', '--subject-to', 'availability >= 50%'];
    const text = await page(
      await kept(
        'optimize',
        'random.yaml',
        ...asked,
        '--over',
        `${LIMIT}=0.16,0.28`,
        '--max-replications',
        '40',
      ),
    );
    expectSound(text);
    expect(text).toMatch(/replication 0 of the best point, spotPriceLimit=0\.\d+/);
    expect(titles(text).filter((title) => title.startsWith('Frontier'))).toHaveLength(1);
  });

  it('writes where it is told, and over nothing unless told', async () => {
    const folder = await kept('run', 'tiny.yaml', '--seed', '6');
    const file = join(out, 'mine.html');
    expect((await spotsim(['report', folder, '--out', file])).code).toBe(0);
    const again = await spotsim(['report', folder, '--out', file]);
    expect(again).toMatchObject({ code: 1, err: `${file}: the file exists (--force overwrites it)\n` });
    expect((await spotsim(['report', folder, '--out', file, '--force'])).code).toBe(0);
  });
});

describe('histories of a report', () => {
  it('are found where they were, and missing ones leave out the pictures over time', async () => {
    const folder = await kept('run', 'trace.yaml');
    expect(titles(await page(folder))).toContain('Replicas over time');
    const elsewhere = await spotsim(['report', folder], { cwd: out });
    expect(elsewhere.code).toBe(0);
    expect(elsewhere.err).toContain(
      './prices.csv is not in this folder as it was. With spotsim report --histories DIR',
    );
    expect(titles(readFileSync(join(folder, 'report.html'), 'utf8'))).toContain('Over time');
    const told = await spotsim(['report', folder, '--histories', fixtures], { cwd: out });
    expect(told).toMatchObject({ code: 0, err: '' });
  });

  it('that are not the same are refused', async () => {
    const folder = await kept('run', 'trace.yaml', '--seed', '2');
    const other = join(out, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'prices.csv'), readFileSync(join(fixtures, 'prices.csv'), 'utf8') + '\n');
    const { code, err } = await spotsim(['report', folder, '--histories', other]);
    expect(code).toBe(1);
    expect(err).toMatch(/^--histories: \.\/prices\.csv is not in .* as it was\n$/);
  });
});

describe('what is no result', () => {
  const changed = async (change: (folder: string) => void): Promise<string> => {
    const folder = await kept('run', 'tiny.yaml');
    change(folder);
    const { code, err } = await spotsim(['report', folder]);
    expect(code).toBe(1);
    expect(err.split('\n')).toHaveLength(2);
    return err;
  };
  const rewrite = (folder: string, file: string, change: (text: string) => string): void =>
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));

  it('is one clear message', async () => {
    expect((await spotsim(['report', 'nowhere'])).err).toContain('nowhere: there is no such folder');
    expect((await spotsim(['report', 'tiny.yaml'])).err).toContain(
      'tiny.yaml: expected the folder of a result',
    );
    expect((await spotsim(['report', '.'])).err).toContain('.: is no result: it has no manifest.json');
    const folder = await kept('run', 'tiny.yaml');
    expect((await spotsim(['report', join(folder, '..')])).err).toContain(`there is ${folder}`);
  });

  it.each<[string, (folder: string) => void]>([
    [
      'was made by spotsim 0.0.1; this is',
      (folder) =>
        rewrite(folder, 'manifest.json', (text) => text.replace(/"spotsim": "[^"]*"/, '"spotsim": "0.0.1"')),
    ],
    [
      'is no JSON: the result is not whole',
      (folder) => rewrite(folder, 'manifest.json', (text) => text.slice(0, 99)),
    ],
    ['is no manifest of spotsim', (folder) => writeFileSync(join(folder, 'manifest.json'), '[]')],
    ['summary.json: the file does not exist', (folder) => rmSync(join(folder, 'summary.json'))],
    [
      'is not the summary that the manifest belongs to',
      (folder) => writeFileSync(join(folder, 'summary.json'), '{}'),
    ],
    [
      'does not have the shape of its kind',
      (folder) => rewrite(folder, 'summary.json', (text) => text.replace('"totals"', '"total"')),
    ],
    [
      'run again it gave digest',
      (folder) => rewrite(folder, 'manifest.json', (text) => text.replace('"replicas": 2', '"replicas": 3')),
    ],
  ])('%s', async (message, change) => expect(await changed(change)).toContain(message));
});
