import { relative } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { formatIssue } from '../index.js';
import { strategyLoader } from '../node/index.js';
import { EXIT } from './exit-code.js';
import type { ExitCode } from './exit-code.js';
import type { GuardedTask, GuardedWord } from './guard.js';
import { line } from './io.js';
import type { Io } from './io.js';
import { attempt } from './program.js';

const { argv, io: surroundings, paths, watch, input = '' } = workerData as GuardedTask;
const load = strategyLoader(watch);
const say = (word: GuardedWord): void => parentPort?.postMessage(word);
const io: Io = {
  ...surroundings,
  input: () => input,
  out: (text) => say({ kind: 'out', text }),
  err: (text) => say({ kind: 'err', text }),
};
const names: string[] = [];

say({ kind: 'done', code: await conduct(paths) });

/** Loads what is wanted and calls the command; a variant may want more, and then it begins anew. */
async function conduct(wanted: readonly string[]): Promise<ExitCode> {
  for (const path of wanted) {
    const shown = shownAs(path);
    const which = names.push(shown) - 1;
    say({ kind: 'loading', names: [...names] });
    io.err(line(`notice: ${shown} is code of yours: it runs with your rights`));
    const found = await load({ path, shown }, which);
    if (!found.ok) {
      for (const issue of found.issues) io.err(line(formatIssue(issue)));
      return EXIT.input;
    }
  }
  return await attempt(argv, io, conduct);
}

function shownAs(path: string): string {
  const near = relative(surroundings.cwd, path);
  return near.startsWith('..') ? path : near;
}
