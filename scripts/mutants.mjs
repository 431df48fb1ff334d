/**
 * Shows that tests bite: puts one fault at a time into a copy of the sources and expects the named test to fail.
 *
 *     node scripts/mutants.mjs [list] [--root folder]
 *
 * The list (test/mutants.mjs) exports `mutants`, an array of
 *
 *     {
 *       rule: 'R22',                                   // what the fault breaks
 *       file: 'src/allocator/ordered-fallback.ts',     // where
 *       find: 'if (reason === undefined)',             // stands there exactly once
 *       replace: 'if (reason !== undefined)',
 *       test: 'test/unit/allocator/ordered-fallback.test.ts',
 *       name: '(R22)',                                 // part of the full title, as plain text
 *     }
 *
 * A fault counts as killed if a test of that title fails, or hangs, that passes without the fault. Anything else
 * is reported and ends in exit code 1: a survivor, a title that matches nothing, a text not found exactly once.
 */
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const patience = 60_000;
const copies = 2;
const leftOut = new Set(['node_modules', 'dist', 'results', 'coverage', '.git', '.cache']);

const options = process.argv.slice(2);
const rootAt = options.indexOf('--root');
const project = fileURLToPath(new URL('..', import.meta.url));
const root = rootAt < 0 ? project : resolve(options.splice(rootAt, 2)[1]);
const list = resolve(root, options[0] ?? 'test/mutants.mjs');

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function copyProject(to) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(root)) {
    if (!leftOut.has(name)) cpSync(join(root, name), join(to, name), { recursive: true });
  }
  // All copies may share it: no test writes there.
  symlinkSync(join(project, 'node_modules'), join(to, 'node_modules'), 'dir');
  return to;
}

/** Runs the tests of that title; resolves to vitest's report, or to `hangs`, or to undefined without a report. */
function runTests(folder, { test, name }) {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(project, 'node_modules/vitest/vitest.mjs');
  const args = [
    vitest,
    'run',
    test,
    '-t',
    escape(name),
    '--reporter=json',
    `--outputFile=${report}`,
    '--no-cache',
  ];
  return new Promise((settle) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      settle('hangs');
    }, patience);
    child.on('exit', () => {
      clearTimeout(timer);
      settle(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined);
    });
  });
}

/** The fault in place, or why it cannot be put there. */
function applied({ file, find, replace }, folder) {
  const path = join(folder, file);
  if (!existsSync(path)) return { fault: `no file ${file}` };
  const text = readFileSync(path, 'utf8');
  const found = text.split(find).length - 1;
  if (found !== 1) return { fault: `text found ${found} times` };
  return { path, text, mutated: text.split(find).join(replace) };
}

function verdictOf(sound, faulty) {
  if (sound === 'hangs' || sound === undefined) return 'the test does not run without the fault';
  if (sound.numFailedTests > 0) return 'the test fails without the fault';
  if (sound.numPassedTests === 0) return 'no test of that title';
  if (faulty === 'hangs') return 'killed';
  if (faulty === undefined) return 'the tests do not run with the fault';
  if (faulty.numFailedTests > 0) return 'killed';
  return faulty.numPassedTests > 0 ? 'SURVIVED' : 'the fault does not load';
}

const soundRuns = new Map();

/** The same test without a fault; asked for once however many faults it has to kill. */
function soundRun(mutant, folder) {
  const key = `${mutant.test}\n${mutant.name}`;
  if (!soundRuns.has(key)) soundRuns.set(key, runTests(folder, mutant));
  return soundRuns.get(key);
}

async function judge(mutant, folder) {
  const { fault, path, text, mutated } = applied(mutant, folder);
  if (fault !== undefined) return fault;
  const sound = await soundRun(mutant, folder);
  writeFileSync(path, mutated);
  const faulty = await runTests(folder, mutant);
  writeFileSync(path, text);
  return verdictOf(sound, faulty);
}

function printTable(mutants, verdicts) {
  const wide = (pick) => Math.max(...mutants.map((mutant) => pick(mutant).length));
  const [rule, file, name] = [wide((one) => one.rule), wide((one) => one.file), wide((one) => one.name)];
  mutants.forEach((one, index) => {
    console.log(
      `${one.rule.padEnd(rule)}  ${one.file.padEnd(file)}  ${one.name.padEnd(name)}  ${verdicts[index]}`,
    );
  });
}

const { mutants } = await import(pathToFileURL(list).href);
const temporary = mkdtempSync(join(tmpdir(), 'spotsim-mutants-'));
const verdicts = [];
try {
  let next = 0;
  const work = async (folder) => {
    while (next < mutants.length) {
      const index = next;
      next += 1;
      verdicts[index] = await judge(mutants[index], folder);
    }
  };
  await Promise.all(
    Array.from({ length: copies }, (_, copy) => work(copyProject(join(temporary, `copy-${copy}`)))),
  );
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

printTable(mutants, verdicts);
const killed = verdicts.filter((verdict) => verdict === 'killed').length;
console.log(`${killed} of ${mutants.length} killed`);
process.exitCode = mutants.length > 0 && killed === mutants.length ? 0 : 1;
