import { expect, it } from 'vitest';
import { recognizeFile } from '../../../src/market/index.js';
import { faultsOf, read } from './reading.js';

it('says what a file is that it cannot read', () => {
  const what = (text: string): string => recognizeFile(text).what;
  expect(what('')).toContain('the file is empty');
  expect(what('\uFEFF[{"key": ["us-east-1a"], "mean": 3}]')).toBe(
    'JSON that holds key, mean: no list of times and prices that we know',
  );
  expect(what('a,b\n1,2\n')).toBe('a table of a, b: no times and prices');
  expect(what('480000,add,node1\n')).toBe('a trace of nodes added and removed');
  expect(what('{"InstanceMetas": []}')).toContain('DescribeMachineSpec');
  expect(what('{"AvailableSpotZones": {}}')).toContain('DescribeSpotAdvice');
  expect(what('once upon a time')).toBe('text that is neither JSON nor a table');
});

it('refuses a file that has a series of its own in each row', () => {
  const text = `time,price,zone\n${Array.from({ length: 200_001 }, (_, i) => `${i},1,z${i}\n`).join('')}`;
  expect(faultsOf(read('csv', text, { zone: 'z0' }))[0]).toContain('more than 200000 series');
});
