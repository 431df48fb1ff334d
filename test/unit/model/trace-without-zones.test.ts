import { describe, expect, it } from 'vitest';
import { compile, formatIssue, inMemory, parseScenario, run } from '../../../src/index.js';

const TEXT = `version: 1
name: local
start: 2026-03-02T08:00:00+08:00
duration: 2h
provider: aws-ec2
pools:
  - name: a
    type: t
    region: r
    zone: z
    standardPrice: 1
    price: { process: trace, file: local.csv, format: csv, align: calendar, TRACE }
services: []
`;
const FILE = 'when,cost\n2026-03-02 00:00:00,0.1\n2026-03-02 01:00:00,0.3\n2026-03-02 12:00:00,0.5\n';

function meanPrice(trace: string): number | null | undefined {
  const read = parseScenario(
    { name: 's.yaml', text: TEXT.replace('TRACE', trace) },
    { read: () => ({ ok: false, issues: [] }) },
  );
  const model = read.ok ? compile(read.value, inMemory({ 'local.csv': FILE })) : read;
  if (!model.ok) throw new Error(model.issues.map(formatIssue).join('\n'));
  return run(model.value).pools['a']?.priceMean;
}

describe('a CSV history of local times in columns of other names', () => {
  it('is read as the scenario says', () => {
    expect(meanPrice('timezone: Z, columns: { time: when, price: cost }')).toBeCloseTo(0.2, 9);
    expect(meanPrice('timezone: "+08:00", columns: { time: when, price: cost }')).toBeCloseTo(0.3, 9);
  });

  it('is refused as long as the scenario does not say so', () => {
    expect(() => meanPrice('after: fail')).toThrow(/no column "time"/);
    expect(() => meanPrice('columns: { time: when, price: cost }')).toThrow(
      /a local time without a zone.*state it beside the file in the scenario: timezone: Z/,
    );
  });
});
