import type { Command, Option } from 'commander';
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
 * a word. Refuses one without a value, too, as a shell makes it of a variable that is not set, or where the next
 * option was taken for the value. For a command that has all its options.
 */
export function refuseContradictions(made: Command): void {
  const given = new Map<string, Given[]>();
  for (const option of made.options)
    made.on(`option:${option.name()}`, (value: string | null) => {
      const before = given.get(option.attributeName()) ?? [];
      given.set(option.attributeName(), [...before, { flags: option.flags, value }]);
      const fault = valueFault(made, option, value) ?? contradiction(option, value, before);
      if (fault !== undefined) made.error(`error: option '${option.flags}' ${fault}`, INVALID);
    });
}

interface Given {
  readonly flags: string;
  readonly value: string | null;
}

function valueFault(made: Command, { required }: Option, value: string | null): string | undefined {
  if (!required || value === null) return undefined;
  if (value.trim() === '') return 'argument is empty: give one, or leave the option out';
  const [flag] = value.split('=');
  if (flag !== '--help' && made.options.every(({ long }) => long !== flag)) return undefined;
  return `argument missing: '${value}' is an option itself`;
}

function contradiction(option: Option, value: string | null, before: readonly Given[]): string | undefined {
  // Of values that are collected, only the same once more would change nothing; scripts may set what is set already.
  const collected = option.parseArg !== undefined;
  const earlier = collected ? before.find((one) => one.value === value) : before.at(-1);
  if (earlier === undefined || option.attributeName() === 'set') return undefined;
  if (earlier.flags !== option.flags) return `contradicts '${earlier.flags}': leave out one of them`;
  if (!option.required) return undefined;
  const others = collected ? 'one of them' : `this one or '${earlier.value}'`;
  return `argument '${value}' is invalid. It is given twice: leave out ${others}.`;
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
