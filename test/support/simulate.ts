import { collectEvents, compile, formatIssue, inMemory, parseScenario, Run } from '../../src/index.js';
import type { LineItem, RunOptions, RunResults, SimulationEvent, Strategies } from '../../src/index.js';

/** Scenario input as a user would write it, as data. */
export type Input = Readonly<Record<string, unknown>>;

export interface Simulated {
  readonly results: RunResults;
  readonly events: readonly SimulationEvent[];
  readonly items: readonly LineItem[];
  readonly run: Run;
}

type Kind = SimulationEvent['kind'];

/** One pool, one service, everything else at rest: what a rule's test then changes. */
export function world(changes: Input = {}): Input {
  return {
    version: 1,
    name: 'rule',
    seed: 1,
    start: '2026-03-02T00:00:00+08:00',
    duration: '6h',
    currency: 'USD',
    pools: [pool('a')],
    services: [service('s')],
    ...changes,
  };
}

/** A pool `name` of type `ecs.name`; spot at 0.10 (0.111111 with protection), standard at 0.40. */
export const pool = (name: string, changes: Input = {}): Input => ({
  name,
  type: `ecs.${name}`,
  region: 'cn-hangzhou',
  zone: 'cn-hangzhou-h',
  standardPrice: 0.4,
  price: { process: 'constant', value: 0.1 },
  stock: { process: 'constant', capacity: 10 },
  ...changes,
});

/** A service of one replica, spot in pool `a` under a ceiling of 0.20, ready 60 s after its placement. */
export const service = (name: string, changes: Input = {}): Input => ({
  name,
  replicas: 1,
  instances: [{ type: 'ecs.a', spotPriceLimit: 0.2 }],
  startup: '60s',
  ...changes,
});

export const steps = (...values: readonly (readonly [number, number])[]): Input => ({
  process: 'steps',
  steps: values.map(([at, value]) => ({ at, value })),
});

/** Runs a scenario to its end, with everything that happened; `strategies` are those of the modules that it names. */
export function simulate(input: Input, options: RunOptions = {}, strategies: Strategies = {}): Simulated {
  const parsed = parseScenario(
    { name: 'scenario.json', text: JSON.stringify(input) },
    { read: () => ({ ok: false, issues: [{ message: 'no files here' }] }) },
  );
  if (!parsed.ok) throw new Error(parsed.issues.map(formatIssue).join('\n'));
  const model = compile(parsed.value, inMemory(), strategies);
  if (!model.ok) throw new Error(model.issues.map(formatIssue).join('\n'));
  const items: LineItem[] = [];
  let events: readonly SimulationEvent[] = [];
  const run = new Run(model.value, {
    ...options,
    ledger: (item) => items.push(item),
    recorders: (directory) => {
      const collector = collectEvents(directory);
      events = collector.events;
      return [collector, ...(options.recorders?.(directory) ?? [])];
    },
  });
  return { results: run.finish(), events, items, run };
}

/** The faults of a scenario, as they are shown. */
export function faultsOf(input: Input): readonly string[] {
  const parsed = parseScenario(
    { name: 'scenario.json', text: JSON.stringify(input) },
    { read: () => ({ ok: false, issues: [{ message: 'no files here' }] }) },
  );
  return parsed.ok ? [] : parsed.issues.map(formatIssue);
}

/** Events of one kind, in order. */
export const ofKind = <K extends Kind>(
  { events }: Simulated,
  kind: K,
): readonly Extract<SimulationEvent, { kind: K }>[] =>
  events.filter((event): event is Extract<SimulationEvent, { kind: K }> => event.kind === kind);

/** Seconds at which a kind of event happened. */
export const times = (simulated: Simulated, kind: Kind): readonly number[] =>
  ofKind(simulated, kind).map(({ at }) => at);

/** Cost of one kind of line item, in micro-units. */
export const billed = ({ items }: Simulated, kind: LineItem['kind']): number =>
  items.filter((item) => item.kind === kind).reduce((sum, { amount }) => sum + amount, 0);

/** A pool of standard units at 1 an hour, of which there are always more. */
export const reliable = pool('od', {
  zone: 'od',
  standardPrice: 1,
  spot: false,
  price: undefined,
  stock: { process: 'unlimited' },
});
