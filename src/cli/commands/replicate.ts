import {
  chartReplications,
  failure,
  parseConstraint,
  reportReplications,
  runReplications,
  success,
} from '../../index.js';
import type { ReplicationPlan, Result } from '../../index.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { allOf, faultsOf, shareOption, wholeOption } from '../quantity-options.js';
import { refuse } from '../scenario-source.js';
import type { ScenarioSource } from '../scenario-source.js';
import { showExperiment } from '../show-experiment.js';
import { openWorkbench } from '../workbench.js';
import type { ExperimentOptions } from '../workbench.js';

/** Options of `run` that make several replications of it. */
export interface ReplicateOptions extends ExperimentOptions {
  readonly precision?: string;
  readonly metric?: string;
  readonly maxReplications?: string;
  readonly steadyState?: true;
  readonly slo?: readonly string[];
  readonly antithetic?: true;
  readonly control?: readonly string[];
  readonly variants?: true;
  readonly events?: true;
  readonly ledger?: true;
}

/** Runs a scenario many times, and shows what to expect and how sure that is. */
export async function replicateCommand(
  scenario: string | ScenarioSource,
  options: ReplicateOptions,
  io: Io,
): Promise<ExitCode> {
  const plan = planOf(options);
  if (!plan.ok) return refuse(io, plan);
  const bench = openWorkbench(scenario, options, io);
  if (!bench.ok) return refuse(io, bench);
  const { base, model, conduct, keep } = bench.value;
  const { precision, replications } = plan.value;
  const pilots = plan.value.steadyState ? 10 : 0;
  const expected = { total: (precision?.most ?? replications) + pilots, atMost: precision !== undefined };
  const done = await conduct(expected, (laboratory) =>
    runReplications(laboratory, { of: base, model }, plan.value),
  );
  if (!done.ok) return refuse(io, done);
  const { replications: _, ...asked } = plan.value;
  const { replications: all, antithetic, steadyState } = done.value;
  const folder = await keep(done.value, {
    replications: all,
    experiment: { kind: 'replications', ...asked },
    counted: [{ of: base, replications: all, antithetic, warmUp: steadyState?.seconds ?? 0 }],
  });
  showExperiment(
    {
      result: done.value,
      report: reportReplications(done.value),
      charts: chartReplications(done.value),
      folder,
    },
    options,
    io,
  );
  return EXIT.done;
}

const STANDARD_MOST = 1000;

function planOf(options: ReplicateOptions): Result<ReplicationPlan> {
  const conflict = conflictOf(options);
  if (conflict !== undefined) return conflict;
  const standard = STANDARD_MOST;
  const numbers = allOf([
    wholeOption('replications', options.replications, { least: 1, standard: 1 }),
    wholeOption('max-replications', options.maxReplications, { least: 10, standard }),
    options.precision === undefined ? success(NaN) : shareOption('precision', options.precision),
    options.confidence === undefined ? success(0.95) : shareOption('confidence', options.confidence),
  ]);
  const objectives = allOf((options.slo ?? []).map((text) => parseConstraint(text, '--slo')));
  if (!numbers.ok || !objectives.ok) return faultsOf(numbers, objectives);
  const [replications, most, relative, confidence] = numbers.value;
  const antithetic = options.antithetic === true;
  const even = antithetic ? 2 : 1;
  return success({
    replications: Math.ceil(replications / even) * even,
    ...(options.precision !== undefined && {
      precision: { metric: options.metric ?? 'cost.total', relative, most: Math.ceil(most / even) * even },
    }),
    confidence,
    antithetic,
    steadyState: options.steadyState === true,
    controls: options.control ?? [],
    objectives: objectives.value,
  });
}

function conflictOf(options: ReplicateOptions): Result<never> | undefined {
  const refused = (file: string, message: string, hint: string): Result<never> =>
    failure({ at: { file }, message, hint });
  if (options.variants === true)
    return refused(
      '--variants',
      'several replications of several variants are a comparison',
      'spotsim compare',
    );
  if (options.events === true || options.ledger === true)
    return refused(
      options.events === true ? '--events' : '--ledger',
      'is of one run, not of many',
      'leave out --replications',
    );
  if (options.precision === undefined && options.metric !== undefined)
    return refused('--metric', 'means nothing without --precision', 'all metrics are shown');
  if (options.precision === undefined && options.maxReplications !== undefined)
    return refused('--max-replications', 'means nothing without --precision', '--replications says how many');
  if (options.precision === undefined && (options.replications ?? '1') === '1')
    return refused('--replications', 'one run has no intervals', '--replications 100, or --precision 2%');
  if (options.precision !== undefined && options.replications !== undefined)
    return refused(
      '--precision',
      'decides how many replications there are',
      'leave out --replications; --max-replications bounds them',
    );
  return undefined;
}
