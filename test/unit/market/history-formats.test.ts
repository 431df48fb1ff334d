import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/market/index.js';
import { faultsOf, historyOf, read, rowsOf } from './reading.js';

const discounts = (key: string, ...rows: object[]): string =>
  JSON.stringify({
    RequestId: '40325405',
    [key]: rows.map((row, i) => ({
      ZoneId: 'cn-hangzhou-i',
      Timestamp: `2024-04-1${i}T10:00:00Z`,
      InstanceType: 'ecs.c7.large',
      ...row,
    })),
  });
const standardPrice = 420_000;

describe('AWS text output', () => {
  const rows = [
    'SPOTPRICEHISTORY\tus-west-1b\tm1.xlarge\tLinux/UNIX (Amazon VPC)\t0.080000\t2014-01-06T04:32:53.000Z',
    'SPOTPRICEHISTORY\tus-west-1b\tm1.xlarge\tLinux/UNIX (Amazon VPC)\t0.070000\t2014-01-05T11:28:26+00:00',
  ];

  it('is read as the JSON of the same rows would be', () => {
    const history = historyOf(read('aws-text', `${rows.join('\n')}\n`));
    expect(rowsOf(history)).toEqual([
      [1388921306, 70_000],
      [1388982773, 80_000],
    ]);
    expect(history.labels).toEqual({
      zone: 'us-west-1b',
      instanceType: 'm1.xlarge',
      product: 'Linux/UNIX (Amazon VPC)',
    });
    expect([...history.lines]).toEqual([2, 1]);
  });

  it('may have the id of the zone, leave out the tag, and end in a token for the next page', () => {
    const withId = rows[0].replace('us-west-1b', 'us-west-1b\tusw1-az1');
    expect(historyOf(read('aws-text', `${withId}\n`)).labels.zone).toBe('us-west-1b');
    const archive = 'use1-az2\tg5.xlarge\tLinux/UNIX\t0.466400\t2022-05-31T18:20:41+00:00\nNEXTTOKEN\tAAA\n';
    expect(detectFormat(archive)).toBe('aws-text');
    const history = historyOf(read('aws-text', archive));
    expect(history.series.value[0]).toBe(466_400);
    expect(history.notes?.[0].message).toContain('NEXTTOKEN');
  });

  it('refuses rows of other widths and broken cells with their places', () => {
    expect(faultsOf(read('aws-text', `${rows[0]}\na\tb\n`))[0]).toMatch(
      /^prices:2:1: found 2 cells: expected the tab-separated cells/,
    );
    expect(faultsOf(read('aws-text', `${rows[0].replace('0.080000', '0')}\n`))[0]).toBe(
      'prices:1:63: price "0": expected a positive number',
    );
  });
});

describe('tables', () => {
  it('have commas, tabs, semicolons or bars, told by the first line or stated', () => {
    for (const separator of [',', '\t', ';', '|']) {
      const text = ['time,price,note', '1,0.5,"a,b;c\td|e"'].join('\n').replaceAll(/,(?!b)/g, separator);
      expect(rowsOf(historyOf(read('csv', text)))).toEqual([[1, 500_000]]);
    }
    const stated = read('csv', 'time;price,a,b\n1;0.5\n', {
      delimiter: ';',
      columns: { price: 'price,a,b' },
    });
    expect(rowsOf(historyOf(stated))).toEqual([[1, 500_000]]);
  });

  it('may have no header, dates and times apart, and labels by column', () => {
    const text = '2015-03-11,16:53:20,a,0.1\n2015-03-11,16:53:20,b,0.3\n2015-03-12,00:00:00,a,0.2\n';
    const columns = { date: 1, time: 2, zone: 3, price: 4 };
    expect(rowsOf(historyOf(read('csv', text, { columns, zone: 'a', timezone: 'Z' })))).toEqual([
      [1426092800, 100_000],
      [1426118400, 200_000],
    ]);
    expect(faultsOf(read('csv', text, { columns: { time: 1, price: 9 } }))).toEqual([
      'prices:1:1: no column 9: the first line has 4 cells',
    ]);
    expect(faultsOf(read('csv', text, { columns: { time: 1, price: 'price' } }))[0]).toContain(
      'no number for the column of price',
    );
    expect(faultsOf(read('csv', '1,2\n'))[0]).toContain(
      'number them where it does not: columns: { time: 1, price: 2 }',
    );
  });

  it('count time in a unit only if it is stated', () => {
    const history = historyOf(read('csv', 'time,price\n0,1\n0.59,2\n', { unit: 'h' }));
    expect(rowsOf(history)).toEqual([
      [0, 1e6],
      [2124, 2e6],
    ]);
    expect(history.series.undated).toBe(true);
    expect(faultsOf(read('csv', 'time,price\n-1,1\n', { unit: 's' }))[0]).toContain('at least 0, of s since');
  });

  it('name their currency in a column, or in the name of the price, and may not mix them', () => {
    const named = historyOf(read('csv', 'timestamp\tprice_usd_per_hour\n1\t0.5\n'));
    expect(named.currency).toBe('USD');
    expect(historyOf(read('csv', 'time,price,currency\n1,0.5,CNY\n')).currency).toBe('CNY');
    expect(faultsOf(read('csv', 'time,price,currency\n1,1,CNY\n2,1,USD\n3,1,CNY\n4,1,USD\n'))).toEqual([
      'prices:3:1: mixed currencies: USD here, CNY before (keep one currency in a file)',
    ]);
  });

  it('have decimal points', () => {
    expect(faultsOf(read('csv', 'time;price\n1;0,5\n'))[0]).toBe(
      'prices:2:3: price "0,5": expected a positive number (write a decimal point)',
    );
  });
});

it('mixed currencies of pages are told where the second stands', () => {
  const page = (currency: string) =>
    `{"Currency": "${currency}", "SpotPrices": {"SpotPriceType": [{"ZoneId": "a", "Timestamp": "2019-11-19T06:00:00Z", "SpotPrice": 1}]}}`;
  expect(faultsOf(read('alibaba', `${page('CNY')}\n${page('USD')}\n`))).toEqual([
    'prices:2:14: mixed currencies: USD here, CNY before (keep one currency in a file)',
  ]);
});

describe.each([
  ['eas', 'SpotDiscounts', '0.1'],
  ['pai', 'SpotPriceHistory', 0.1],
] as const)('discounts (%s)', (format, key, tenth) => {
  it('are shares of the standard price that is stated', () => {
    const text = discounts(key, { SpotDiscount: tenth }, { SpotDiscount: 1 });
    expect(detectFormat(text)).toBe(format);
    const history = historyOf(read(format, text, { standardPrice }));
    expect([...history.series.value]).toEqual([42_000, 420_000]);
    expect(history.labels).toMatchObject({ zone: 'cn-hangzhou-i', instanceType: 'ecs.c7.large' });
  });

  it('are refused without a standard price, and where they are no shares', () => {
    const text = discounts(key, { SpotDiscount: tenth });
    expect(faultsOf(read(format, text))).toEqual([
      'prices: the file holds discounts: shares of a standard price that it does not give (state the standard price of the instance type)',
    ]);
    for (const share of [0, -0.1, '10', 10, null, 'cheap']) {
      expect(faultsOf(read(format, discounts(key, { SpotDiscount: share }), { standardPrice }))[0]).toMatch(
        /^prices:1:\d+: (?:no )?discount .*expected a share of the standard price, above 0 and at most 1/,
      );
    }
    expect(faultsOf(read(format, discounts(key, { SpotPrice: 1 }), { standardPrice }))[0]).toContain(
      'this file gives prices, not discounts',
    );
  });
});

describe('SkyPilot prices', () => {
  const text = '{"metadata": {"gap_seconds": 34}, "data": [0, 1], "prices": [1.3973, 1.4]}';

  it('hold for the gap that the file has, which the scenario may only repeat', () => {
    const { series } = historyOf(read('skypilot', text, {}, 7));
    expect(series).toEqual({
      at: Float64Array.of(0, 34),
      value: Float64Array.of(1_397_300, 1_400_000),
      until: 68,
      undated: true,
    });
    expect(faultsOf(read('skypilot', text, { gap: 30 }))).toEqual([
      'prices:1:30: the file says gap_seconds 34, the scenario says gap 30s',
    ]);
  });

  it('have dates where the file says when it began', () => {
    const dated = text.replace('34}', '34, "start_time": "2025-10-04T00:10:00.002281+00:00"}');
    const { series } = historyOf(read('skypilot', dated));
    expect([series.at[0], series.until, series.undated]).toEqual([1759536600, 1759536668, undefined]);
  });

  it('of many zones need the gap and the choice of one', () => {
    const zones = '{"us-east-1a": [1, 2], "us-east-1b": [3, 4, 5]}';
    expect(detectFormat(zones)).toBe('skypilot');
    expect(faultsOf(read('skypilot', zones, { gap: 195 }))[0]).toMatch(
      /several series: zone "us-east-1a" \(2/,
    );
    expect(faultsOf(read('skypilot', zones, { zone: 'us-east-1a' }))[0]).toContain(
      'does not say how far its prices lie apart (state it: gap: 195s)',
    );
    expect(rowsOf(historyOf(read('skypilot', zones, { gap: 195, zone: 'us-east-1b' })))).toEqual([
      [0, 3e6],
      [195, 4e6],
      [390, 5e6],
    ]);
  });

  it('are refused where there are none, and where one is none', () => {
    expect(faultsOf(read('skypilot', '{"metadata": {"gap_seconds": 34}, "data": [0]}'))[0]).toContain(
      'no array "prices" in this file (it holds availability only',
    );
    expect(faultsOf(read('skypilot', text.replace('1.4]', 'null]')))[0]).toContain(
      'prices:1:70: price null: expected a positive number',
    );
  });
});

describe('AWS pages', () => {
  const row = (day: number, zone: string, product = 'Linux/UNIX') => ({
    ...{ AvailabilityZone: zone, InstanceType: 'm1.xlarge', ProductDescription: product },
    ...{ SpotPrice: `0.0${day}`, Timestamp: `2014-01-0${day}T00:00:00.000Z` },
  });
  const page = (rows: object[], NextToken?: string) => JSON.stringify({ SpotPriceHistory: rows, NextToken });

  it('of several zones and products, each with the point before the window, are told apart', () => {
    const text =
      page([row(9, 'a'), row(8, 'b'), row(8, 'a', 'Windows')], 'more') +
      page([row(5, 'a'), row(2, 'b'), row(1, 'a')]);
    const history = historyOf(read('aws', text, { zone: 'a', product: 'Linux/UNIX' }, 11));
    expect([...history.series.value]).toEqual([10_000, 50_000, 90_000]);
    expect(history.notes).toEqual([]);
    expect(history.held.length).toBe(3);
  });

  it('of which the last is not the last are noted', () => {
    const history = historyOf(read('aws', page([row(9, 'a')], 'more')));
    expect(history.notes?.map(({ message }) => message)).toEqual([
      'the last page has a NextToken: older prices are missing',
    ]);
  });
});

describe('several prices at one instant', () => {
  const rows = (count: number, doubled: number): string =>
    `time,price\n${Array.from({ length: count }, (_, i) => `${i},1\n${i < doubled ? `${i},2\n` : ''}`).join('')}`;

  it('are noted where they are few: the latest counts', () => {
    const history = historyOf(read('csv', rows(2000, 9)));
    expect(history.notes?.[0].message).toBe('9 of 2009 rows stand at the instant of another row');
  });

  it('are refused where they are many: a column is missing', () => {
    expect(faultsOf(read('csv', rows(400, 12)))).toEqual([
      'prices:3:1: several series are mixed here: 12 of 412 rows stand at the instant of another row, with another price ' +
        '(this is the first) (the column that tells them apart (availability zone, type or product) is missing: ask the provider again with it)',
    ]);
  });
});
