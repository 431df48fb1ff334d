import { collectEvents, compile, formatIssue, inMemory, parseScenario, Run } from '../../src/index.js';
import type { LineItem, Model, RunResults, SimulationEvent } from '../../src/index.js';
import type { Input } from './simulate.js';

/** Round prices, so that results can be worked out in the head. */
export const PRICES = {
  version: 1,
  name: 'test',
  date: '2026-01-01',
  source: 'made up',
  currency: 'USD',
  models: [
    {
      model: 'M',
      context: 10_000,
      ptu: { maxInput: 5000, hourly: { input: 1, output: 1 }, daily: { input: 12, output: 12 } },
      units: [{ unit: 'MU1', hourly: 10, monthly: 4700 }],
      calls: [
        { upTo: 1000, input: 1, output: 2 },
        { input: 3, output: 6 },
      ],
    },
    {
      model: 'T',
      mode: 'thinking',
      ptu: { maxInput: 5000, hourly: { input: 1, output: 4 }, daily: { input: 12, output: 48 } },
      units: [{ unit: 'MU1', hourly: 10, monthly: 4700, throttling: false }],
    },
  ],
};

/** A demand of the model M, evenly once a second, 100 tokens in and 50 out. */
export const demand = (changes: Input = {}): Input => ({
  name: 'chat',
  model: 'M',
  requests: { process: 'constant', rate: '60/min' },
  input: 100,
  output: 50,
  serve: ['ptu', 'calls'],
  ...changes,
});

export const ptu = (changes: Input = {}): Input => ({
  name: 'ptu',
  kind: 'ptu',
  inputTpm: 3000,
  outputTpm: 3000,
  ...changes,
});

export const calls = (changes: Input = {}): Input => ({ name: 'calls', kind: 'calls', ...changes });

/** Plans without pools or services. */
export const tokens = (changes: Input = {}): Input => ({
  version: 1,
  name: 'tokens',
  seed: 1,
  start: '2026-03-02T00:00:00+08:00',
  duration: '1h',
  currency: 'USD',
  priceTables: ['prices.json'],
  demand: [demand()],
  plans: [ptu(), calls()],
  ...changes,
});

const files = (prices: unknown, more: Readonly<Record<string, string>>) =>
  inMemory({ 'prices.json': JSON.stringify(prices), ...more });

export interface Options {
  readonly prices?: unknown;
  readonly files?: Readonly<Record<string, string>>;
  readonly replication?: number;
}

/** The faults of a scenario, as they are shown. */
export function tokenFaults(input: Input, { prices = PRICES, files: more = {} }: Options = {}): string[] {
  const parsed = parse(input);
  const model = parsed.ok ? compile(parsed.value, files(prices, more)) : parsed;
  return model.ok ? [] : model.issues.map(formatIssue);
}

export function tokenModel(input: Input, { prices = PRICES, files: more = {} }: Options = {}): Model {
  const parsed = parse(input);
  const model = parsed.ok ? compile(parsed.value, files(prices, more)) : parsed;
  if (!model.ok) throw new Error(model.issues.map(formatIssue).join('\n'));
  return model.value;
}

export interface Served {
  readonly results: RunResults;
  readonly events: readonly SimulationEvent[];
  readonly items: readonly LineItem[];
  readonly plan: (name: string) => NonNullable<RunResults['plans']>[string];
}

/** Runs a scenario to its end, with everything that happened. */
export function serve(input: Input, options: Options = {}): Served {
  const items: LineItem[] = [];
  let events: readonly SimulationEvent[] = [];
  const results = new Run(tokenModel(input, options), {
    replication: options.replication,
    ledger: (item) => items.push(item),
    recorders: (directory) => {
      const collector = collectEvents(directory);
      events = collector.events;
      return [collector];
    },
  }).finish();
  const plan: Served['plan'] = (name) => {
    const found = results.plans?.[name];
    if (found === undefined) throw new Error(`no plan ${name}`);
    return found;
  };
  return { results, events, items, plan };
}

const parse = (input: Input) =>
  parseScenario(
    { name: 'scenario.json', text: JSON.stringify(input) },
    { read: () => ({ ok: false, issues: [{ message: 'no files here' }] }) },
  );
