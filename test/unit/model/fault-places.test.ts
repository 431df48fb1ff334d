import { describe, expect, it } from 'vitest';
import { compile, failure, formatIssue, parseScenario, type Assets } from '../../../src/index.js';

const TEXT = `version: 1
name: unread
duration: 1h
provider: aws-ec2
pools:
  - name: first
    type: t
    region: r
    zone: z
    standardPrice: 1
    price: { process: trace, file: p.csv.gz, format: csv }
    stock: { process: trace, file: s.json.gz, format: skypilot, available: 1, gap: 60s, sample: count }
services: []
`;
const compressed: Assets = { open: () => failure({ message: 'it is compressed', hint: 'gunzip it first' }) };

describe('a history that cannot be read', () => {
  it('is told at its place in the scenario, with the name of its pool and what to do', () => {
    const read = parseScenario({ name: 's.yaml', text: TEXT }, { read: () => failure() });
    const model = read.ok ? compile(read.value, compressed) : read;
    expect(model.ok ? [] : model.issues.map(formatIssue)).toEqual([
      's.yaml:11:36: pools.first.price.file: p.csv.gz: it is compressed (gunzip it first)',
      's.yaml:12:36: pools.first.stock.file: s.json.gz: it is compressed (gunzip it first)',
    ]);
  });
});
