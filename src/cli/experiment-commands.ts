import type { Command } from 'commander';
import type { CompareOptions } from './commands/compare.js';
import type { OptimizeOptions } from './commands/optimize.js';
import type { SweepOptions } from './commands/sweep.js';
import { collect, command, withScenario } from './command-shape.js';
import type { Shell } from './command-shape.js';

/** What all experiments take. */
const withOutput = (made: Command): Command =>
  made
    .option('--confidence <SHARE>', 'of intervals (default: 95%)')
    .option('--out <DIR>', 'the folder for results', 'results')
    .option('--no-out', 'write no results')
    .option(
      '--workers <N>',
      'threads that run replications; 1 is none beside this one (default: one per core)',
    )
    .option('--resume', 'go on where this command was interrupted')
    .option('--charts', 'draw small charts (default: on a terminal)')
    .option('--no-charts', 'draw none')
    .option('--json', 'print the result as JSON, and nothing else')
    .option('--quiet', 'print the main answer only; no warnings, no progress');

const OVER = 'values of a path: path=a,b,c, path=0.1..0.3:0.05 or path=0.1..0.3; repeatable';

export function addCompare(shell: Shell): void {
  const made = command(
    shell,
    'compare',
    'Compare variants on the same markets, and say which is better beyond chance.',
  );
  withOutput(
    withScenario(made)
      .option('--against <VARIANT>', 'a variant to compare with; repeatable (default: all)', collect)
      .option('--with <SETTINGS>', 'a case to compare with: "path=value; path=value"; repeatable', collect)
      .option('--metric <PATH>', 'a metric to compare; repeatable', collect)
      .option('--replications <N>', 'replications of each case (default: 30)')
      .option('--antithetic', 'replications in mirrored pairs')
      .option('--omniscient', 'with the least cost under perfect foresight, and the regret of each case')
      .option('--control <POOL>', 'correct by the mean price of a pool, or of all; repeatable', collect)
      .option('--steady-state', 'leave out the warm-up, for all cases the longest'),
  ).action(async (scenario: string, options: CompareOptions) => {
    const { compareCommand } = await import('./commands/compare.js');
    shell.finish(await compareCommand(scenario, options, shell.io));
  });
}

export function addSweep(shell: Shell): void {
  const made = command(shell, 'sweep', 'Run a scenario over values of its paths.');
  withOutput(
    withScenario(made)
      .requiredOption('--over <PATH=VALUES>', OVER, collect)
      .option('--design <KIND>', 'grid, lhs (Latin hypercube) or sobol (default: grid)')
      .option('--points <N>', 'points of lhs and sobol (default: 50)')
      .option('--metric <PATH>', 'a metric to show; repeatable', collect)
      .option('--replications <N>', 'replications of each point (default: 10)'),
  ).action(async (scenario: string, options: SweepOptions) => {
    const { sweepCommand } = await import('./commands/sweep.js');
    shell.finish(await sweepCommand(scenario, options, shell.io));
  });
}

export function addOptimize(shell: Shell): void {
  const made = command(shell, 'optimize', 'Find the values that make a metric least under constraints.');
  withOutput(
    withScenario(made)
      .requiredOption('--over <PATH=VALUES>', OVER, collect)
      .requiredOption('--minimize <METRIC>', 'what is to be least, such as cost.total')
      .option('--subject-to <CONSTRAINT>', 'such as "availability >= 99.9%"; repeatable', collect)
      .option('--delta <AMOUNT>', 'the least difference that matters (default: 1 % of the metric as it is)')
      .option('--replications <N>', 'replications of each point at first (default: 20)')
      .option('--max-replications <N>', 'the most replications of a point (default: 500)')
      .option('--points <N>', 'the most points that are tried where a range has no step (default: 200)'),
  ).action(async (scenario: string, options: OptimizeOptions) => {
    const { optimizeCommand } = await import('./commands/optimize.js');
    shell.finish(await optimizeCommand(scenario, options, shell.io));
  });
}
