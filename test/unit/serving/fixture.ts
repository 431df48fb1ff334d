import { describe, expect, it } from 'vitest';
import { compile, formatIssue, inMemory, parseScenario } from '../../../src/index.js';

/** A small sound scenario with plans, and its prices; tests change a text of either. */
const PLANS = `version: 1
name: plans
start: 2026-03-02T00:00:00+08:00
duration: 1d
currency: USD
priceTables: [prices.yaml]
demand:
  - { name: chat, model: M, mode: instruct, requests: { process: poisson, rate: 60/min }, input: 100, output: 50, serve: [ptu, mu, calls] }
plans:
  - { name: ptu, kind: ptu, inputTpm: 3000, outputTpm: 1500 }
  - { name: mu, kind: model-unit, unit: MU1, units: 1, perUnit: { input: 2000, output: 900 } }
  - { name: calls, kind: calls }
`;

const TABLE = `version: 1
name: test
date: 2026-01-01
source: made up
currency: USD
models:
  - model: M
    mode: instruct
    context: 10000
    ptu: { maxInput: 5000, hourly: { input: 1, output: 1 }, daily: { input: 12, output: 12 } }
    units: [{ unit: MU1, hourly: 10, monthly: 4700, throttling: false, fixedContext: true }]
    calls: [{ upTo: 1000, input: 1, output: 2 }, { input: 3, output: 6 }]
  - model: N
    calls: [{ input: 1, output: 1 }]
`;

export interface Given {
  readonly plans?: readonly [from: string, to: string];
  readonly prices?: readonly [from: string, to: string];
  readonly files?: Readonly<Record<string, string>>;
}

/** Every fault as people see it. */
function planFaults({ plans, prices, files = {} }: Given): readonly string[] {
  const parsed = parseScenario(
    { name: 's.yaml', text: changed(PLANS, plans) },
    { read: () => ({ ok: false, issues: [{ message: 'no such file' }] }) },
  );
  const all = { 'prices.yaml': changed(TABLE, prices), ...files };
  const model = parsed.ok ? compile(parsed.value, inMemory(all)) : parsed;
  return model.ok ? [] : model.issues.map(formatIssue);
}

function changed(text: string, change: readonly [from: string, to: string] | undefined): string {
  if (change === undefined) return text;
  if (!text.includes(change[0])) throw new Error(`not there: ${change[0]}`);
  return text.replace(...change);
}

export type Case = readonly [what: string, given: Given, ...expected: string[]];

/** What is wrong, and every fault that is told of it. */
export function table(title: string, cases: readonly Case[]): void {
  describe(`faults of ${title}`, () => {
    for (const [what, given, ...expected] of cases) {
      it(what, () => {
        expect(planFaults(given)).toEqual(expected);
      });
    }
  });
}
