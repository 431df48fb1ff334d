import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/index.js';
import { malformations } from '../support/well-formed.js';
import { emptyFolder, spotsim } from './command-line.js';

/** Twenty days of prices that change every hour: a slow wave with a rise now and then. */
const rows = (hours: number, price: (hour: number) => number): string =>
  [
    'time,price',
    ...Array.from({ length: hours }, (_, hour) => `${1_772_409_600 + 3600 * hour},${price(hour).toFixed(4)}`),
  ].join('\n');

const wave = (hour: number): number =>
  0.1 + 0.02 * Math.sin(hour / 9) + 0.005 * Math.sin(hour * 1.7) + (hour % 61 < 2 ? 0.5 : 0);

function folderWith(files: Readonly<Record<string, string>>): string {
  const cwd = emptyFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  return cwd;
}

const usual = ['fit', 'prices.csv', '--standard-price', '0.4'];
const fitted = folderWith({ 'prices.csv': `${rows(480, wave)}\n` });

describe('spotsim fit', () => {
  it('describes a history, ranks the fits, and shows a pool', async () => {
    const { code, out, err } = await spotsim([...usual, '--interval', '1h'], { cwd: fitted, columns: 100 });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const part of [
      'does best: fitted to the first half',
      'weighted by time',
      'What a bidder sees',
      'judged by the second',
      'ornstein-uhlenbeck',
      'Standard error',
      '\npools:\n',
    ])
      expect(out).toContain(part);
    expect(out).toMatch(/Spikes above 0\.4000 +3\.\d+ % of the time/);
  });

  it.each([
    ['an existing picture', 'prices.csv', 'prices.csv: the file exists (--force overwrites it)'],
    ['a picture in no folder', 'nowhere/fit.svg', 'nowhere/fit.svg: its folder does not exist'],
    ['one file for both', './new.yaml', './new.yaml: is to be two files at once (name another one)'],
  ])('writes no pool without the picture: %s', async (_, svg, fault) => {
    const args = [...usual, '--out', 'new.yaml', '--svg', svg];
    expect(await spotsim(args, { cwd: fitted })).toEqual({ code: 1, out: '', err: `${fault}\n` });
    expect(existsSync(join(fitted, 'new.yaml'))).toBe(false);
  });

  it('writes a pool that a scenario takes, and a picture', async () => {
    const args = [
      ...usual,
      '--process',
      'ornstein-uhlenbeck',
      '--uncertainty',
      '--out',
      'pool.yaml',
      '--svg',
      'fit.svg',
      '--force',
    ];
    expect(await spotsim(args, { cwd: fitted })).toMatchObject({ code: 0, err: '' });
    const pool = readFileSync(join(fitted, 'pool.yaml'), 'utf8');
    expect(pool).toMatch(
      /process: ornstein-uhlenbeck[\s\S]*uncertainty: fitted\n +standardErrors: \{ median: 0\.\d+/,
    );
    const head =
      'version: 1\nname: x\nstart: 2026-01-01T00:00:00Z\nduration: 1d\nrules: { priceOrder: none }\n';
    const read = (): never => expect.unreachable();
    expect(parseScenario({ name: 'x.yaml', text: head + pool }, { read })).toMatchObject({ ok: true });
    const svg = readFileSync(join(fitted, 'fit.svg'), 'utf8');
    expect(svg).toMatch(/^<svg xmlns[^>]+>\n<title id="title">prices\.csv: ornstein-uhlenbeck/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.match(/class="fit"/g)).toHaveLength(2);
    const page = join(fitted, 'fit.html');
    expect(await spotsim([...usual, '--html', 'fit.html'], { cwd: fitted })).toMatchObject({ code: 0 });
    const html = readFileSync(page, 'utf8');
    expect(malformations(html)).toEqual([]);
    expect(/<script|https?:\/\/(?!www\.w3\.org)|NaN|undefined/.exec(html)).toBeNull();
    const [, picture = ''] = /src="data:image\/svg\+xml,([^"]*)"/.exec(html) ?? [];
    expect(decodeURIComponent(picture)).toMatch(/^<svg xmlns[^>]+>\n<title id="title">prices\.csv: /);
    expect(html).toMatch(/<p>[\w-]+ does best: fitted to the first half/);
    const again = await spotsim(args.slice(0, -1), { cwd: fitted });
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('the file exists') as string });
  });

  it('prints all figures as JSON, the same for the same seed', async () => {
    const args = [...usual, '--ceilings', '0.09,0.12,0.3', '--json'];
    const { code, out } = await spotsim(args, { cwd: fitted });
    expect(code).toBe(0);
    const told = JSON.parse(out) as {
      first: unknown[];
      candidates: { judgement: { score: number } }[];
      pool: string;
    };
    expect(told.first).toHaveLength(3);
    const scores = told.candidates.map(({ judgement }) => judgement.score);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect((await spotsim(args, { cwd: fitted })).out).toBe(out);
  });

  it('says where the market changed, and shows it', async () => {
    const cwd = folderWith({ 'prices.csv': rows(480, (hour) => wave(hour) * (hour < 240 ? 1 : 2)) });
    const { code, out } = await spotsim(['fit', 'prices.csv'], { cwd, columns: 100 });
    expect(code).toBe(0);
    expect(out).toMatch(/^The market changed: the availability of both halves differs by more than 0\.05/);
    expect(out).toMatch(/0\.\d+ +0\.\d+ +0\.\d+ +-0\.\d+ +changed/);
  });

  it('takes a price that never changes for what it is', async () => {
    const cwd = folderWith({ 'flat.csv': rows(100, () => 0.1) });
    const { code, out } = await spotsim(['fit', 'flat.csv'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('The price never changes');
    expect(out).toMatch(/process: constant\n +value: 0\.1\n/);
  });

  it('tells gaps, which count nowhere', async () => {
    const text = rows(480, wave)
      .split('\n')
      .filter((_, index) => index < 200 || index > 320)
      .join('\n');
    const { out } = await spotsim(['fit', 'gap.csv'], { cwd: folderWith({ 'gap.csv': text }) });
    expect(out).toMatch(/Gap from 2026-03-10T\d\d:00:00Z, 5d\d+h: it counts nowhere/);
  });

  it.each<[string, string, readonly string[], RegExp]>([
    ['an empty file', '', [], /^h\.csv: the file is empty/],
    ['a header alone', 'time,price\n', [], /^h\.csv: the history is empty/],
    [
      'one row',
      'time,price\n2026-03-02T00:00:00Z,0.1\n',
      [],
      /^h\.csv: one row tells nothing of how a price moves/,
    ],
    ['another file', 'a,b\n1,2\n', [], /not a price history/],
    ['discounts of an unknown price', '{}', ['--format', 'eas'], /discounts: shares of a standard price/],
    ['an unknown zone', 'time,price\n2026-03-02T00:00:00,1\n', ['--timezone', 'Mars/Base'], /no such zone/],
    ['an unknown format', 'time,price\n', ['--format', 'xml'], /--format xml: expected one of/],
    [
      'a strange price',
      'time,price\n',
      ['--standard-price', 'high'],
      /--standard-price high: expected prices above 0/,
    ],
    ['a strange interval', 'time,price\n', ['--interval', '1.5s'], /--interval 1\.5s: expected a duration/],
    ['strange columns', 'time,price\n', ['--columns', 'when'], /--columns when: expected the names/],
    ['an unknown process', rows(100, wave), ['--process', 'magic'], /no process "magic" to fit/],
    [
      'a process that does not fit',
      rows(100, () => 0.1),
      ['--process', 'garch'],
      /garch cannot be fitted: the price hardly ever changes/,
    ],
    ['no standard errors', rows(100, () => 0.1), ['--uncertainty'], /has no standard errors/],
  ])('refuses %s', async (_, text, options, message) => {
    const { code, out, err } = await spotsim(['fit', 'h.csv', ...options], {
      cwd: folderWith({ 'h.csv': text }),
    });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
  });

  it('refuses a file that is not there', async () => {
    expect(await spotsim(['fit', 'nowhere.csv'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^nowhere\.csv: /) as string,
    });
  });
});
