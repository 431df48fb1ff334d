import {
  compile,
  formatIssue,
  inMemory,
  parseScenario,
  run,
  SilentRecorder,
  type LineItem,
  type Model,
  type Recorder,
  type RunResults,
} from '../../src/index.js';
import { world, type Input } from './simulate.js';

/** Rules under which the engine's world is the textbook's: one price, no notice, nothing rounded, nothing capped. */
export const PLAIN = {
  notice: 0,
  checkInterval: 0,
  protectionPriceRatio: 1,
  protectionPricing: 'floating',
  capAtCeiling: false,
  priceOrder: 'none',
  billingStart: 'running',
  billingIncrement: '1s',
  interruptedFree: 'none',
  grace: 0,
} as const;

/** A compiled scenario under the plain rules; run it as often as you like. */
export function modelOf({ rules = {}, ...changes }: Input): Model {
  const input = world({ ...changes, rules: { ...PLAIN, ...(rules as Input) } });
  const parsed = parseScenario(
    { name: 'scenario.json', text: JSON.stringify(input) },
    { read: () => ({ ok: false, issues: [{ message: 'no files here' }] }) },
  );
  if (!parsed.ok) throw new Error(parsed.issues.map(formatIssue).join('\n'));
  const model = compile(parsed.value, inMemory());
  if (!model.ok) throw new Error(model.issues.map(formatIssue).join('\n'));
  return model.value;
}

/** Independent repetitions of one model. */
export const replicate = (model: Model, count: number): readonly RunResults[] =>
  Array.from({ length: count }, (_, replication) => run(model, { replication }));

/** One repetition under observation. */
export function watch<R extends Recorder>(model: Model, replication: number, recorder: R): Watched<R> {
  const items: LineItem[] = [];
  const results = run(model, {
    replication,
    recorders: () => [recorder],
    ledger: (item) => items.push(item),
  });
  return { results, recorder, items };
}

interface Watched<R> {
  readonly results: RunResults;
  readonly recorder: R;
  readonly items: readonly LineItem[];
}

/** Lengths of the finished lives of each replica, acquisition to release, in order. */
export class Lives extends SilentRecorder {
  readonly byReplica: number[][] = [];
  private readonly since: number[] = [];

  override acquired(at: number, { replica }: { readonly replica: number }): void {
    this.since[replica] = at;
  }

  override released(at: number, _service: number, replica: number): void {
    (this.byReplica[replica] ??= []).push(at - this.since[replica]);
  }
}
