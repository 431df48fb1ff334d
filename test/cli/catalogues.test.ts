import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, fixtures, spotsim } from './command-line.js';

const spec = (type: string, facts: object = {}): object => ({
  ...{ InstanceType: type, IsAvailable: true, StockStatus: 'WithStock' },
  ...{ SpotDiscount: 0.2, NonProtectSpotDiscount: 0.18 },
  ...facts,
});
const MACHINES = {
  RequestId: 'made-up',
  InstanceMetas: [
    spec('ecs.big'),
    spec('ecs.small', { NonProtectSpotDiscount: undefined, StockStatus: 'NoStock' }),
    spec('ecs.fixed', { SpotDiscount: undefined, NonProtectSpotDiscount: undefined }),
  ],
};
const advice = (bucket: string, discount: number | string): object => ({
  ...{ InstanceType: 'ecs.big', AverageSpotDiscount: discount },
  ...{ InterruptionRate: '0', InterruptRateDesc: bucket },
});
const ADVICE = {
  RegionId: 'cn-hangzhou',
  AvailableSpotZones: {
    AvailableSpotZone: [
      {
        ZoneId: 'cn-hangzhou-i',
        AvailableSpotResources: { AvailableSpotResource: [advice('0-3%', '20')] },
      },
      // The page of the interface shows a zone and its resources apart.
      { ZoneId: 'cn-hangzhou-j' },
      { AvailableSpotResources: { AvailableSpotResource: [advice('10-100%', 25)] } },
    ],
  },
};

function folderWith(files: Readonly<Record<string, unknown>>): string {
  const cwd = emptyFolder();
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content, null, 1));
  return cwd;
}

async function initOf(files: Readonly<Record<string, unknown>>, ...more: string[]): Promise<string> {
  const cwd = folderWith(files);
  const made = await spotsim(['init', ...Object.keys(files), ...more, '--out', 'x.yaml'], { cwd });
  expect(made).toMatchObject({ code: 0, err: '' });
  expect((await spotsim(['run', 'x.yaml', '--no-out', '--quiet'], { cwd })).code).toBe(0);
  return readFileSync(join(cwd, 'x.yaml'), 'utf8');
}

describe('spotsim init with a catalogue of types', () => {
  it('makes pools of DescribeMachineSpec, with its discounts and stock', async () => {
    const text = await initOf({ 'spec.json': MACHINES }, '--standard-price', 'ecs.big=2');
    expect(text).toContain('provider: pai-eas');
    expect(text).toContain('standardPrice: 2  # USD per instance-hour, as given');
    expect(text).toMatch(
      /GUESS: a made-up market around this median \(0\.18 of standard now\).*\n.*median: 0\.36,/,
    );
    expect(text).toMatch(/this median \(0\.9 of the protected 0\.2 now\)/);
    expect(text).toContain('stock: { process: steps, steps: [{ at: 0s, value: 0 }, { at: 6h, value: 10 }] }');
    expect(text).toContain('- { type: ecs.big, spotPriceLimit: market }');
  });

  it('makes a pool for each zone of DescribeSpotAdvice, with a lifetime by its release rate', async () => {
    const text = await initOf({ 'advice.json': ADVICE }, '--standard-price', 'ecs.big=1');
    expect(text).toContain('provider: alibaba-ecs');
    expect(text).toContain('zone: cn-hangzhou-i');
    expect(text).toContain('zone: cn-hangzhou-j');
    expect(text).toContain('(20 % of standard on average over 30 days)');
    const means = [...text.matchAll(/lifetime: \{ distribution: exponential, mean: (\S+) \}/g)].map(
      ([, m]) => m,
    );
    // 1 - exp(-30/m) = 0.015 and 0.55.
    expect(means).toEqual(['1984d23h', '37d14h']);
    for (const [days, rate] of [
      [1984 + 23 / 24, 0.015],
      [37 + 14 / 24, 0.55],
    ])
      expect(1 - Math.exp(-30 / days)).toBeCloseTo(rate, 3);
  });

  it('lays it under the types of a service, and joins what several say', async () => {
    const service = readFileSync(join(fixtures, 'service.json'), 'utf8');
    const text = await initOf({ 'service.json': service, 'spec.json': MACHINES, 'advice.json': ADVICE });
    expect(text.match(/type: ecs\.big\n/g)).toHaveLength(2);
    expect(text).not.toContain('ecs.fixed');
    const fixed = { InstanceMetas: [{ InstanceType: 'ecs.small' }] };
    expect(await initOf({ 'service.json': service, 'spec.json': fixed })).toContain(
      'spot: false  # the catalogue gives no discount: this type cannot be bid on',
    );
    expect(text.match(/GUESS: the catalogue says that there is stock/g)).toHaveLength(2);
  });

  it.each<[string, unknown, RegExp]>([
    ['cut', JSON.stringify(MACHINES).slice(0, 90), /x\.json:1:\d+: the file ends in the middle of the data/],
    ['empty', { InstanceMetas: [] }, /x\.json: the catalogue is empty/],
    [
      'with a discount that is none',
      { InstanceMetas: [spec('ecs.big', { SpotDiscount: 12 })] },
      /x\.json:\d+:\d+: ecs\.big: a discount is a share of the standard price/,
    ],
    [
      'too long to be read',
      { InstanceMetas: Array.from({ length: 21 }, (_, i) => spec(`ecs.t${i}`)) },
      /x\.json: the catalogue holds 21 types and zones.*choose by --instance-type and --zone/,
    ],
  ])('refuses one that is %s', async (_, content, message) => {
    const { code, out, err } = await spotsim(['init', 'x.json'], { cwd: folderWith({ 'x.json': content }) });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
  });
});

describe('spotsim init with other histories', () => {
  const discounts = {
    SpotDiscounts: [2, 1].map((day) => ({
      ...{ ZoneId: 'cn-hangzhou-i', SpotDiscount: `0.${day}`, InstanceType: 'ecs.c7.large' },
      Timestamp: `2024-04-1${day}T10:00:00Z`,
    })),
  };

  it('asks for the standard price that discounts are shares of', async () => {
    const cwd = folderWith({ 'd.json': discounts });
    expect((await spotsim(['init', 'd.json'], { cwd })).err).toBe(
      'd.json: the file holds discounts: shares of a standard price that it does not give (state it: --standard-price ecs.c7.large=PRICE)\n',
    );
    const text = await initOf({ 'd.json': discounts }, '--standard-price', 'ecs.c7.large=0.42');
    expect(text).toContain('# d.json was read as JSON of EAS DescribeSpotDiscountHistory');
    expect(text).toMatch(/by time: least 0\.042, median 0\.042/);
    expect(text).toContain('      format: eas\n');
  });

  it('takes the prices of a SkyPilot trace, and says of one without prices what it is', async () => {
    const trace = { metadata: { gap_seconds: 3600 }, data: [1, 0, 1], prices: [0.3, 0.2, 0.3] };
    const text = await initOf({ 't.json': trace });
    expect(text).toMatch(/3 rows over 3h/);
    expect(text).not.toMatch(/^start:/m);
    const { prices: _, ...bare } = trace;
    const { err } = await spotsim(['init', 't.json'], { cwd: folderWith({ 't.json': bare }) });
    expect(err).toMatch(/^t\.json: a trace of availability, not of prices: JSON of a SkyPilot trace/);
  });

  it('says of a file that it does not know what it holds', async () => {
    const { err } = await spotsim(['init', 'x.csv'], { cwd: folderWith({ 'x.csv': 'job,gpus\n1,2\n' }) });
    expect(err).toMatch(/^x\.csv:1:1: neither .*, but a table of job, gpus: no times and prices/);
  });

  it('refuses a history in another currency than the scenario', async () => {
    const alibaba = readFileSync(join(fixtures, 'alibaba.json'), 'utf8');
    const cwd = folderWith({ 'alibaba.json': alibaba });
    await spotsim(['init', 'alibaba.json', '--out', 'x.yaml'], { cwd });
    const { code, err } = await spotsim(['run', 'x.yaml', '--set', 'currency=USD', '--no-out'], { cwd });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^x\.yaml:\d+:\d+: .*price\.file: .*alibaba\.json is in CNY, the scenario in USD \(say currency: CNY/,
    );
  });
});
