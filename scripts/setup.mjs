/**
 * Brings a clone into a state that runs, with what Node itself has: packages as the lock file says, `dist` as
 * the sources say. Silent where there is nothing to do; what it does say goes to standard error.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path) => join(root, path);
const installed = at('node_modules/.package-lock.json');
const built = at('dist/.tsbuildinfo');

const changedAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : -Infinity);

/** The latest change below a folder; a deleted file shows in its folder's own time. */
function newest(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const times = entries.map((one) =>
    one.isDirectory() ? newest(join(folder, one.name)) : changedAt(join(folder, one.name)),
  );
  return Math.max(changedAt(folder), ...times);
}

function stamp(path) {
  const now = new Date();
  if (existsSync(path)) utimesSync(path, now, now);
}

/** Runs a step; what it prints goes to standard error, so that results can be piped. */
function step(title, command, args) {
  console.error(title);
  // Windows starts npm by a script, which only a shell can run.
  const shell = command === 'npm' && process.platform === 'win32';
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell });
  if (status === 0) return true;
  console.error(`failed: ${[command, ...args].join(' ')}${error ? ` (${error.message})` : ''}`);
  return false;
}

function install() {
  const npm = process.env.npm_execpath;
  const args = ['install', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const title = 'Installing packages (first run, or the lock file changed) ...';
  const viaNode = npm !== undefined && /npm-cli\.c?js$/.test(npm);
  const done = viaNode ? step(title, process.execPath, [npm, ...args]) : step(title, 'npm', args);
  if (!done) process.exit(1);
  stamp(installed);
}

function build() {
  const done = step('Building dist ...', process.execPath, [at('scripts/build.mjs'), '--again']);
  if (done) return stamp(built);
  // A failed build must not look like a fresh one to the next run.
  rmSync(built, { force: true });
  process.exit(1);
}

if (changedAt(installed) < changedAt(at('package-lock.json'))) install();

const sources = Math.max(
  newest(at('src')),
  changedAt(at('tsconfig.json')),
  changedAt(at('tsconfig.build.json')),
  changedAt(at('scripts/build.mjs')),
  changedAt(at('scripts/bundle.mjs')),
);
const main = at('dist/cli/main.js');
if (!existsSync(main)) rmSync(built, { force: true });
if (changedAt(built) < Math.max(sources, changedAt(installed))) build();
