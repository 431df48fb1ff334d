import { describe, expect, it } from 'vitest';
import { compile, failure, formatIssue, inMemory, parseScenario } from '../../../src/index.js';

const CSV = 'time,price\n2026-01-01T00:00:00Z,0.1\n2026-01-01T10:00:00Z,0.2\n';
const FILES = {
  'p.csv': CSV,
  'one.csv': 'time,price\n2026-01-01T00:00:00Z,0.1\n',
  'empty.csv': 'time,price\n',
  'high.csv': CSV.replace('0.2', '0.9'),
};

/** What only compiling tells of a price, as people see it. */
function faultsOf(price: string): readonly string[] {
  const pool = `name: a, type: t, region: r, zone: z, standardPrice: 0.4, price: ${price}`;
  const text = `version: 1\nname: s\nduration: 2d\nservices: []\npools:\n  - { ${pool} }\n`;
  const read = parseScenario({ name: 's.yaml', text }, { read: () => failure() });
  const model = read.ok ? compile(read.value, inMemory(FILES)) : read;
  return model.ok ? [] : model.issues.map(formatIssue);
}

const spikes = (base: string, clock = '1/h', duration = '2h'): string =>
  `{ process: spikes, clock: ${clock}, duration: ${duration}, level: { distribution: constant, value: 0.3 }, base: ${base} }`;
const CONSTANT = '{ process: constant, value: 0.1 }';
const ORDER =
  'a price of 0.9 (1 with protection) is not below the standard price of 0.4: no protection < protection < standard (priceOrder: none lets prices stand as given)';

describe('a price nested in spikes', () => {
  it('is checked at its own place, however deep', () => {
    expect(faultsOf(spikes('{ process: constant, value: 0.9 }'))).toEqual([
      `s.yaml:6:198: pools.a.price.base.value: ${ORDER}`,
    ]);
    expect(faultsOf(spikes(spikes('{ process: steps, steps: [{ at: 0s, value: 0.9 }] }')))).toEqual([
      `s.yaml:6:311: pools.a.price.base.base.steps.0.value: ${ORDER}`,
    ]);
    expect(faultsOf(spikes(spikes('{ process: trace, file: no.csv, format: csv }')))).toEqual([
      's.yaml:6:292: pools.a.price.base.base.file: no.csv: the file does not exist',
    ]);
  });
});

describe('spikes', () => {
  it('last for a finite time, above 0', () => {
    const law = '{ distribution: pareto, shape: 1, min: 1h }';
    expect(faultsOf(spikes(CONSTANT, '1/h', law))).toEqual([
      's.yaml:6:113: pools.a.price.duration: spikes of a mean duration of Infinity s: expected a finite one above 0',
    ]);
    expect(faultsOf(spikes(CONSTANT, '1/h', '0s'))).toHaveLength(1);
  });

  it('are not so many that a run would not end', () => {
    expect(faultsOf(spikes(CONSTANT, '2/s'))).toEqual([
      's.yaml:6:98: pools.a.price.clock: expected at most 1 spike a second',
    ]);
    expect(faultsOf(spikes(CONSTANT, '1/s', '100d'))).toEqual([
      's.yaml:6:98: pools.a.price.clock: 8640000 spikes would be live at once: expected at most 10000 (rate x mean duration)',
    ]);
  });
});

describe('regimes', () => {
  const regime = (name: string): string => `{ name: ${name}, median: 0.1, sigma: 1, reversion: 1/h }`;
  const switching = (rates: string, names: readonly string[]): string =>
    `{ process: regime-switching, rates: ${rates}, regimes: [${names.map(regime).join(', ')}] }`;

  it('are all left, and all reached', () => {
    expect(faultsOf(switching('[[0, 1/h], [0, 0]]', ['calm', 'wild']))).toEqual([
      's.yaml:6:119: pools.a.price.rates.1: wild is never left: expected a rate above 0 to another regime',
    ]);
    expect(faultsOf(switching('[[0, 1/h, 0], [1/h, 0, 0], [1/h, 0, 0]]', ['calm', 'wild', 'odd']))).toEqual([
      's.yaml:6:109: pools.a.price.rates.0: odd is never reached from calm: the regimes have no stationary shares',
    ]);
    expect(faultsOf(switching('[[0]]', ['calm']))).toEqual([]);
  });
});

describe('a bootstrap', () => {
  const of = (file: string, rest = 'block: 1h'): string =>
    `{ process: bootstrap, file: ${file}, format: csv, ${rest} }`;

  it('needs blocks that are not longer than the history', () => {
    expect(faultsOf(of('p.csv', 'block: 10h'))).toEqual([]);
    expect(faultsOf(of('p.csv', 'block: 11h'))).toEqual([
      's.yaml:6:127: pools.a.price.block: p.csv: a block of 11h is longer than the history, which spans 10h (shorten the block, or ask for a longer time range)',
    ]);
  });

  it('needs a history with more than an instant in it', () => {
    expect(faultsOf(of('empty.csv'))).toEqual([
      'empty.csv: the history is empty (ask the provider for a longer time range)',
    ]);
    expect(faultsOf(of('one.csv'))).toEqual([
      's.yaml:6:100: pools.a.price.file: one.csv: the history has one instant only (ask for a longer time range)',
    ]);
    expect(faultsOf(of('no.csv'))).toEqual([
      's.yaml:6:100: pools.a.price.file: no.csv: the file does not exist',
    ]);
  });

  it('is held to the order of the tiers, row by row (R17)', () => {
    expect(faultsOf(of('high.csv'))).toEqual([`high.csv:3:1: ${ORDER}`]);
    expect(faultsOf(of('p.csv', 'block: 1h, scale: 4.5'))).toEqual([
      `p.csv:2:1: ${ORDER.replaceAll('0.9 (1 ', '0.45 (0.5 ')}`,
      `p.csv:3:1: ${ORDER}`,
    ]);
  });
});

describe('a preset', () => {
  it('has a name that is known', () => {
    const [fault] = faultsOf('{ process: preset, name: ec2-2015-g2.2xlarge-z }');
    expect(fault).toMatch(/^s\.yaml:6:97: pools\.a\.price\.name: expected one of ec2-2015-g2\.2xlarge-a, /);
    expect(fault).toContain('(did you mean "ec2-2015-g2.2xlarge-a"?)');
    expect(faultsOf('{ process: preset, name: ec2-2015-g2.2xlarge-a }')).toEqual([]);
  });
});
