import { basename, dirname, relative, resolve } from 'node:path';
import { compile, failure, parseScenario, success } from '../../index.js';
import type { Issue, Result } from '../../index.js';
import { fileAssets, writeText } from '../../node/index.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import { readInputs } from '../init/inputs.js';
import type { Inputs } from '../init/inputs.js';
import type { Filters } from '../init/history.js';
import { planScenario } from '../init/plan.js';
import type { Plan } from '../init/plan.js';
import { scenarioText } from '../init/scenario-text.js';
import type { Io } from '../io.js';
import { line } from '../io.js';
import { printWarnings, refuse } from '../scenario-source.js';

export interface InitOptions extends Omit<Filters, 'standardPrices'> {
  readonly history?: readonly string[];
  readonly standardPrice?: readonly string[];
  readonly name?: string;
  readonly out?: string;
  readonly force?: true;
}

/** A scenario to begin with: what the files tell, and marked guesses for the rest. */
export function initCommand(files: readonly string[], options: InitOptions, io: Io): ExitCode {
  const given = standardPrices(options.standardPrice ?? []);
  const { product, zone, instanceType, history = [] } = options;
  const filters = {
    ...(product && { product }),
    ...(zone && { zone }),
    ...(instanceType && { instanceType }),
    ...(given.ok && { standardPrices: given.value }),
  };
  const inputs = readInputs({ any: files, histories: history, cwd: io.cwd }, filters);
  if (!inputs.ok || !given.ok) return refuse(io, inputs, given);
  const unfit = tooLarge(inputs.value) ?? unheardIn(inputs.value, options);
  if (unfit !== undefined) return refuse(io, unfit);
  const plan = planScenario(inputs.value, given.value);
  const strange = [...given.value.keys()].filter((type) => !plan.pools.some((pool) => pool.type === type));
  if (strange.length > 0) return refuse(io, failure(...strange.map((type) => unknownType(type, plan))));
  const folder = options.out === undefined ? io.cwd : dirname(resolve(io.cwd, options.out));
  const text = scenarioText(plan, {
    name: nameOf(options, plan),
    fileOf: ({ path }) => nearby(folder, path),
  });
  const checked = check(text, folder);
  if (!checked.ok) return refuse(io, checked);
  printWarnings([...inputs.value.warnings, ...plan.unused.map(unusedWarning)], io);
  if (options.out === undefined) {
    io.out(text);
    return EXIT.done;
  }
  const written = writeText(resolve(io.cwd, options.out), text, {
    shown: options.out,
    force: options.force === true,
  });
  if (!written.ok) return refuse(io, written);
  for (const { prices, what } of inputs.value.histories) io.out(line(`${prices.file}: ${what}`));
  const guesses = text.split('\n').filter((one) => one.includes('GUESS:')).length;
  io.out(line(`${options.out} is ready; lines marked GUESS: ${guesses}. Next: spotsim run ${options.out}`));
  return EXIT.done;
}

/** More pools than anyone wants to read about. */
const MOST_POOLS = 20;

/** Without a service, each type of a catalogue becomes a pool: only a choice of them makes a scenario. */
function tooLarge({ service, histories, catalogues }: Inputs): Result<never> | undefined {
  const facts = catalogues.flatMap((one) => one.facts);
  const [first] = catalogues;
  if (service !== undefined || histories.length > 0 || first === undefined) return undefined;
  if (facts.length <= MOST_POOLS) return undefined;
  return failure({
    at: { file: first.file },
    message: `the catalogue holds ${facts.length} types and zones, more than the ${MOST_POOLS} of a readable scenario`,
    hint: 'choose by --instance-type and --zone, or give the service that lists its types',
  });
}

/** Filters of rows where nothing has any. */
function unheardIn(
  { histories, catalogues }: Inputs,
  { product, zone, instanceType }: InitOptions,
): Result<never> | undefined {
  if (histories.length > 0) return undefined;
  const ofRows = { product, ...(catalogues.length === 0 && { zone, 'instance-type': instanceType }) };
  const issues = Object.entries(ofRows).flatMap(([name, value]): Issue[] => {
    if (value === undefined) return [];
    const what = name === 'product' ? 'price histories' : 'price histories and catalogues';
    const message = `chooses rows of ${what}, and none is given`;
    return [{ at: { file: `--${name} ${value}` }, message, hint: 'leave it out, or add --history FILE' }];
  });
  return issues.length === 0 ? undefined : failure(...issues);
}

const unusedWarning = (file: string): Issue => ({
  at: { file },
  message: 'not used: no spot type of the service is left for this history',
});

const unknownType = (type: string, { pools }: Plan): Issue => ({
  at: { file: `--standard-price ${type}` },
  message: 'the scenario has no such type',
  hint: `there ${pools.length === 1 ? 'is' : 'are'} ${[...new Set(pools.map((pool) => pool.type))].join(', ')}`,
});

function standardPrices(pairs: readonly string[]): Result<ReadonlyMap<string, number>> {
  const prices = new Map<string, number>();
  for (const pair of pairs) {
    const parts = /^(.+)=(\d+(?:\.\d+)?)$/.exec(pair);
    const price = Number(parts?.[2]);
    if (parts === null || !(price > 0)) {
      const at = { file: `--standard-price ${pair}` };
      return failure({ at, message: 'expected TYPE=PRICE', hint: '--standard-price ecs.c8i.2xlarge=0.4' });
    }
    if (prices.has(parts[1])) {
      const message = 'the price of this type is given twice';
      return failure({ at: { file: `--standard-price ${pair}` }, message, hint: 'leave out one of them' });
    }
    prices.set(parts[1], price);
  }
  return success(prices);
}

/** A name that can be a folder's. */
function nameOf({ name }: InitOptions, { inputs }: Plan): string {
  if (name !== undefined) return name;
  const service = inputs.service?.['name'];
  const plain = (typeof service === 'string' ? service : basename(inputs.source).replace(/\.\w+$/, ''))
    .replace(/[^\p{L}\p{N} ._-]/gu, '-')
    .replace(/^[^\p{L}\p{N}]+/u, '');
  return plain === '' ? 'scenario' : plain.slice(0, 100);
}

/** As the scenario names it: from its own folder, with slashes. */
function nearby(folder: string, path: string): string {
  const near = relative(folder, path).replaceAll('\\', '/');
  return /^(\.\.?\/|\/|[A-Za-z]:)/.test(near) ? near : `./${near}`;
}

/** What we write must be a scenario that runs; what forbids it lies in the files that it was made from. */
function check(text: string, folder: string): Result<null> {
  const read = (file: string): Result<string> => failure({ at: { file }, message: 'not read' });
  const parsed = parseScenario({ name: 'the new scenario', text }, { read });
  const compiled = parsed.ok ? compile(parsed.value, fileAssets(folder)) : parsed;
  if (compiled.ok) return success(null);
  return failure(
    ...compiled.issues.map((issue) => {
      const { at: _, ...told } = issue;
      return told;
    }),
  );
}
