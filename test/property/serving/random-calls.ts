import fc from 'fast-check';
import type { NaiveCall, NaivePlan, NaiveState } from '../../oracle/naive-chain.js';
import { calls, demand, ptu, tokens } from '../../support/tokens.js';
import type { Input } from '../../support/simulate.js';

/** 8 seconds before a minute begins, so that the first window is short. */
const START = '2026-03-02T00:00:52+08:00';
export const EPOCH = Date.parse(START) / 1000;
const DURATION = 400;

export interface World {
  readonly calls: readonly NaiveCall[];
  readonly plans: readonly NaivePlan[];
  readonly scenario: Input;
  readonly files: Readonly<Record<string, string>>;
}

const call = fc.record({
  at: fc.oneof(
    fc.integer({ min: 0, max: DURATION - 1 }),
    fc.integer({ min: 0, max: 4 * DURATION - 1 }).map((n) => n / 4),
  ),
  input: fc.constantFrom(1, 40, 100, 250, 1000, 1001, 5000, 5001),
  output: fc.constantFrom(0, 1, 50, 300, 5000),
});

const instant = fc.integer({ min: 1, max: DURATION - 1 });
const tpm = fc.constantFrom(0, 99, 100, 500, 1000, 6000, 20_000);

const given = fc.record({
  calls: fc.array(call, { minLength: 1, maxLength: 120 }),
  first: fc.record({ inputTpm: fc.constantFrom(100, 1000, 6000), outputTpm: tpm }),
  scaled: fc.option(fc.record({ at: instant, inputTpm: fc.constantFrom(50, 100, 6000), outputTpm: tpm })),
  unpublished: fc.option(instant),
  overflow: fc.constantFrom('next', 'reject'),
  whenDown: fc.constantFrom('next', 'reject'),
  units: fc.integer({ min: 1, max: 2 }),
  deploy: fc.constantFrom(0, 30, 90),
  limits: fc.constantFrom({}, { rpm: 2 }, { tpm: 1500 }, { rpm: 3, tpm: 6000 }),
});
type Drawn = typeof given extends fc.Arbitrary<infer T> ? T : never;

/** Random calls down the chain PTU, model units, plain calls, while the PTU is scaled and taken down. */
export const worlds: fc.Arbitrary<World> = given.map((drawn) => {
  const sorted = [...drawn.calls].sort((a, b) => a.at - b.at);
  const { scenario, plans } = { scenario: scenarioOf(drawn), plans: plansOf(drawn) };
  const rows = sorted.map(({ at, input, output }) => `${timeOf(at)},${input},${output}`);
  return {
    calls: sorted,
    plans,
    scenario,
    files: { 't.csv': ['time,input,output', ...rows, ''].join('\n') },
  };
});

const timeOf = (at: number): string => new Date((EPOCH + at) * 1000).toISOString();

function scenarioOf({ first, scaled, unpublished, overflow, whenDown, units, deploy, limits }: Drawn): Input {
  const scale = { action: 'scale', plan: 'ptu' };
  const { at = 0, ...set } = scaled ?? {};
  return tokens({
    start: START,
    duration: `${DURATION}s`,
    demand: [
      demand({
        requests: { process: 'trace', file: 't.csv', rows: 'requests', align: 'calendar' },
        input: undefined,
        output: undefined,
        serve: ['ptu', 'mu', 'calls'],
      }),
    ],
    plans: [
      ptu({ ...first, overflow, whenDown }),
      {
        ...{ name: 'mu', kind: 'model-unit', unit: 'MU1', units, perUnit: { input: 500, output: 400 } },
        ...{ deploy: `${deploy}s`, whenDown, limits },
      },
      calls({ limits }),
    ],
    timeline: [
      ...(scaled === null ? [] : [{ ...scale, at: `${at}s`, set }]),
      ...(unpublished === null ? [] : [{ at: `${unpublished}s`, action: 'unpublish', plan: 'ptu' }]),
    ],
  });
}

function plansOf(drawn: Drawn): readonly NaivePlan[] {
  const { limits, units, deploy, whenDown, overflow } = drawn;
  const limited = { rpm: Infinity, tpm: Infinity, ...limits };
  const unlimited = { rpm: Infinity, tpm: Infinity };
  const always = { from: 0, serving: true, inputTpm: Infinity, outputTpm: Infinity };
  const ofUnits = { from: deploy, serving: true, inputTpm: 500 * units, outputTpm: 400 * units };
  const context = 10_000;
  return [
    {
      name: 'ptu',
      maxInput: 5000,
      context,
      ...unlimited,
      beyond: overflow,
      down: whenDown,
      states: ptuStates(drawn),
    },
    {
      name: 'mu',
      maxInput: Infinity,
      context,
      ...limited,
      beyond: 'next',
      down: whenDown,
      states: [ofUnits],
    },
    {
      name: 'calls',
      maxInput: Infinity,
      context,
      ...limited,
      beyond: 'next',
      down: 'next',
      states: [always],
    },
  ] as readonly NaivePlan[];
}

/** By the second: a plan that was taken down cannot be scaled, and actions of one second happen in file order. */
function ptuStates({ first, scaled, unpublished }: Drawn): readonly NaiveState[] {
  const gone = unpublished ?? Infinity;
  const states: NaiveState[] = [{ from: 0, serving: true, ...first }];
  if (scaled !== null && scaled.at <= gone) {
    const { at, ...quota } = scaled;
    states.push({ from: at, serving: true, ...quota });
  }
  if (gone < Infinity) states.push({ from: gone, serving: false, inputTpm: 0, outputTpm: 0 });
  return states;
}
