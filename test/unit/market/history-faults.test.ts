import { describe, expect, it } from 'vitest';
import { faultsOf, read } from './reading.js';

const csv = (body: string, header = 'time,price'): string[] => faultsOf(read('csv', `${header}\n${body}`));
const awsRow = (fields: object): string =>
  JSON.stringify({ Timestamp: '2016-03-01T00:00:00Z', SpotPrice: '0.5', AvailabilityZone: 'a', ...fields });
const aws = (...rows: object[]): string[] =>
  faultsOf(read('aws', `{"SpotPriceHistory": [\n${rows.map(awsRow).join(',\n')}]}`));

describe('prices that are none', () => {
  it.each([
    ['0', '"0"'],
    ['-0.1', '"-0.1"'],
    ['NaN', '"NaN"'],
    ['Infinity', '"Infinity"'],
    ['cheap', '"cheap"'],
    ['0x10', '"0x10"'],
    ['1e999', '"1e999"'],
    ['$0.5', '"$0.5"'],
  ])('%s', (price, shown) => {
    expect(csv(`1,0.1\n20,${price}\n`)).toEqual([`prices:3:4: price ${shown}: expected a positive number`]);
  });

  it('nothing', () => {
    expect(csv('1,\n')).toEqual(['prices:2:3: no price: expected a positive number']);
    expect(aws({ SpotPrice: undefined })[0]).toBe('prices:2:1: no price: expected a positive number');
  });

  it('too small and too large to be counted', () => {
    expect(csv('1,0.0000004\n')[0]).toContain('prices:2:3: price "0.0000004": less than half a millionth');
    expect(csv('1,100000.1\n')[0]).toContain('expected at most 100000');
  });

  it('in JSON: null, a record, a negative number', () => {
    expect(aws({}, { SpotPrice: null }, { SpotPrice: {} }, { SpotPrice: -1 })).toEqual([
      'prices:3:1: price null: expected a positive number',
      'prices:4:1: price {}: expected a positive number',
      'prices:5:1: price -1: expected a positive number',
    ]);
  });

  it('discounts of the list price', () => {
    expect(aws({ SpotPrice: undefined, SpotDiscount: 0.1 })[0]).toContain('gives discounts, not prices');
  });
});

describe('times that are none', () => {
  it.each([
    ['2015-02-29T00:00:00Z', 'there is no day 29 in 2015-02'],
    ['2015-13-01T00:00:00Z', 'there is no month 13'],
    ['2015-01-01T24:00:00Z', 'no such time of day'],
    ['yesterday', 'not an ISO 8601 date and time'],
    ['2015-01-01', 'not an ISO 8601 date and time'],
  ])('%s', (time, why) => {
    const [fault] = csv(`1,0.1\n${time},0.2\n`);
    expect(fault).toContain(`prices:3:1: time "${time}": ${why}; expected ISO 8601 with a zone`);
  });

  it('a local time without a zone, with the way out', () => {
    expect(csv('2015-01-01T00:00:00,0.2\n')[0]).toMatch(
      /a local time without a zone.*\(append the zone to each, or state it/,
    );
  });

  it('milliseconds, with the guess', () => {
    expect(csv('1577836800000,1\n')[0]).toContain('(these look like milliseconds)');
    expect(csv('-1,1\n')[0]).toContain('expected seconds since 1970');
  });

  it('in JSON', () => {
    expect(aws({ Timestamp: undefined })[0]).toContain('prices:2:1: found undefined for a time');
  });
});

describe('files out of order', () => {
  it('are refused at the first such row, once', () => {
    const faults = csv('1,0.1\n3,0.3\n2,0.2\n9,1\n8,1\n');
    expect(faults).toHaveLength(1);
    expect(faults[0]).toBe(
      'prices:4:1: out of order: 1970-01-01T00:00:02Z after 1970-01-01T00:00:03Z, while the rows so far run ' +
        'forward in time (sort the file by time, and keep several series apart)',
    );
  });

  it('newest first too', () => {
    const [fault] = aws(
      { Timestamp: '2016-03-03T00:00:00Z' },
      { Timestamp: '2016-03-02T00:00:00Z' },
      { Timestamp: '2016-03-04T00:00:00Z' },
    );
    expect(fault).toContain('prices:4:1: out of order');
    expect(fault).toContain('run back in time');
  });
});

describe('files that hold something else', () => {
  it('nothing at all', () => {
    for (const text of ['', '\n\n', 'time,price\n']) {
      expect(faultsOf(read('csv', text))).toEqual([
        'prices: the history is empty (ask the provider for a longer time range)',
      ]);
    }
    expect(faultsOf(read('aws', '{"SpotPriceHistory": []}'))[0]).toContain('the history is empty');
    expect(faultsOf(read('aws', ''))[0]).toContain('the file is empty');
  });

  it('several series, and the scenario does not say which', () => {
    const [fault, ...others] = aws({}, { AvailabilityZone: 'b' }, { AvailabilityZone: 'b' });
    expect(fault).toBe(
      'prices: several series: zone "a" (1 rows); zone "b" (2 rows) (choose one by product, zone and instanceType)',
    );
    expect(others).toEqual([]);
  });

  it('not the series asked for', () => {
    const text = `{"SpotPriceHistory": [${awsRow({})}]}`;
    expect(faultsOf(read('aws', text, { zone: 'c', product: 'Windows' }))).toEqual([
      'prices: no row of product "Windows", zone "c"; the file holds zone "a" (1 rows)',
    ]);
    expect(faultsOf(read('csv', 'time,price\n1,1\n', { zone: 'c' }))[0]).toContain('no column "zone"');
  });

  it('another format', () => {
    expect(faultsOf(read('alibaba', '{"SpotPriceHistory": []}'))[0]).toContain('no array "SpotPriceType"');
    expect(faultsOf(read('aws', 'time,price\n1,2\n'))[0]).toContain('prices:1:1: not JSON: expected { or [');
    expect(faultsOf(read('csv', '1456704000,0.5\n'))[0]).toContain('prices:1:1: no column "time"');
  });

  it('other things than records', () => {
    expect(faultsOf(read('aws', '{"SpotPriceHistory": [7, [1]]}'))).toEqual([
      'prices:1:23: expected a record { ... }',
      'prices:1:26: expected a record { ... }',
    ]);
  });

  it('rows of another width than the header', () => {
    expect(csv('1,0,08\n')[0]).toBe('prices:2:1: found 3 cells, expected 2 as in the header');
  });

  it('a quote that never closes, found without reading the whole file', () => {
    expect(csv(`1,"0.5\n${'2,0.5\n'.repeat(50_000)}`)[0]).toContain('prices:2:1: a row without end');
    expect(csv('1,"0.5\n')[0]).toContain('prices:2:1: the file ends inside a quoted cell');
  });
});

describe('files cut in the middle', () => {
  const whole = `{"SpotPriceHistory": [\n${awsRow({})},\n${awsRow({ Timestamp: '2016-02-01T00:00:00Z' })}]}`;

  it('JSON: wherever the cut is', () => {
    for (let length = 1; length < whole.length; length += 1) {
      expect(faultsOf(read('aws', whole.slice(0, length))).join(), `cut at ${length}`).toContain('cut off?');
    }
    expect(faultsOf(read('aws', whole))).toEqual([]);
  });

  it('JSON: broken inside, with its place', () => {
    expect(faultsOf(read('aws', whole.replace('"0.5"', '0.5.5')))[0]).toMatch(/^prices:2:1: not valid JSON/);
    expect(faultsOf(read('aws', whole.replace('},', '}')))[0]).toMatch(
      /^prices:3:1: not valid JSON: unexpected "\{"/,
    );
    expect(faultsOf(read('aws', '{"a" 1}'))[0]).toMatch(/^prices:1:6: not valid JSON: unexpected "1"/);
    expect(faultsOf(read('aws', `${whole}]`))[0]).toMatch(/not JSON/);
  });

  it('CSV: a last line that ends too early', () => {
    expect(csv('1,0.1\n2')[0]).toBe(
      'prices:3:1: found 1 cells, expected 2 as in the header (the last line has no end: was the file cut off?)',
    );
    expect(csv('1,0.1\n2,0.')[0]).toContain('was the file cut off?');
  });
});

it('shows twenty faults, and how many more there are', () => {
  const faults = csv('1,x\n'.repeat(1000));
  expect(faults).toHaveLength(21);
  expect(faults[20]).toBe('prices: and 980 more');
});
