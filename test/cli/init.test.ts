import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RunResults } from '../../src/index.js';
import { emptyFolder, fixtures, spotsim } from './command-line.js';

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const given = (name: string): string => join(fixtures, name);

async function resultOf(scenario: string, cwd: string): Promise<RunResults> {
  const { code, out, err } = await spotsim(['run', scenario, '--no-out', '--json'], { cwd });
  expect({ code, err: err.replaceAll(/^warning: .*\n/gm, '') }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as RunResults;
}

describe('spotsim init', () => {
  it('makes a commented scenario of an EAS service that runs at once', async () => {
    const cwd = emptyFolder();
    const made = await spotsim(['init', given('service.json'), '--out', 'demo.yaml'], { cwd });
    expect(made).toMatchObject({ code: 0, err: '' });
    const text = readFileSync(join(cwd, 'demo.yaml'), 'utf8');
    expect(text).toContain('- { type: ecs.big, spotPriceLimit: 0.2 }  # spot, up to 0.2 USD per hour');
    expect(text).toContain('protection: false');
    expect(text).toMatch(/standardPrice: 1 {2}# USD per instance-hour, GUESS: five times the ceiling/);
    expect(Object.keys((await resultOf('demo.yaml', cwd)).pools)).toEqual([
      'cn-hangzhou-a/big',
      'cn-hangzhou-a/small',
    ]);
  });

  it('lays a history under the type that it names, with its standard price, zone and currency', async () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, 'scenarios'));
    const args = [
      'init',
      given('service.json'),
      '--history',
      given('alibaba.json'),
      '--out',
      'scenarios/demo.yaml',
    ];
    expect(await spotsim(args, { cwd })).toMatchObject({ code: 0, err: '' });
    const text = readFileSync(join(cwd, 'scenarios/demo.yaml'), 'utf8');
    expect(text).toContain('standardPrice: 0.9  # CNY per instance-hour, from the history');
    expect(text).toContain('duration: 1d');
    const { currency, horizonSeconds, pools } = await resultOf('scenarios/demo.yaml', cwd);
    expect({ currency, horizonSeconds }).toEqual({ currency: 'CNY', horizonSeconds: 86_400 });
    expect(pools['cn-beijing-g/big']?.priceMean).toBeCloseTo(0.09, 6);
  });

  it('makes a service of its own where there is only a history', async () => {
    const cwd = emptyFolder();
    const args = [
      'init',
      given('prices.csv'),
      '--standard-price',
      'instance=0.8',
      '--name',
      'market',
      '--out',
      'm.yaml',
    ];
    expect(await spotsim(args, { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'm.yaml'), 'utf8')).toContain(
      'standardPrice: 0.8  # USD per instance-hour, as given',
    );
    expect((await resultOf('m.yaml', cwd)).scenario).toBe('market');
  });

  it('prints to standard output without --out, and overwrites only by --force', async () => {
    const cwd = emptyFolder();
    const printed = await spotsim(['init', given('service.json')], { cwd });
    expect(printed.out).toMatch(/^# Made by spotsim init from service\.json\.\n/);
    writeFileSync(join(cwd, 'mine.yaml'), 'mine');
    const refused = await spotsim(['init', given('service.json'), '--out', 'mine.yaml'], { cwd });
    expect(refused).toMatchObject({ code: 1, err: 'mine.yaml: the file exists (--force overwrites it)\n' });
    expect(readFileSync(join(cwd, 'mine.yaml'), 'utf8')).toBe('mine');
    await spotsim(['init', given('service.json'), '--out', 'mine.yaml', '--force'], { cwd });
    expect(readFileSync(join(cwd, 'mine.yaml'), 'utf8')).toBe(printed.out);
  });

  it.each<[string, string[], RegExp]>([
    ['nothing', [], /nothing to begin with/],
    ['a file that is neither', ['tiny.yaml'], /^tiny\.yaml:1:1: neither the JSON of an EAS service nor/],
    [
      'prose',
      ['../../../README.md'],
      /^\.\.\/\.\.\/\.\.\/README\.md:1:1: neither the JSON of an EAS service/,
    ],
    [
      'the price of a type that is not there',
      ['service.json', '--standard-price', 'ecs.bigg=1'],
      /^--standard-price ecs\.bigg: the scenario has no such type \(there are ecs\.big, ecs\.small\)/,
    ],
    [
      'a folder that is not there',
      ['service.json', '--out', 'no/x.yaml'],
      /^no\/x\.yaml: its folder does not exist/,
    ],
    ['a history that is none', ['service.json', '--history', 'tiny.yaml'], /tiny\.yaml: not a price history/],
    ['a price that is none', ['service.json', '--standard-price', 'ecs.big'], /expected TYPE=PRICE/],
    [
      'a series that is not there',
      ['alibaba.json', '--zone', 'cn-beijing-x'],
      /no row of zone "cn-beijing-x"/,
    ],
    ['a missing file', ['nowhere.json'], /nowhere\.json: the file does not exist/],
  ])('refuses %s', async (_, args, message) => {
    const { code, out, err } = await spotsim(['init', ...args]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
  });
});

describe('what is wrong in a service', () => {
  it('is told where it stands in the JSON, each fault once', async () => {
    const cwd = emptyFolder();
    const faulty = readFileSync(given('service.json'), 'utf8')
      .replace(/"spot_price_limit": [\d.]+/, '"spot_price_limit": -2')
      .replace('"instance": 2, "disk": "40Gi"', '"instance": "two", "disk": "4000Gi"');
    writeFileSync(join(cwd, 'faulty.json'), faulty);
    const { code, out, err } = await spotsim(['init', './faulty.json'], { cwd });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^\.\/faulty\.json:\d+:\d+: .*expected a whole number .*found "two"$/),
      expect.stringMatching(/^\.\/faulty\.json:\d+:\d+: .*system disk of 4000 GiB exceeds 2000 GiB/),
      expect.stringMatching(/^\.\/faulty\.json:\d+:\d+: .*expected a price .*found -2$/),
    ]);
  });
});

describe.skipIf(!existsSync(shared))('spotsim init on real input (skipped where ../shared is absent)', () => {
  const history = (name: string): string => join(shared, 'data/ec2-spot-2016', `${name}.json`);

  it('reads the EAS JSON of the source document', async () => {
    const cwd = emptyFolder();
    const page = readFileSync(join(shared, 'domain/eas-public-resources.txt'), 'utf8');
    const from = page.indexOf('{\n"metadata"');
    writeFileSync(join(cwd, 'eas.json'), page.slice(from, page.indexOf('\n|', from)));
    expect(await spotsim(['init', 'eas.json', '--out', 'eas.yaml'], { cwd })).toMatchObject({
      code: 0,
      err: '',
    });
    const { services } = await resultOf('eas.yaml', cwd);
    expect(services['test']?.placements.map(({ type }) => type)).toEqual([
      'ecs.c8i.2xlarge',
      'ecs.c8i.xlarge',
    ]);
  });

  it.each([
    ['t1.micro-us-east-1a', 5_212_800],
    ['c1.medium-us-east-1a', 5_169_600],
    ['cg1.4xlarge-us-east-1b', 5_184_000],
    ['g2.8xlarge-us-east-1b', 5_180_400],
  ])('reads the history %s and runs as long as it lasts', async (name, seconds) => {
    const cwd = emptyFolder();
    expect(await spotsim(['init', history(name), '--out', 'x.yaml'], { cwd })).toMatchObject({
      code: 0,
      err: '',
    });
    const { horizonSeconds, totals } = await resultOf('x.yaml', cwd);
    expect(horizonSeconds).toBe(seconds);
    expect(totals.availability).toBeGreaterThan(0.99);
  });

  it('lets a history above the standard price stand as it was, whatever the provider promises (R17)', async () => {
    const cwd = emptyFolder();
    const args = [
      'init',
      given('service.json'),
      '--history',
      history('g2.8xlarge-us-east-1b'),
      '--out',
      'x.yaml',
    ];
    expect(await spotsim(args, { cwd })).toMatchObject({ code: 0 });
    const text = readFileSync(join(cwd, 'x.yaml'), 'utf8');
    expect(text).toMatch(
      /rules: \{ priceOrder: none \} +# the history rises to the standard price or above it/,
    );
    expect((await resultOf('x.yaml', cwd)).totals.cost.total).toBeGreaterThan(0);
  });

  it('says that the empty history is empty', async () => {
    const { code, err } = await spotsim(['init', history('cg1.4xlarge-us-east-1a')]);
    expect(code).toBe(1);
    expect(err).toMatch(/cg1\.4xlarge-us-east-1a\.json.*: the history is empty/);
  });
});
