import { describe, expect, it } from 'vitest';
import { fileBeside, parseDuration } from '../../../src/scenario/index.js';
import { formatDuration } from '../../../src/units/index.js';

describe('parseDuration', () => {
  it.each([
    ['90s', 90],
    ['5m', 300],
    ['1h', 3600],
    ['30d', 2_592_000],
    ['1h30m', 5400],
    ['1d2h3m4s', 93_784],
    ['1.5h', 5400],
    ['1.1h', 3960],
    ['0s', 0],
    ['0.5s', 0.5],
    ['P30D', 2_592_000],
    ['PT5M', 300],
    ['P1DT12H', 129_600],
    ['P2W', 1_209_600],
    ['PT0.5S', 0.5],
    [300, 300],
    [0, 0],
  ])('reads %j as %d s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    '',
    '5',
    'm',
    '5 m',
    '-5m',
    '5m1h',
    'P',
    'PT',
    'P1DT',
    'P1Y',
    'P1M',
    '5M',
    '1e3s',
    '∞',
    -1,
    NaN,
    Infinity,
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('reads back what formatDuration writes', () => {
    for (const seconds of [0, 1, 59, 60, 3599, 3600, 86_399, 93_784, 2_592_000]) {
      expect(parseDuration(formatDuration(seconds))).toBe(seconds);
    }
  });
});

describe('fileBeside', () => {
  it.each([
    ['scenarios/a.yaml', './history.json', 'scenarios/history.json'],
    ['scenarios/a.yaml', 'data/../history.json', 'scenarios/history.json'],
    ['scenarios/a.yaml', '../../data/x.csv', '../data/x.csv'],
    ['a.yaml', './services/chat.json', 'services/chat.json'],
    ['/home/a.yaml', '../x.json', '/x.json'],
    ['./a.yaml', 'x.json', './x.json'],
    ['C:\\runs\\a.yaml', 'data\\x.csv', 'C:\\runs\\data\\x.csv'],
    ['C:\\runs\\a.yaml', '../x.csv', 'C:\\x.csv'],
    ['scenarios/a.yaml', '/data/x.csv', '/data/x.csv'],
    ['scenarios/a.yaml', 'D:\\x.csv', 'D:\\x.csv'],
  ])('in %s, %s is %s', (scenario, file, path) => {
    expect(fileBeside(scenario, file)).toBe(path);
  });
});
