import {
  collectEvents,
  compile,
  formatIssue,
  inMemory,
  parseScenario,
  Run,
  SilentRecorder,
} from '../index.js';
import type { Allocator, LineItem, ParsedScenario, Result, SimulationEvent } from '../index.js';
import type { ScenarioInput } from './arbitraries/input.js';
import type { Coverage } from './coverage.js';
import { coverageOf } from './coverage.js';
import type { History, Violation } from './invariants/index.js';
import { invariants } from './invariants/index.js';
import { printScenario } from './print-scenario.js';

/** What is put to the test. */
export interface Subject {
  /** Replaces the platform's ordered fallback. */
  readonly allocator?: Allocator;
}

/** What the laws say of one run, and what came up in it. */
export interface Verdict {
  readonly violations: readonly Violation[];
  readonly coverage: Coverage;
}

/**
 * Runs a scenario, with another allocator if one is given, and judges the run by all laws.
 * @throws Error if the scenario is at fault. A run that breaks down is a violation of the law `the run completes`.
 */
export function checkRun(input: ScenarioInput, subject: Subject = {}): Verdict {
  const history = recordRun(input, subject);
  if ('breakdown' in history) return history.breakdown;
  const violations = invariants.flatMap(({ check }) => check(history));
  return { violations, coverage: coverageOf(history) };
}

/** Reads the scenario as `spotsim run` would read its file. */
export function parseInput(input: ScenarioInput): ParsedScenario {
  const read = (path: string): Result<string> => ({
    ok: false,
    issues: [{ message: `${path} does not exist` }],
  });
  return valueOf(parseScenario({ name: 'scenario.yaml', text: printScenario(input) }, { read }));
}

/** The history of a run, for laws of one's own. */
export function recordRun(
  input: ScenarioInput,
  subject: Subject = {},
): History | { readonly breakdown: Verdict } {
  const parsed = parseInput(input);
  const model = valueOf(compile(parsed, inMemory()));
  const events: SimulationEvent[] = [];
  const items: LineItem[] = [];
  let collected: readonly SimulationEvent[] = events;
  const run = new Run(model, {
    recorders: (directory) => {
      const collector = collectEvents(directory);
      collected = collector.events;
      return [collector, new Guard(collected)];
    },
    ledger: (item) => items.push(item),
    ...subject,
  });
  try {
    const results = run.finish();
    return { parsed, events: collected, items, results };
  } catch (error) {
    return { breakdown: brokenDown(error, collected.at(-1)?.at ?? 0) };
  }
}

/** A run of these sizes that says more than this goes round in circles. */
const MOST_EVENTS = 20_000;

class Guard extends SilentRecorder {
  constructor(private readonly events: readonly SimulationEvent[]) {
    super();
  }

  override acquired(): void {
    if (this.events.length > MOST_EVENTS)
      throw new Error(`more than ${MOST_EVENTS} events: it goes round in circles`);
  }
}

function brokenDown(error: unknown, at: number): Verdict {
  const sentence = error instanceof Error ? error.message : String(error);
  const coverage = { priceReclaims: 0, stockReclaims: 0, putOff: 0, overlappingNotices: 0, waits: 0 };
  return { violations: [{ law: 'the run completes', at, entity: 'engine', sentence }], coverage };
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`the scenario is at fault: ${result.issues.map((issue) => formatIssue(issue)).join('; ')}`);
}
