import { resolve } from 'node:path';
import { prepare } from '../../node/index.js';
import type { Repeat } from '../../node/index.js';
import {
  chartRun,
  chartServices,
  describeVariant,
  formatIssue,
  reportRun,
  reportVariants,
} from '../../index.js';
import type { Issue, ParsedScenario, Result, TextChart, VariantRun } from '../../index.js';
import { wantsCharts } from '../draw-charts.js';
import { drawAnswer, drawReport } from '../draw-report.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { line } from '../io.js';
import { workersOption } from '../quantity-options.js';
import { shortened } from '../show-experiment.js';
import { perform } from '../performance.js';
import type { Performed } from '../performance.js';
import { decisive, findScenario, printWarnings, refuse } from '../scenario-source.js';
import type { ScenarioOptions, ScenarioSource } from '../scenario-source.js';

export interface RunCommandOptions extends ScenarioOptions {
  readonly variants?: true;
  /** False with --no-out. */
  readonly out: string | false;
  readonly events?: true;
  readonly ledger?: true;
  /** One run needs no threads; experiments and single runs are one command to the user. */
  readonly workers?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly charts?: boolean;
}

/** One run of a scenario, or of it and all its variants. */
export function runCommand(scenario: string | ScenarioSource, options: RunCommandOptions, io: Io): ExitCode {
  const fault = conflictOf(options);
  if (fault !== undefined) {
    io.err(line(`error: ${fault}`));
    return EXIT.input;
  }
  const [workers, found] = [workersOption(options.workers), findScenario(scenario, io)];
  if (!workers.ok || !found.ok) return refuse(io, workers, found);
  const base = runOne(found.value, options, io);
  if (!base.ok) return refuse(io, base);
  const runs = [base.value];
  if (options.quiet !== true) printWarnings(base.value.parsed.warnings, io);
  for (const { name } of options.variants === true ? base.value.parsed.variants : []) {
    const run = runOne(found.value, { ...options, variant: name }, io);
    if (!run.ok) return refuse(io, run);
    runs.push(run.value);
    if (options.quiet !== true) printWarnings(newWarnings(run.value, base.value), io);
  }
  show(runs, options, io);
  return EXIT.done;
}

/** What the scenario itself was not warned of. */
function newWarnings({ parsed }: Ran, base: Ran): readonly Issue[] {
  const told = new Set(base.parsed.warnings.map(formatIssue));
  return parsed.warnings.filter((warning) => !told.has(formatIssue(warning)));
}

/** A run, and what it was made from. */
interface Ran extends Performed {
  readonly parsed: ParsedScenario;
}

function conflictOf({ variant, variants, out, events, ledger }: RunCommandOptions): string | undefined {
  if (variants === true && variant !== undefined) return '--variants runs all of them: leave out --variant';
  const files = [...(events === true ? ['--events'] : []), ...(ledger === true ? ['--ledger'] : [])];
  if (out === false && files.length > 0)
    return `${files.join(' and ')} ${files.length === 1 ? 'writes' : 'write'} to the results: leave out --no-out`;
  return undefined;
}

function runOne(source: ScenarioSource, options: RunCommandOptions, io: Io): Result<Ran> {
  const parsed = source.parse(options);
  const prepared = parsed.ok ? prepare(source.folder, parsed.value) : parsed;
  if (!prepared.ok) return prepared;
  const quiet = options.quiet === true;
  const out = options.out === false ? undefined : resolve(io.cwd, options.out);
  const history = options.json !== true && !quiet && wantsCharts(options, io);
  const files = { events: options.events === true, ledger: options.ledger === true, history };
  const repeat = { options: repeated(options), folder: source.folder };
  const performed = perform(prepared.value, { out, ...files, repeat }, quiet ? { ...io, live: false } : io);
  return { ok: true, value: { ...performed, parsed: prepared.value.parsed } };
}

/** Each variant is a run of its own, with a result of its own. */
function repeated({ variants: _, events: _e, ledger: _l, ...options }: RunCommandOptions): Repeat['options'] {
  return decisive(options);
}

function show(runs: readonly Ran[], options: RunCommandOptions, io: Io): void {
  const results = runs.map(({ results: one }) => one);
  if (options.json === true) {
    io.out(line(JSON.stringify(options.variants === true ? results : results[0], null, 2)));
    return;
  }
  const [first] = results;
  if (first === undefined) return;
  const report = options.variants === true ? reportVariants(runs.map(columnOf)) : reportRun(first);
  if (options.quiet === true) io.out(drawAnswer(report, io));
  else io.out([drawReport(report, io, chartsOf(runs)), ...closing(runs, options, io)].join('\n'));
}

/** One run in full; of several the services of each, on one axis of time. */
function chartsOf(runs: readonly Ran[]): readonly TextChart[] {
  return runs.flatMap(({ results, history }) => {
    if (history === undefined) return [];
    if (runs.length === 1) return chartRun(history, results.currency);
    return chartServices(history, results.variant ?? 'base');
  });
}

/** The seed, what it gave and where it lies, so that the run can be found and repeated. */
function closing(runs: readonly Ran[], { variants }: RunCommandOptions, io: Io): string[] {
  if (variants === true) {
    const kept = runs.flatMap(({ results, folder }) =>
      folder === undefined ? [] : [[results.variant ?? 'base', folder]],
    );
    if (kept.length === 0) return [];
    const rows = kept.map(([name = '', folder = '']) => line(`  ${name}: ${shortened(folder, io)}`));
    return [[line('Results in'), ...rows].join('')];
  }
  return runs.map(({ results: { seed, digest }, folder }) => {
    const kept = folder === undefined ? '' : line(`results in ${shortened(folder, io)}`);
    return line(`seed ${seed}, digest ${digest}`) + kept;
  });
}

function columnOf({ results, parsed }: Ran): VariantRun {
  const info = parsed.variants.find(({ name }) => name === parsed.variant);
  const differences = describeVariant(parsed).map(({ text }) => text);
  return { results, description: info?.description, differences };
}
