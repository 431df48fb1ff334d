import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { failure, RefusedCase, sequentialExecutor, success } from '../index.js';
import type { Case, Executor, Issue, Laboratory, Model, ParsedScenario, Result } from '../index.js';
import { experimentIdentity, openRun } from '../node/index.js';
import type { InputFile } from '../node/index.js';
import { experimentProgress } from './experiment-progress.js';
import type { Io } from './io.js';
import { findScenario, prepare, printWarnings } from './scenario-source.js';
import type { Prepared, ScenarioOptions, ScenarioSource } from './scenario-source.js';

/** What all experiments take beside their scenario. */
export interface ExperimentOptions extends ScenarioOptions {
  readonly replications?: string;
  readonly confidence?: string;
  /** False with --no-out. */
  readonly out: string | false;
  readonly json?: true;
  readonly quiet?: true;
}

/** A scenario on which an experiment can be done. */
export interface Workbench {
  readonly parsed: ParsedScenario;
  readonly model: Model;
  /** The scenario with its variant and `--set`, as a case. */
  readonly base: Case;
  /** Makes a case ready to run. */
  readonly modelOf: (of: Case) => Result<Model>;
  /** Runs an experiment under a progress line; what a case is refused for comes back as issues. */
  readonly conduct: <T>(
    expected: { readonly total: number; readonly atMost?: boolean },
    experiment: (laboratory: Laboratory) => Promise<Result<T>>,
  ) => Promise<Result<T>>;
  /** Writes a result under the id of what it follows from; its folder, or undefined with --no-out. */
  readonly keep: (result: { readonly digest: string }, question: Question) => string | undefined;
}

/** What a result follows from beside the scenario: part of its id. */
export interface Question {
  readonly replications: number;
  readonly experiment: Readonly<Record<string, unknown>>;
}

/** What an executor can be made of: a model of each case here, or plain data to make it elsewhere. */
export interface ExecutorSetting {
  readonly modelOf: (of: Case) => Result<Model>;
  /** As on the command line. */
  readonly scenario: string;
  readonly seed: string | undefined;
  readonly cwd: string;
}

/** Who performs the tasks; workers take this place. */
export type ExecutorFactory = (setting: ExecutorSetting) => Executor;

const here: ExecutorFactory = ({ modelOf }) => sequentialExecutor(modelOf);

/** Reads the scenario, and warns of what is doubtful in it. `casesBy` is the option that makes cases, for messages. */
export function openWorkbench(
  scenario: string,
  options: ExperimentOptions,
  io: Io,
  { casesBy = '--set', executorOf = here }: { casesBy?: string; executorOf?: ExecutorFactory } = {},
): Result<Workbench> {
  const found = findScenario(scenario, io);
  if (!found.ok) return found;
  const { variant = null, set = [], seed, quiet, out } = options;
  const inputs = new Map<string, InputFile>();
  const base: Case = { name: variant ?? 'base', variant, set };
  const first = prepareOf(found.value, base, seed, inputs);
  if (!first.ok) return first;
  const { parsed, model } = first.value;
  if (quiet !== true) printWarnings(parsed.warnings, io);
  if (out !== false) mkdirSync(resolve(io.cwd, out), { recursive: true });
  const modelOf = (of: Case): Result<Model> => {
    const made = prepareOf(found.value, of, seed, inputs);
    return made.ok
      ? success(made.value.model)
      : failure(...made.issues.map((issue) => asWritten(issue, base, casesBy)));
  };
  const executor = executorOf({ modelOf, scenario, seed, cwd: io.cwd });
  const shown = quiet === true ? { ...io, live: false } : io;
  return success({
    ...{ parsed, model, base, modelOf },
    conduct: (expected, experiment) =>
      conduct({ expected, executor, title: parsed.scenario.name }, experiment, shown),
    keep: (result, question) => {
      if (out === false) return undefined;
      const files = [...inputs.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
      return write({ root: resolve(io.cwd, out), parsed, files }, result, question);
    },
  });
}

/** A case sets values as `--set` does; the user wrote another option. */
function asWritten(issue: Issue, { set }: Case, option: string): Issue {
  const file = issue.at?.file;
  if (file === undefined || !file.startsWith('--set ') || set.includes(file.slice(6))) return issue;
  return { ...issue, at: { ...issue.at, file: `${option} ${file.slice(6)}` } };
}

interface Place {
  readonly root: string;
  readonly parsed: ParsedScenario;
  readonly files: readonly InputFile[];
}

/** The folder is there as a whole, or not at all. */
function write(
  { root, parsed, files }: Place,
  result: { readonly digest: string },
  question: Question,
): string {
  const writer = openRun(root, experimentIdentity(parsed, files, question));
  try {
    writer.commit(result, { digest: result.digest, input: parsed.input });
  } catch (error) {
    writer.abort();
    throw error;
  }
  return writer.folder;
}

function prepareOf(
  source: ScenarioSource,
  of: Case,
  seed: string | undefined,
  inputs: Map<string, InputFile>,
): Result<Prepared> {
  const { variant, set } = of;
  const parsed = source.parse({
    set,
    ...(variant !== null && { variant }),
    ...(seed !== undefined && { seed }),
  });
  const prepared = parsed.ok ? prepare(source, parsed.value) : parsed;
  if (prepared.ok) for (const input of prepared.value.assets.inputs()) inputs.set(input.file, input);
  return prepared;
}

interface Setting {
  readonly expected: { readonly total: number; readonly atMost?: boolean };
  readonly executor: Executor;
  readonly title: string;
}

async function conduct<T>(
  { expected, executor, title }: Setting,
  experiment: (laboratory: Laboratory) => Promise<Result<T>>,
  io: Io,
): Promise<Result<T>> {
  const { onReplication, end } = experimentProgress(title, expected, io);
  try {
    return await experiment({ executor, onReplication });
  } catch (error) {
    if (error instanceof RefusedCase) return failure(...error.issues);
    throw error;
  } finally {
    end();
  }
}
