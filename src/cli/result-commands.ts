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
