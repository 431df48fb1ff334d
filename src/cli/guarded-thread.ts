import { relative } from 'node:path';
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { formatIssue } from '../index.js';
import { letHappen, listenForUncaught, strategyLoader, uncaughtFault } from '../node/index.js';
import { EXIT } from './exit-code.js';
import type { ExitCode } from './exit-code.js';
import type { GuardedTask, GuardedWord } from './guard.js';
import { line } from './io.js';
import type { Io } from './io.js';
import { attempt } from './program.js';

const { argv, io: surroundings, paths, watch, input = '' } = workerData as GuardedTask;
const load = strategyLoader(watch);
const say = (word: GuardedWord): void => parentPort?.postMessage(word);
const results: string[] = [];
const io: Io = {
  ...surroundings,
  input: () => input,
  out: (text) => void results.push(text),
  err: (text) => say({ kind: 'err', text }),
};
const NEVER_LOADED =
  'the module never finished loading: a top-level await waits for what never comes (leave the await out, or see that what it waits for settles)';
const modules: { readonly path: string; readonly shown: string }[] = [];
let loading = false;
// Of a module that is loaded one may never hear again; a run goes on, and says in its time what it has heard.
listenForUncaught(
  () => modules,
  () => loading && fail(),
);

// Nothing is left that could happen, and the module is still not there; an exit that it asks for does not come here.
process.on('beforeExit', () => {
  const { shown = '' } = modules.at(-1) ?? {};
  if (loading) say({ kind: 'failed', why: `${shown}: ${NEVER_LOADED}` });
});

const code = await conduct(paths);
await letHappen(); // what the last answer left behind is heard now
if (code === EXIT.done) fail();
for (const text of results) say({ kind: 'out', text });
say({ kind: 'done', code });

/** Says what was heard of the user's code, if anything was; nothing that is said after it counts. */
function fail(): void {
  const fault = uncaughtFault();
  if (fault !== undefined) say({ kind: 'failed', why: fault.message });
}

/** Loads what is wanted and calls the command; a variant may want more, and then it begins anew. */
async function conduct(wanted: readonly string[]): Promise<ExitCode> {
  for (const path of wanted) {
    const shown = shownAs(path);
    const which = modules.push({ path, shown }) - 1;
    say({ kind: 'loading', names: modules.map((module) => module.shown) });
    io.err(line(`notice: ${shown} is code of yours: it runs with your rights`));
    loading = true;
    const found = await load({ path, shown }, which);
    loading = false;
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
