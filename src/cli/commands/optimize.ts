import {
  atEnds,
  chartOptimisation,
  designCases,
  failure,
  optimise,
  parseAxis,
  parseConstraint,
  reportOptimisation,
  success,
  wholeAxes,
} from '../../index.js';
import type { Axis, OptimisationPlan, Result } from '../../index.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { allOf, amountOption, faultsOf, shareOption, wholeOption } from '../quantity-options.js';
import { refuse } from '../scenario-source.js';
import type { ScenarioSource } from '../scenario-source.js';
import { showExperiment } from '../show-experiment.js';
import { openWorkbench } from '../workbench.js';
import type { ExperimentOptions, Workbench } from '../workbench.js';
import { checkCases } from './sweep.js';

export interface OptimizeOptions extends ExperimentOptions {
  readonly over?: readonly string[];
  readonly minimize: string;
  readonly subjectTo?: readonly string[];
  readonly delta?: string;
  readonly maxReplications?: string;
  readonly points?: string;
}

/** Finds the values of paths that make a metric least under constraints. */
export async function optimizeCommand(
  scenario: string | ScenarioSource,
  options: OptimizeOptions,
  io: Io,
): Promise<ExitCode> {
  const asked = planOf(options);
  if (!asked.ok) return refuse(io, asked);
  const bench = openWorkbench(scenario, options, io, { casesBy: '--over' });
  if (!bench.ok) return refuse(io, bench);
  const { parsed, model, base, conduct, keep } = bench.value;
  const plan = { ...asked.value, axes: wholeAxes(asked.value.axes, parsed.input) };
  const total = expectedOf(bench.value, plan);
  if (!total.ok) return refuse(io, total);
  const expected = { total: total.value, atMost: true };
  const done = await conduct(expected, (laboratory) => optimise(laboratory, { base, model }, plan));
  if (!done.ok) return refuse(io, done);
  const folder = await keep(done.value, {
    replications: plan.first,
    experiment: { kind: 'optimisation', ...plan },
    counted: done.value.points.map(({ name, set, replications }) => ({
      of: { name, variant: base.variant, set },
      replications,
    })),
  });
  showExperiment(
    {
      result: done.value,
      report: reportOptimisation(done.value),
      charts: chartOptimisation(done.value),
      folder,
    },
    options,
    io,
  );
  return EXIT.done;
}

/** The most replications there can be; faults of the points come back before anything is run. */
function expectedOf(
  { base, modelOf }: Workbench,
  { axes, points, first, most, constraints }: OptimisationPlan,
): Result<number> {
  const probes = 1 + constraints.length;
  const finite = axes.every(({ kind }) => kind === 'list');
  const cases = designCases(finite ? axes : atEnds(axes), { kind: 'grid', points: 0, seed: '' }, base);
  if (!cases.ok) return cases;
  const sound = checkCases(cases.value, modelOf);
  if (!sound.ok) return sound;
  return success(probes + (finite ? first + cases.value.length * most : points * first));
}

function planOf(options: OptimizeOptions): Result<OptimisationPlan> {
  const axes = allOf((options.over ?? []).map(parseAxis));
  const constraints = allOf((options.subjectTo ?? []).map((text) => parseConstraint(text, '--subject-to')));
  const numbers = allOf([
    wholeOption('replications', options.replications, { least: 5, standard: 20 }),
    wholeOption('max-replications', options.maxReplications, { least: 5, standard: 500 }),
    wholeOption('points', options.points, { least: 2, standard: 200 }),
    options.confidence === undefined ? success(0.95) : shareOption('confidence', options.confidence),
    options.delta === undefined ? success(NaN) : amountOption('delta', options.delta),
  ]);
  if (!axes.ok || !constraints.ok || !numbers.ok) return faultsOf(axes, constraints, numbers);
  const heard = unheardIn(options, axes.value);
  if (!heard.ok) return heard;
  const [asked, most, points, confidence, delta] = numbers.value;
  const first = options.replications === undefined ? Math.min(asked, most) : asked;
  if (options.maxReplications !== undefined && first > most) return tooFew(options.maxReplications, first);
  return success({
    axes: axes.value,
    minimize: options.minimize,
    constraints: constraints.value,
    confidence,
    first,
    most: Math.max(first, most),
    points,
    ...(Number.isNaN(delta) ? {} : { delta }),
  });
}

/** Options that would change nothing: a search and a selection have their own. */
function unheardIn(options: OptimizeOptions, axes: readonly Axis[]): Result<null> {
  const { points, delta, maxReplications } = options;
  const searched = axes.some(({ kind }) => kind === 'range');
  const unheard = searched ? { delta, 'max-replications': maxReplications } : { points };
  const issues = Object.entries(unheard).flatMap(([name, value]) =>
    value === undefined ? [] : [{ at: { file: `--${name} ${value}` }, ...(searched ? OF_LISTS : OF_RANGES) }],
  );
  return issues.length === 0 ? success(null) : failure(...issues);
}

const OF_LISTS = {
  message: 'is of a selection among lists and stepped ranges; a range without a step is searched',
  hint: 'leave it out, or write low..high:step',
};
const OF_RANGES = {
  message: 'bounds the search over ranges without a step, and there is none',
  hint: 'leave it out',
};

const tooFew = (most: string, first: number): Result<never> =>
  failure({
    at: { file: `--max-replications ${most}` },
    message: `is below the ${first} replications that each point begins with`,
    hint: 'lower --replications',
  });
