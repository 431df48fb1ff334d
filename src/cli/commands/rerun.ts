import { mkdtempSync, readdirSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { failure, success } from '../../index.js';
import type { Issue, Result } from '../../index.js';
import { differencesOf, hashOfFile, readResult } from '../../node/index.js';
import type { Repetition, StoredResult } from '../../node/index.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { line } from '../io.js';
import { workersOption } from '../quantity-options.js';
import { refuse, sourceOf } from '../scenario-source.js';
import type { ScenarioSource } from '../scenario-source.js';
import { tellRepetition } from '../tell-repetition.js';
import { compareCommand } from './compare.js';
import { optimizeCommand } from './optimize.js';
import { replicateCommand } from './replicate.js';
import { runCommand } from './run.js';
import { sweepCommand } from './sweep.js';

export interface RerunOptions {
  readonly histories?: string;
  readonly workers?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/**
 * Makes results again from their manifests, elsewhere, and says whether they are the same. Exit code 0: all are;
 * 1: one is not, or cannot be made again.
 */
export async function rerunCommand(
  folders: readonly string[],
  options: RerunOptions,
  io: Io,
): Promise<ExitCode> {
  const workers = workersOption(options.workers);
  if (!workers.ok) return refuse(io, workers);
  const told: (Repetition & { readonly folder: string })[] = [];
  const failed: Result<never>[] = [];
  for (const shown of folders) {
    const then = readResult(resolve(io.cwd, shown), shown, { anyVersion: true });
    const source = then.ok ? sourceIn(then.value, shown, options, io) : then;
    if (!then.ok) failed.push(then);
    else if (!source.ok) failed.push(source);
    else {
      const made = await again(then.value, source.value, options, io);
      if (typeof made === 'number') return made;
      told.push({ folder: shown, ...made });
    }
  }
  // At the end, since a strategy of the user's own makes the command begin anew.
  if (options.json === true) io.out(line(JSON.stringify(told, null, 2)));
  else io.out(told.map((made) => tellRepetition(made.folder, made)).join(''));
  if (failed.length > 0) return refuse(io, ...failed);
  return told.every(({ same }) => same) ? EXIT.done : EXIT.input;
}

/** The scenario of a manifest, its files being what they were. */
function sourceIn(
  { folder, manifest }: StoredResult,
  shown: string,
  { histories }: RerunOptions,
  { cwd }: Io,
): Result<ScenarioSource> {
  const { scenario, folder: named = '.' } = manifest.repeat;
  const place = histories === undefined ? resolve(folder, named) : resolve(cwd, histories);
  const issues = manifest.inputs.flatMap(({ file, sha256 }): Issue[] => {
    const path = resolve(place, file);
    const message = existsSync(path) ? faultOf(hashOfFile(path), sha256) : 'is no longer there';
    const hint = histories === undefined ? 'put it back, or name its folder with --histories' : 'put it back';
    return message === undefined
      ? []
      : [{ at: { file: path }, message: `${message}: ${shown} was made with it`, hint }];
  });
  if (issues.length > 0) return failure(...issues);
  const text = JSON.stringify(scenario);
  return success(sourceOf({ name: join(shown, 'manifest.json'), folder: place, cwd, text }));
}

const faultOf = (now: string | undefined, then: string): string | undefined =>
  now === then ? undefined : `has changed (SHA-256 ${then.slice(0, 12)}… then, ${now?.slice(0, 12)}… now)`;

/** The result once more, compared with what it was; the exit code where it cannot be made. */
async function again(
  then: StoredResult,
  source: ScenarioSource,
  options: RerunOptions,
  io: Io,
): Promise<Repetition | ExitCode> {
  const out = mkdtempSync(join(tmpdir(), 'spotsim-rerun-'));
  try {
    const said: string[] = [];
    const code = await command(then, source, { options, out }, silent(io, options, said));
    if (code !== EXIT.done) {
      said.forEach(io.err);
      return code;
    }
    const [name] = readdirSync(out);
    const [id] = readdirSync(join(out, name)).filter((one) => !one.startsWith('.'));
    const now = readResult(join(out, name, id), 'the repetition');
    return now.ok ? differencesOf(then, now.value) : refuse(io, now);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** The command that made the result, with its options. */
async function command(
  { folder, manifest }: StoredResult,
  source: ScenarioSource,
  { options, out }: { readonly options: RerunOptions; readonly out: string },
  io: Io,
): Promise<ExitCode> {
  const workers = options.workers === undefined ? {} : { workers: options.workers };
  // What the manifest's options are was checked as far as a command line can be wrong.
  const given = { ...manifest.repeat.options, ...workers, out, json: true as const };
  switch (manifest.experiment?.['kind']) {
    case 'replications':
      return await replicateCommand(source, given, io);
    case 'comparison':
      return await compareCommand(source, given, io);
    case 'sweep':
      return await sweepCommand(source, given, io);
    case 'optimisation':
      return await optimizeCommand(source, { minimize: '', ...given }, io);
    default:
      return runCommand(source, { ...given, ...filesOf(folder) }, io);
  }
}

/** What was asked for beside the summary. */
const filesOf = (folder: string): { readonly events?: true; readonly ledger?: true } => ({
  ...(existsSync(join(folder, 'events.ndjson')) && { events: true }),
  ...(existsSync(join(folder, 'ledger.csv')) && { ledger: true }),
});

const PROGRESS = '\r';

/** Progress is shown; what is said is said only if it fails. */
const silent = (io: Io, { quiet }: RerunOptions, said: string[]): Io => ({
  ...io,
  live: io.live && quiet !== true,
  out: () => undefined,
  err: (text) => void (text.startsWith(PROGRESS) ? io.err(text) : said.push(text)),
});
