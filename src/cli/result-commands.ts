import type { QueryOptions } from './commands/query.js';
import type { RerunOptions } from './commands/rerun.js';
import { command } from './command-shape.js';
import type { Shell } from './command-shape.js';

const FOLDERS = 'folders of results: results/<scenario>/<run id>';

export function addRerun(shell: Shell): void {
  command(shell, 'rerun', 'Make a result again from its manifest, and tell whether it is the same.')
    .argument('<RESULTS...>', FOLDERS)
    .option('--histories <DIR>', 'the folder that the scenario names its files from')
    .option('--workers <N>', 'threads that run replications (default: one per core)')
    .option('--json', 'print what is the same and what is not as JSON')
    .option('--quiet', 'no progress')
    .action(async (results: readonly string[], options: RerunOptions) => {
      const { rerunCommand } = await import('./commands/rerun.js');
      shell.finish(await rerunCommand(results, options, shell.io));
    });
}

export function addQuery(shell: Shell): void {
  command(shell, 'query', 'Ask results in SQL: their replications, bills and event logs.')
    .usage('[options] <RESULTS...> <SQL>')
    .argument('<RESULTS...>', `${FOLDERS}, or folders with such folders; and then a query`)
    .option('--json', 'print the rows as JSON, and nothing else')
    .option('--csv', 'print the rows as CSV')
    .action(async (words: readonly string[], options: QueryOptions) => {
      const { queryCommand } = await import('./commands/query.js');
      shell.finish(await queryCommand(words, options, shell.io));
    });
}
