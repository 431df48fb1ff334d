import {
  chartSweep,
  designCases,
  parseAxis,
  reportSweep,
  success,
  sweepCases,
  sweptMetrics,
  failure,
  wholeAxes,
} from '../../index.js';
import type { Case, DesignKind, Model, Result } from '../../index.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { allOf, shareOption, wholeOption } from '../quantity-options.js';
import { refuse } from '../scenario-source.js';
import type { ScenarioSource } from '../scenario-source.js';
import { showExperiment } from '../show-experiment.js';
import { openWorkbench } from '../workbench.js';
import type { ExperimentOptions } from '../workbench.js';

export interface SweepOptions extends ExperimentOptions {
  readonly over?: readonly string[];
  readonly design?: string;
  readonly points?: string;
  readonly metric?: readonly string[];
}

/** Runs a scenario over values of its paths. */
export async function sweepCommand(
  scenario: string | ScenarioSource,
  options: SweepOptions,
  io: Io,
): Promise<ExitCode> {
  const axes = allOf((options.over ?? []).map(parseAxis));
  const kind = designOf(options.design);
  const numbers = allOf([
    wholeOption('replications', options.replications, { least: 1, standard: 10 }),
    wholeOption('points', options.points, { least: 1, standard: 50 }),
    options.confidence === undefined ? success(0.95) : shareOption('confidence', options.confidence),
  ]);
  if (!axes.ok || !kind.ok || !numbers.ok) return refuse(io, axes, kind, numbers);
  const heard = unheardIn(options, kind.value, numbers.value[0]);
  if (!heard.ok) return refuse(io, heard);
  const bench = openWorkbench(scenario, options, io, { casesBy: '--over' });
  if (!bench.ok) return refuse(io, bench);
  const { parsed, model, base, modelOf, conduct, keep } = bench.value;
  const [replications, points, confidence] = numbers.value;
  const design = { kind: kind.value, points, seed: parsed.scenario.seed };
  const cases = designCases(wholeAxes(axes.value, parsed.input), design, base);
  if (!cases.ok) return refuse(io, cases);
  const sound = checkCases(cases.value, modelOf);
  if (!sound.ok) return refuse(io, sound);
  const plan = { replications, confidence, metrics: options.metric ?? sweptMetrics(model) };
  const total = cases.value.length * replications + 1;
  const done = await conduct({ total }, (laboratory) =>
    sweepCases(laboratory, { cases: cases.value, model }, plan),
  );
  if (!done.ok) return refuse(io, done);
  const experiment = {
    ...{ kind: 'sweep', over: options.over, design: kind.value },
    ...{ points: cases.value.length, ...plan },
  };
  const counted = cases.value.map((of) => ({ of, replications }));
  const folder = await keep(done.value, { replications, experiment, counted });
  const [report, charts] = [reportSweep(done.value), chartSweep(done.value)];
  showExperiment({ result: done.value, report, charts, folder }, options, io);
  return EXIT.done;
}

function designOf(text = 'grid'): Result<DesignKind> {
  if (text === 'grid' || text === 'lhs' || text === 'sobol') return success(text);
  return failure({ at: { file: `--design ${text}` }, message: 'expected grid, lhs or sobol' });
}

/** Options that would change nothing. */
function unheardIn(
  { points, confidence }: SweepOptions,
  kind: DesignKind,
  replications: number,
): Result<null> {
  if (points !== undefined && kind === 'grid')
    return failure({
      at: { file: `--points ${points}` },
      message: 'a grid has the points of its lists and steps',
      hint: 'leave it out, or use --design lhs or sobol',
    });
  if (confidence === undefined || replications > 1) return success(null);
  const message = 'one replication has no intervals';
  return failure({ at: { file: `--confidence ${confidence}` }, message, hint: '--replications 10' });
}

const LOOKED_AT = 20;

/** What is wrong with the points, as far as the first, the last and some between show it, before anything is run. */
export function checkCases(cases: readonly Case[], modelOf: (of: Case) => Result<Model>): Result<null> {
  const step = Math.max(1, Math.floor(cases.length / LOOKED_AT));
  const looked = cases.filter((_, i) => i % step === 0 || i === cases.length - 1);
  for (const of of looked) {
    const made = modelOf(of);
    if (!made.ok) return made;
  }
  return success(null);
}
