import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { ExitCode } from './exit-code.js';
import type { Io } from './io.js';
import { ABOUT, EXAMPLES } from './help-text.js';
import type { ExplainOptions } from './commands/explain.js';
import type { FitCommandOptions } from './commands/fit.js';
import type { InitOptions } from './commands/init.js';
import type { RunCommandOptions } from './commands/run.js';
import type { ReplicateOptions } from './commands/replicate.js';
import type { ReportOptions } from './commands/report.js';
import { collect, command, refuseContradictions, withScenario } from './command-shape.js';
import type { Shell } from './command-shape.js';
import { addCompare, addOptimize, addSweep } from './experiment-commands.js';
import { addQuery, addRerun } from './result-commands.js';
import type { ValidateOptions } from './commands/validate.js';

/** All commands. Each loads what it needs when it is called, so that help and errors come at once. */
export function buildProgram(io: Io, finish: (code: ExitCode) => void): Command {
  const width = Math.min(io.columns, 100);
  const program = new Command('spotsim')
    .description(ABOUT)
    .version(packageVersion(), '-V, --version', 'print the version')
    .addHelpText('after', EXAMPLES.spotsim)
    .helpOption('-h, --help', 'print help, with examples')
    .helpCommand(false)
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHelpWidth: () => width,
      getErrHelpWidth: () => width,
    })
    .exitOverride();
  const shell = { program, io, finish };
  const experiments = [addCompare, addSweep, addOptimize];
  const others = [
    addReport,
    addRerun,
    addQuery,
    addValidate,
    addExplain,
    addInit,
    addFit,
    addSchema,
    addList,
  ];
  for (const add of [addRun, ...experiments, ...others, addHelp]) add(shell);
  program.commands.forEach(refuseContradictions);
  return program;
}

const packageVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string })
    .version;

function addRun(shell: Shell): void {
  withScenario(command(shell, 'run', 'Run a scenario and show what came of it.'))
    .option('--variants', 'run the scenario and all its variants, and show them side by side')
    .option('--out <DIR>', 'the folder for results', 'results')
    .option('--no-out', 'write no results')
    .option('--replications <N>', 'run it N times, and show means with intervals')
    .option('--precision <SHARE>', 'as many times as the metric takes to be this precise, such as 2%')
    .option('--metric <PATH>', 'the metric that --precision means (default: cost.total)')
    .option('--max-replications <N>', 'where --precision gives up (default: 1000)')
    .option('--steady-state', 'leave out the warm-up of each run, found by MSER-5')
    .option('--slo <OBJECTIVE>', 'show how probable it is: "availability >= 99.9%"; repeatable', collect)
    .option('--antithetic', 'replications in mirrored pairs')
    .option(
      '--control <POOL>',
      "correct by the pool's mean price, where it is known; repeatable, or all",
      collect,
    )
    .option('--confidence <SHARE>', 'of intervals (default: 95%)')
    .option(
      '--workers <N>',
      'threads that run replications; 1 is none beside this one (default: one per core)',
    )
    .option('--resume', 'go on where this command was interrupted')
    .option('--events', 'write every event to events.ndjson in the results')
    .option('--ledger', 'write every line item of the bill to ledger.csv in the results')
    .option('--charts', 'draw small charts (default: on a terminal)')
    .option('--no-charts', 'draw none')
    .option('--json', 'print the result as JSON, and nothing else')
    .option('--quiet', 'print the main answer only; no warnings, no progress')
    .action(async (scenario: string, options: RunCommandOptions & ReplicateOptions) => {
      if (asksForReplications(options)) {
        const { replicateCommand } = await import('./commands/replicate.js');
        return shell.finish(await replicateCommand(scenario, options, shell.io));
      }
      const { runCommand } = await import('./commands/run.js');
      shell.finish(runCommand(scenario, options, shell.io));
    });
}

/** Anything that means nothing to a single run. */
const asksForReplications = (options: ReplicateOptions): boolean =>
  (options.replications ?? '1') !== '1' ||
  [options.precision, options.metric, options.maxReplications, options.steadyState].some(
    (one) => one !== undefined,
  ) ||
  [options.slo, options.antithetic, options.control, options.confidence, options.resume].some(
    (one) => one !== undefined,
  );

function addReport(shell: Shell): void {
  command(shell, 'report', 'Write the result of a run or an experiment as one HTML page.')
    .argument('<RESULTS>', 'the folder of a result: results/<scenario>/<run id>')
    .option('--out <FILE>', 'write to this file (default: report.html in the folder)')
    .option('--force', 'overwrite an existing file')
    .option('--histories <DIR>', 'the folder that the scenario names its histories from')
    .action(async (results: string, options: ReportOptions) => {
      const { reportCommand } = await import('./commands/report.js');
      shell.finish(reportCommand(results, options, shell.io));
    });
}

function addValidate(shell: Shell): void {
  withScenario(command(shell, 'validate', 'Check a scenario, its variants and the files it names.'))
    .option('--json', 'print faults and warnings as JSON')
    .action(async (scenario: string, options: ValidateOptions) => {
      const { validateCommand } = await import('./commands/validate.js');
      shell.finish(validateCommand(scenario, options, shell.io));
    });
}

function addExplain(shell: Shell): void {
  withScenario(command(shell, 'explain', 'Tell where a replica was at an instant, and why there.'))
    .requiredOption('--service <NAME>', 'the service')
    .requiredOption('--replica <N>', 'the number of the replica in its service, from 0')
    .requiredOption('--at <TIME>', 'the instant: 12d3h, seconds since the start, or ISO 8601')
    .option('--json', 'print the explanation as JSON')
    .action(async (scenario: string, options: ExplainOptions) => {
      const { explainCommand } = await import('./commands/explain.js');
      shell.finish(explainCommand(scenario, options, shell.io));
    });
}

function addInit(shell: Shell): void {
  command(
    shell,
    'init',
    'Write a commented scenario from an EAS service, price histories, or a catalogue of types.',
  )
    .argument(
      '[FILES...]',
      'the JSON of an EAS service, price histories, DescribeMachineSpec, DescribeSpotAdvice',
    )
    .option('--history <FILE>', 'a price history; repeatable', collect)
    .option('--product <NAME>', 'take only rows of this product description from histories')
    .option('--zone <ZONE>', 'take only rows of this zone from histories')
    .option('--instance-type <TYPE>', 'take only rows of this instance type from histories')
    .option('--standard-price <TYPE=PRICE>', 'pay-as-you-go price per hour of a type; repeatable', collect)
    .option('--name <NAME>', 'the name of the scenario')
    .option('--out <FILE>', 'write to this file; without it to standard output')
    .option('--force', 'overwrite an existing file')
    .action(async (files: readonly string[], options: InitOptions) => {
      const { initCommand } = await import('./commands/init.js');
      shell.finish(initCommand(files, options, shell.io));
    });
}

function addFit(shell: Shell): void {
  command(
    shell,
    'fit',
    'Describe a price history, fit price processes to it, and write a pool that behaves like it.',
  )
    .argument('<HISTORY>', 'a price history (AWS, Alibaba Cloud, CSV)')
    .option(
      '--format <FORMAT>',
      'what the file is (aws, alibaba, csv, …); told by its beginning unless given',
    )
    .option('--product <NAME>', 'take only rows of this product description')
    .option('--zone <ZONE>', 'take only rows of this zone')
    .option('--instance-type <TYPE>', 'take only rows of this instance type')
    .option('--timezone <ZONE>', 'the zone of times that state none, and of the seasons, such as +08:00')
    .option('--columns <NAMES>', 'the columns of a CSV file: time=NAME,price=NAME')
    .option('--standard-price <PRICE>', 'pay-as-you-go price per hour: spikes are above it')
    .option('--ceilings <PRICES>', 'the ceilings that fits are judged at, such as 0.1,0.2,0.4')
    .option('--interval <DURATION>', 'the grid that processes tick on, such as 5m')
    .option('--process <NAME>', 'write this process, in place of the best')
    .option('--uncertainty', 'draw the parameters anew in each replication, from their standard errors')
    .option('--pool <NAME>', 'the name of the pool')
    .option('--seed <SEED>', 'the seed of the paths that fits are judged by', '1')
    .option('--out <FILE>', 'write the pool to this file; without it it is shown')
    .option('--svg <FILE>', 'draw history, fit and availability to this file')
    .option('--html <FILE>', 'write tables and picture as one HTML page to this file')
    .option('--force', 'overwrite existing files')
    .option('--json', 'print all figures as JSON, and nothing else')
    .action(async (file: string, options: FitCommandOptions) => {
      const { fitCommand } = await import('./commands/fit.js');
      shell.finish(fitCommand(file, options, shell.io));
    });
}

function addSchema(shell: Shell): void {
  command(shell, 'schema', 'Print the JSON Schema of scenario files, for editors.').action(async () => {
    const { schemaCommand } = await import('./commands/schema.js');
    shell.finish(schemaCommand(shell.io));
  });
}

function addList(shell: Shell): void {
  command(shell, 'list', 'List the shipped scenarios and the questions they ask.')
    .option('--json', 'print the list as JSON')
    .action(async (options: { json?: true }) => {
      const { listCommand } = await import('./commands/list.js');
      shell.finish(listCommand(options, shell.io));
    });
}

/** Commander's own says nothing about a command that there is not. */
function addHelp({ program }: Shell): void {
  program
    .command('help')
    .argument('[command]')
    .description('print help on a command')
    .helpOption(false)
    .action((name?: string) => {
      const found = name === undefined ? program : program.commands.find((one) => one.name() === name);
      if (found === undefined) program.error(`error: unknown command '${name}' (spotsim --help shows all)`);
      else found.help();
    });
}
