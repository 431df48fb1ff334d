import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeHistory, detectFormat } from '../../../src/market/index.js';
import { parseInstant } from '../../../src/units/index.js';
import { historyOf, read, rowsOf } from './reading.js';

const second = (text: string): number => parseInstant(text)!.epochSeconds;

const aws = (rows: readonly (readonly [time: string, price: string, zone?: string])[]): string =>
  JSON.stringify({
    SpotPriceHistory: rows.map(([Timestamp, SpotPrice, zone = 'us-west-1b']) => ({
      AvailabilityZone: zone,
      InstanceType: 'm1.xlarge',
      ProductDescription: 'Linux/UNIX',
      SpotPrice,
      Timestamp,
    })),
    NextToken: 'AAAD3j==',
  });

const alibaba = (rows: readonly (readonly [time: string, price: number, standard?: number])[]): string =>
  JSON.stringify({
    RequestId: 'B6B3-…',
    NextOffset: 1000,
    Currency: 'CNY',
    SpotPrices: {
      SpotPriceType: rows.map(([Timestamp, SpotPrice, OriginPrice = 0.354]) => ({
        InstanceType: 'ecs.g5.large',
        IoOptimized: 'optimized',
        NetworkType: 'vpc',
        ZoneId: 'cn-hangzhou-g',
        Timestamp,
        OriginPrice,
        SpotPrice,
      })),
    },
  });

describe('CSV', () => {
  it('reads ISO 8601 with Z or an offset, and epoch seconds, as seconds since the epoch', () => {
    const text = 'time,price\n2016-02-29T00:00:00Z,0.08\n2016-02-29T08:00:01+08:00,0.0801\n1456704002,1\n';
    expect(rowsOf(historyOf(read('csv', text)))).toEqual([
      [1456704000, 80_000],
      [1456704001, 80_100],
      [1456704002, 1_000_000],
    ]);
  });

  it('takes quoted cells, CRLF, a byte order mark, empty lines, other columns and a missing last line break', () => {
    const text =
      '\uFEFFid,"Timestamp",note,Price\r\n1,2020-01-01 00:00:00+00:00,"a, ""b""\r\nc","0.5"\r\n\r\n2,1577836801,,0.6';
    const history = historyOf(read('csv', text));
    expect(rowsOf(history)).toEqual([
      [1577836800, 500_000],
      [1577836801, 600_000],
    ]);
    expect([...history.lines]).toEqual([2, 5]);
  });

  it('reads columns by the names that the user gives', () => {
    const text = 'when,time,usd,price\n5,x,0.25,y\n';
    expect(rowsOf(historyOf(read('csv', text, { columns: { time: 'when', price: 'usd' } })))).toEqual([
      [5, 250_000],
    ]);
  });

  it('takes a local time in the zone that the user states', () => {
    const text = 'time,price\n2020-01-01T08:00:00,0.5\n';
    expect(rowsOf(historyOf(read('csv', text, { timezone: '+08:00' })))).toEqual([[1577836800, 500_000]]);
  });

  it('chooses a series by the columns that name it', () => {
    const text = 'Timestamp,Region,SpotPrice\n20,a,0.2\n19,b,0.1\n10,a,0.3\n';
    const history = historyOf(read('csv', text, { zone: 'a' }));
    expect(rowsOf(history)).toEqual([
      [10, 300_000],
      [20, 200_000],
    ]);
    expect(history.held.map(({ labels, rows }) => [labels.zone, rows])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  it('keeps the latest row of one instant in the time order of the file', () => {
    const forwards = 'time,price\n1,0.1\n2,0.2\n2,0.3\n3,0.4\n';
    expect(rowsOf(historyOf(read('csv', forwards)))[1]).toEqual([2, 300_000]);
    const backwards = 'time,price\n3,0.4\n2,0.3\n2,0.2\n1,0.1\n';
    expect(rowsOf(historyOf(read('csv', backwards)))[1]).toEqual([2, 300_000]);
    const tieFirst = (rest: string) => rowsOf(historyOf(read('csv', `time,price\n2,0.2\n2,0.3\n${rest}\n`)));
    expect(tieFirst('3,1')[0]).toEqual([2, 300_000]);
    expect(tieFirst('1,1')[1]).toEqual([2, 200_000]);
    expect(tieFirst('')).toEqual([[2, 300_000]]);
  });
});

describe('AWS describe-spot-price-history', () => {
  const newestFirst = aws([
    ['2014-01-06T04:32:53.000Z', '0.080000'],
    ['2014-01-06T04:32:53+00:00', '0.070000'],
    ['2014-01-05T11:28:26.000Z', '26.000001'],
  ]);

  it('reads newest first, prices exactly, the row nearer the top where two have one instant', () => {
    const history = historyOf(read('aws', newestFirst));
    expect(rowsOf(history)).toEqual([
      [second('2014-01-05T11:28:26Z'), 26_000_001],
      [second('2014-01-06T04:32:53Z'), 80_000],
    ]);
    expect(history.labels).toEqual({ product: 'Linux/UNIX', zone: 'us-west-1b', instanceType: 'm1.xlarge' });
  });

  it('reads pages one after the other, and an array of pages', () => {
    const older = aws([['2014-01-04T00:00:00.000Z', '0.5']]);
    for (const text of [`${newestFirst}\n${older}`, newestFirst + older, `[${newestFirst},${older}]`]) {
      expect(rowsOf(historyOf(read('aws', text))).map(([, price]) => price)).toEqual([
        500_000, 26_000_001, 80_000,
      ]);
    }
  });

  it('keeps the line and column of each record', () => {
    const text =
      '{\n  "SpotPriceHistory": [\n    {"Timestamp": "2014-01-06T00:00:00Z",\n "SpotPrice": "1"}, {"Timestamp": "2014-01-05T00:00:00Z", "SpotPrice": "2"}]}';
    const history = historyOf(read('aws', text));
    expect([...history.lines]).toEqual([4, 3]);
    expect([...history.columns]).toEqual([21, 5]);
  });

  it('chooses one of several series', () => {
    const text = aws([
      ['2014-01-06T00:00:00Z', '1', 'a'],
      ['2014-01-06T00:00:00Z', '2', 'b'],
      ['2014-01-05T00:00:00Z', '3', 'a'],
    ]);
    expect(rowsOf(historyOf(read('aws', text, { zone: 'a' }))).map(([, price]) => price)).toEqual([3e6, 1e6]);
  });
});

describe('Alibaba Cloud DescribeSpotPriceHistory', () => {
  it('reads prices, the standard price of the latest row, and the currency', () => {
    const history = historyOf(
      read(
        'alibaba',
        alibaba([
          ['2019-11-19T06:00:00Z', 0.036, 0.354],
          ['2019-11-19T07:00:00Z', 0.037, 0.36],
        ]),
      ),
    );
    expect(rowsOf(history).map(([, price]) => price)).toEqual([36_000, 37_000]);
    expect(history).toMatchObject({ currency: 'CNY', standardPrice: 360_000 });
    expect(history.labels).toEqual({ product: 'vpc', zone: 'cn-hangzhou-g', instanceType: 'ecs.g5.large' });
  });

  it('takes a time without a zone as UTC', () => {
    const history = historyOf(read('alibaba', alibaba([['2019-11-19T06:00:00', 0.036]])));
    expect(history.series.at[0]).toBe(second('2019-11-19T06:00:00Z'));
  });
});

describe('chunks', () => {
  const texts = {
    csv: 'time,price,"no\nte"\r\n1,0.1,"ü, ""x"""\r\n2,0.2,\r\n3,"0.3",z\r\n',
    aws: aws([
      ['2014-01-06T04:32:53.000Z', '0.080000', 'a "\\u00e9" {[\\"]}'],
      ['2014-01-05T04:32:53.000Z', '0.090000', 'a "\\u00e9" {[\\"]}'],
    ]).replaceAll(',', ' ,\n '),
    alibaba: alibaba([['2019-11-19T06:00:00Z', 36e-3]]),
  } as const;

  it.each(['csv', 'aws', 'alibaba'] as const)('of any size give the same history: %s', (format) => {
    const whole = historyOf(read(format, texts[format]));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (size) => {
        expect(read(format, texts[format], {}, size)).toEqual({ ok: true, value: whole });
      }),
      { seed: 5, numRuns: 40 },
    );
  });

  it('a file of megabytes is read in pieces', () => {
    const rows = 60_000;
    const text = `time,price\n${Array.from({ length: rows }, (_, i) => `${1e9 + i * 60},${(i % 9) + 1}\n`).join('')}`;
    const history = historyOf(read('csv', text, {}, 65_536));
    expect(history.series.at.length).toBe(rows);
    expect(history.lines[rows - 1]).toBe(rows + 1);
    expect(history.series.value.reduce((sum, price) => sum + price, 0)).toBeCloseTo(
      Array.from({ length: rows }, (_, i) => ((i % 9) + 1) * 1e6).reduce((sum, price) => sum + price, 0),
    );
  });
});

it('detects a format by the beginning of the text', () => {
  expect(detectFormat(aws([]))).toBe('aws');
  expect(detectFormat(alibaba([]))).toBe('alibaba');
  expect(detectFormat('\uFEFFTimestamp,Price\n')).toBe('csv');
  expect(detectFormat('{"metadata": {"gap_seconds": 600}, "data": [')).toBe('skypilot');
  expect(detectFormat('{"a": 1}')).toBeUndefined();
  expect(detectFormat('once upon a time')).toBeUndefined();
});

it('describes a history by time, not by rows', () => {
  const history = historyOf(read('csv', 'time,price\n0,1\n10,3\n20,3\n100,7\n'));
  expect(describeHistory(history.series)).toEqual({
    rows: 4,
    changes: 2,
    from: '1970-01-01T00:00:00Z',
    until: '1970-01-01T00:01:40Z',
    span: 100,
    min: 1e6,
    max: 7e6,
    mean: 2.8e6,
    quantiles: { p05: 1e6, p25: 3e6, p50: 3e6, p75: 3e6, p95: 3e6 },
  });
});
