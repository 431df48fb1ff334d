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

/**
 * Refuses an option that is given twice, or beside its opposite: the last would win, and the first be forgotten without
 * a word. For a command that has all its options.
 */
export function refuseContradictions(made: Command): void {
  const given = new Map<string, { readonly flags: string; readonly value: string | null }>();
  for (const option of made.options) {
    const { flags } = option;
    made.on(`option:${option.name()}`, (value: string | null) => {
      const before = given.get(option.attributeName());
      given.set(option.attributeName(), { flags, value });
      if (before === undefined || option.parseArg !== undefined) return;
      if (before.flags !== flags)
        made.error(`error: option '${flags}' contradicts '${before.flags}': leave out one of them`, INVALID);
      if (option.required)
        made.error(
          `error: option '${flags}' argument '${value}' is invalid. It is given twice: leave out this one or '${before.value}'.`,
          INVALID,
        );
    });
  }
}

const INVALID = { code: 'commander.invalidArgument' };

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
    .option('--variant <NAME>', 'the variant of the scenario to take')
    .option('--set <PATH=VALUE>', 'set a value of the scenario; repeatable', collect)
    .option('--seed <SEED>', "the seed, in place of the scenario's");
