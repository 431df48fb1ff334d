import {
  chartComparison,
  comparedMetrics,
  compareCases,
  failure,
  omniscientFault,
  reportComparison,
  success,
} from '../../index.js';
import type { Case, Comparison, Counted, Model, ParsedScenario, Result } from '../../index.js';
import { scenarioHash } from '../../node/index.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { allOf, shareOption, wholeOption } from '../quantity-options.js';
import { refuse } from '../scenario-source.js';
import type { ScenarioSource } from '../scenario-source.js';
import { showExperiment } from '../show-experiment.js';
import { openWorkbench } from '../workbench.js';
import type { ExperimentOptions } from '../workbench.js';

export interface CompareOptions extends ExperimentOptions {
  readonly against?: readonly string[];
  readonly with?: readonly string[];
  readonly metric?: readonly string[];
  readonly antithetic?: true;
  readonly omniscient?: true;
  readonly steadyState?: true;
  readonly control?: readonly string[];
}

/** Replications of each case that look for its warm-up. */
const PILOTS = 10;

/** Compares a scenario with its variants, or with other values, on the same markets. */
export async function compareCommand(
  scenario: string | ScenarioSource,
  options: CompareOptions,
  io: Io,
): Promise<ExitCode> {
  const numbers = allOf([
    wholeOption('replications', options.replications, { least: 2, standard: 30 }),
    options.confidence === undefined ? success(0.95) : shareOption('confidence', options.confidence),
  ]);
  if (!numbers.ok) return refuse(io, numbers);
  const bench = openWorkbench(scenario, options, io, { casesBy: '--with' });
  if (!bench.ok) return refuse(io, bench);
  const { parsed, model, base, modelOf, conduct, keep } = bench.value;
  const cases = casesOf(parsed, base, options);
  if (!cases.ok) return refuse(io, cases);
  const [asked, confidence] = numbers.value;
  const { omniscient, control: controls = [] } = options;
  const [antithetic, steadyState] = [options.antithetic === true, options.steadyState === true];
  const replications = antithetic ? 2 * Math.ceil(asked / 2) : asked;
  const metrics = options.metric ?? comparedMetrics(model, omniscient);
  const made = modelsOf(cases.value, modelOf, omniscient && { steadyState });
  if (!made.ok) return refuse(io, made);
  const plan = {
    ...{ replications, confidence, antithetic, steadyState, controls, metrics },
    ...(omniscient && { omniscient }),
  };
  const total = cases.value.length * (replications + (steadyState ? PILOTS : 0));
  const done = await conduct({ total }, (laboratory) =>
    compareCases(laboratory, { cases: cases.value, model, models: made.value }, plan),
  );
  if (!done.ok) return refuse(io, done);
  const folder = await keep(done.value, {
    replications,
    experiment: { kind: 'comparison', cases: cases.value.map((of, i) => hashed(of, made.value[i])), ...plan },
    counted: countedIn(done.value, cases.value),
  });
  const [report, charts] = [reportComparison(done.value), chartComparison(done.value)];
  showExperiment({ result: done.value, report, charts, folder }, options, io);
  return EXIT.done;
}

/** The models of the cases, if they can be compared: on the same markets, and with a bound where one is asked for. */
function modelsOf(
  cases: readonly Case[],
  modelOf: (of: Case) => Result<Model>,
  bounded: { readonly steadyState: boolean } | undefined,
): Result<readonly Model[]> {
  const made = allOf(cases.map(modelOf));
  if (!made.ok) return made;
  const [baseline] = made.value;
  const other = made.value.findIndex(({ scenario: { seed } }) => seed !== baseline?.scenario.seed);
  if (other >= 0) return anotherSeed(cases[other].name);
  const faults = bounded ? faultsOf(made.value, cases, bounded.steadyState) : success(null);
  return faults.ok ? made : faults;
}

/** The rows that the figures are made of: from the common warm-up on, which is found on the way. */
const countedIn = (
  { replications, antithetic, steadyState }: Comparison,
  cases: readonly Case[],
): readonly Counted[] =>
  cases.map((of) => ({ of, replications, antithetic, warmUp: steadyState?.seconds ?? 0 }));

/** What a variant sets is part of what the result follows from, not its name alone. */
const hashed = (of: Case, { scenario }: Model): object => ({ ...of, scenarioSha256: scenarioHash(scenario) });

const anotherSeed = (name: string): Result<never> =>
  failure({
    at: { file: name },
    message: 'the case has another seed: its markets would not be those of the baseline',
    hint: 'leave the seed out of it, and give --seed for all',
  });

/** Cases that have no omniscient bound, each with its reason. */
function faultsOf(models: readonly Model[], cases: readonly Case[], steadyState: boolean): Result<null> {
  const issues = models.flatMap((model, i) => {
    const fault = omniscientFault(model, steadyState);
    return fault === undefined ? [] : [{ at: { file: `--omniscient, ${cases[i].name}` }, ...fault }];
  });
  return issues.length === 0 ? success(null) : failure(...issues);
}

/** The baseline first: the scenario as `--variant` and `--set` make it. */
function casesOf(
  { variants }: ParsedScenario,
  base: Case,
  { against, with: sets = [] }: CompareOptions,
): Result<readonly Case[]> {
  if (base.variant !== null && against?.includes(base.variant) === true) return itself(base.variant);
  const names = against ?? (sets.length > 0 ? [] : variants.map(({ name }) => name));
  const settings = sets.map((text) => ({ text, parts: settingsIn(text) }));
  const empty = settings.find(({ parts }) => parts.length === 0);
  if (empty !== undefined) return noSettings(empty.text);
  const others: Case[] = [
    ...names.filter((name) => name !== base.variant).map((name) => ({ name, variant: name, set: base.set })),
    ...settings.map(({ text, parts }) => ({
      name: text.trim(),
      variant: base.variant,
      set: [...base.set, ...parts],
    })),
  ];
  const seen = new Set([base.name]);
  for (const { name } of others) {
    if (seen.has(name))
      return failure({ at: { file: name }, message: 'is compared twice', hint: 'name each case once' });
    seen.add(name);
  }
  if (others.length > 0) return success([base, ...others]);
  return failure({
    message: `there is nothing to compare with: the scenario has no ${base.variant === null ? '' : 'other '}variants`,
    hint: '--with "path=value; path=value" makes a case',
  });
}

const settingsIn = (text: string): readonly string[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const noSettings = (text: string): Result<never> =>
  failure({
    at: { file: `--with ${text}` },
    message: 'expected path=value',
    hint: '--with services.chat.replicas=4',
  });

const itself = (variant: string): Result<never> =>
  failure({
    at: { file: `--against ${variant}` },
    message: 'is the baseline itself, by --variant',
    hint: 'leave out one of them',
  });
