import { failure, success } from '../index.js';
import type { Observation, Result, Strategy, StrategyFactory } from '../index.js';
import { provide } from './own-strategies.js';
import type { OwnModule } from './own-strategies.js';
import { filesOfStrategy } from './strategy-files.js';
import { loadStrategy } from './strategy-module.js';

/** Threads that can be watched; a command has at most 256, and again as many where it begins anew. */
const THREADS = 1024;
const FIELDS = 3;
const HEAD = Float64Array.BYTES_PER_ELEMENT;

/** In place of a second: the module is loaded, its strategy is made of the parameters. */
export const LOADING = -1;
export const MAKING = -2;

/** What a thread waits for: milliseconds since when, for which second (or `LOADING`, `MAKING`), of which module. */
export interface Wait {
  readonly since: number;
  readonly second: number;
  readonly which: number;
}

/** Memory in which threads say what they wait for, and from which somebody else reads it. */
export const strategyWatch = (): SharedArrayBuffer =>
  new SharedArrayBuffer(HEAD + THREADS * FIELDS * Float64Array.BYTES_PER_ELEMENT);

/** The wait that is longest of all threads; undefined where none waits. */
export function longestWait(watch: SharedArrayBuffer): Wait | undefined {
  const fields = new Float64Array(watch, HEAD);
  let longest: Wait | undefined;
  const used = Math.min(THREADS, Atomics.load(new Int32Array(watch), 0));
  for (let at = 0; at < used * FIELDS; at += FIELDS) {
    const [since, second, which] = fields.subarray(at, at + FIELDS);
    if (since > 0 && (longest === undefined || since < longest.since)) longest = { since, second, which };
  }
  return longest;
}

/** Loads modules in this thread, each answer of which is watched from then on. */
export type StrategyLoader = (
  module: Pick<OwnModule, 'path' | 'shown'>,
  which: number,
) => Promise<Result<OwnModule>>;

export function strategyLoader(watch: SharedArrayBuffer): StrategyLoader {
  const own = Atomics.add(new Int32Array(watch), 0, 1) % THREADS;
  const fields = new Float64Array(watch, HEAD + own * FIELDS * Float64Array.BYTES_PER_ELEMENT, FIELDS);
  const watched: Watched = {
    begin: (second, which) => {
      fields[1] = second;
      fields[2] = which;
      fields[0] = Date.now();
    },
    end: () => {
      fields[0] = 0;
    },
  };
  return async ({ path, shown }, which) => {
    const files = filesOfStrategy(path);
    watched.begin(LOADING, which);
    const found = await loadStrategy(path, shown);
    watched.end();
    if (!found.ok) return found;
    const module = { path, shown, files };
    provide(module, timed(found.value, which, watched), watch);
    return success(module);
  };
}

/** The same modules in another thread; their code must be what it was in the first. */
export async function loadAgain(
  watch: SharedArrayBuffer,
  modules: readonly OwnModule[],
): Promise<Result<null>> {
  const load = strategyLoader(watch);
  for (const [which, { path, shown, files }] of modules.entries()) {
    const loaded = await load({ path, shown }, which);
    if (!loaded.ok) return loaded;
    if (JSON.stringify(loaded.value.files) !== JSON.stringify(files))
      return failure({
        at: { file: shown },
        message: 'the code of the strategy changed while it was used',
        hint: 'start the command again',
      });
  }
  return success(null);
}

interface Watched {
  readonly begin: (second: number, which: number) => void;
  readonly end: () => void;
}

/** The same, watched while it thinks. */
function timed(factory: StrategyFactory, which: number, { begin, end }: Watched): StrategyFactory {
  return (parameters) => {
    begin(MAKING, which);
    const made = factory(parameters) as Strategy | undefined;
    end();
    if (typeof made?.decide !== 'function') return made as unknown as Strategy;
    const decide = (state: unknown, seen: Observation): ReturnType<Strategy['decide']> => {
      begin(seen.at, which);
      try {
        return made.decide(state, seen);
      } finally {
        end();
      }
    };
    return { ...made, decide };
  };
}
