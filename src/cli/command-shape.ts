import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import type { ExitCode } from './exit-code.js';
import { EXAMPLES } from './help-text.js';
import type { Io } from './io.js';

/** What a command needs of its surroundings: the terminal, and where its exit code goes. */
export interface Shell {
  readonly program: Command;
  readonly io: Io;
  readonly finish: (code: ExitCode) => void;
}

export const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

/** Of two, the last would win and the first be forgotten without a word. */
function once(value: string, before?: string): string {
  if (before !== undefined)
    throw new InvalidArgumentError(`It is given twice: leave out this one or '${before}'.`);
  return value;
}

/** A command with its examples; `help` after an error names the place to look. */
export function command({ program }: Shell, name: keyof typeof EXAMPLES, description: string): Command {
  return program
    .command(name)
    .description(description)
    .addHelpText('after', EXAMPLES[name])
    .showHelpAfterError(`(spotsim ${name} --help shows examples)`);
}

const SCENARIO = 'a scenario file, - for standard input, or the name of a shipped one (spotsim list)';

/** What all commands take that read a scenario. */
export const withScenario = (made: Command): Command =>
  made
    .argument('<SCENARIO>', SCENARIO)
    .option('--variant <NAME>', 'the variant of the scenario to take', once)
    .option('--set <PATH=VALUE>', 'set a value of the scenario; repeatable', collect)
    .option('--seed <SEED>', "the seed, in place of the scenario's", once);
