import { resolve } from 'node:path';
import { failure, success } from '../index.js';
import type { Case, Issue, Laboratory, Model, ParsedScenario, Result } from '../index.js';
import { byName, identityOf, makeFolder, openSession, prepareCase } from '../node/index.js';
import type {
  ExperimentSession,
  InputFile,
  Prepared,
  Repeat,
  ScenarioText,
  SessionOptions,
} from '../node/index.js';
import { conduct } from './conduct.js';
import type { Expected } from './conduct.js';
import type { Io } from './io.js';
import { keepResult } from './keep-result.js';
import type { Question } from './keep-result.js';
import { workersOption } from './quantity-options.js';
import { decisive, findScenario, printWarnings } from './scenario-source.js';
import type { ScenarioOptions, ScenarioSource } from './scenario-source.js';

/** What all experiments take beside their scenario. */
export interface ExperimentOptions extends ScenarioOptions {
  readonly replications?: string;
  readonly confidence?: string;
  /** False with --no-out. */
  readonly out: string | false;
  readonly workers?: string;
  readonly resume?: true;
  readonly json?: true;
  readonly quiet?: true;
  readonly charts?: boolean;
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
    expected: Expected,
    experiment: (laboratory: Laboratory) => Promise<Result<T>>,
  ) => Promise<Result<T>>;
  /** Writes a result under the id of what it follows from; its folder, or undefined with --no-out. */
  readonly keep: (result: { readonly digest: string }, question: Question) => Promise<string | undefined>;
}

/** Reads the scenario, and warns of what is doubtful in it. `casesBy` is the option that makes cases, for messages. */
export function openWorkbench(
  scenario: string | ScenarioSource,
  options: ExperimentOptions,
  io: Io,
  { casesBy = '--set' }: { casesBy?: string } = {},
): Result<Workbench> {
  const [workers, found] = [workersOf(options), findScenario(scenario, io)];
  if (!workers.ok) return workers;
  if (!found.ok) return found;
  const { variant = null, set = [], seed, quiet, out } = options;
  const { parse: _, ...source } = found.value;
  const files = inputFiles();
  const base: Case = { name: variant ?? 'base', variant, set };
  const first = prepareCase(source, base, seed);
  if (!first.ok) return first;
  const { parsed, model, inputs } = first.value;
  files.note(inputs);
  if (quiet !== true) printWarnings(parsed.warnings, io);
  const root = rootOf(out, io);
  const setup = { source, seed, base, casesBy, onInputs: files.note };
  const modelOf = modelsOf(setup);
  let session: ExperimentSession | undefined;
  const [title, resume] = [parsed.scenario.name, options.resume === true];
  const keep = root === undefined ? undefined : keptIn(root, first.value, source, options);
  return success({
    ...{ parsed, model, base, modelOf },
    conduct: (expected, experiment) => {
      session = sessionOf(setup, { modelOf, keep, workers: workers.value });
      files.tell(session);
      return conductAs(setup, conduct({ session, expected, title, resume }, experiment, watched(io, quiet)));
    },
    keep: async (result, asked) => {
      if (root === undefined || session === undefined) return undefined;
      const place = { root, parsed, files: files.all(), repeat: repeatOf(parsed, source, options) };
      return await keepResult({ session, io }, place, { result, question: asked });
    },
  });
}

/** Rows are taken up by the same question alone: the text, what it comes to, and what was asked. */
const keptIn = (
  root: string,
  { parsed, inputs }: Prepared,
  { text }: ScenarioText,
  options: ExperimentOptions,
): SessionOptions['keep'] => ({
  root,
  scenario: parsed.scenario.name,
  question: [text, identityOf(parsed, inputs), Object.entries(decisive(options))],
  resume: options.resume === true,
});

const repeatOf = (
  { imported }: ParsedScenario,
  { folder }: ScenarioText,
  options: ExperimentOptions,
): Required<Repeat> => ({ scenario: imported, options: decisive(options), folder });

/** The files that cases are made from; a session notes them beside its rows, which hold as long as they do. */
function inputFiles(): {
  readonly note: (inputs: readonly InputFile[]) => void;
  readonly tell: (session: ExperimentSession) => void;
  readonly all: () => readonly InputFile[];
} {
  const files = new Map<string, InputFile>();
  let told: ExperimentSession | undefined;
  return {
    note: (inputs) => {
      inputs.forEach((one) => files.set(one.file, one));
      told?.journal?.addInputs(inputs);
    },
    tell: (session) => {
      told = session;
      session.journal?.addInputs([...files.values()]);
    },
    all: () => byName([...files.values()]),
  };
}

/** Progress is shown unless it is to be quiet. */
const watched = (io: Io, quiet: true | undefined): Io => (quiet === true ? { ...io, live: false } : io);

/** The folder for results, made where it was not; undefined with --no-out. */
function rootOf(out: string | false, { cwd }: Io): string | undefined {
  if (out === false) return undefined;
  const root = resolve(cwd, out);
  makeFolder(root);
  return root;
}

/** How cases are made of the scenario. */
interface Setup {
  readonly source: ScenarioText;
  readonly seed: string | undefined;
  readonly base: Case;
  readonly casesBy: string;
  readonly onInputs: (inputs: readonly InputFile[]) => void;
}

const sessionOf = (
  { source, seed, onInputs }: Setup,
  rest: Pick<SessionOptions, 'modelOf' | 'keep' | 'workers'>,
): ExperimentSession => openSession({ source, seed, onInputs, ...rest });

const modelsOf =
  ({ source, seed, base, casesBy, onInputs }: Setup): Workbench['modelOf'] =>
  (of) => {
    const made = prepareCase(source, of, seed);
    if (!made.ok) return asWritten(made.issues, base, casesBy);
    onInputs(made.value.inputs);
    return success(made.value.model);
  };

async function conductAs<T>({ base, casesBy }: Setup, doing: Promise<Result<T>>): Promise<Result<T>> {
  const done = await doing;
  return done.ok ? done : asWritten(done.issues, base, casesBy);
}

function workersOf({ workers, resume, out }: ExperimentOptions): Result<number | undefined> {
  if (resume === true && out === false)
    return failure({
      at: { file: '--resume' },
      message: 'goes on from what is in the folder for results',
      hint: 'leave out --no-out',
    });
  return workersOption(workers);
}

const WHOLE = /expected a whole number.*, found -?\d+\.\d+$/;

/** A case sets values as `--set` does; the user wrote another option. */
function asWritten(issues: readonly Issue[], { set }: Case, option: string): Result<never> {
  const renamed = issues.map((issue) => {
    const file = issue.at?.file;
    if (file === undefined || !file.startsWith('--set ') || set.includes(file.slice(6))) return issue;
    const whole = option === '--over' && issue.hint === undefined && WHOLE.test(issue.message);
    const hint = whole
      ? 'a range between whole numbers, as in 1..8, takes only whole ones'
      : issue.hint?.replace(/^--set /, `${option} `);
    return {
      ...issue,
      at: { ...issue.at, file: `${option} ${file.slice(6)}` },
      ...(hint !== undefined && { hint }),
    };
  });
  return failure(...renamed);
}
