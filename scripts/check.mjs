/**
 * `npm run check`: every gate once, cheap ones first; stops at the first that fails and says which.
 * `npm run check -- lint imports` runs only the named ones.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCounts, reportFile } from './test-counts.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const bin = {
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  eslint: 'node_modules/eslint/bin/eslint.js',
  tsc: 'node_modules/typescript/bin/tsc',
  knip: 'node_modules/knip/bin/knip.js',
  vitest: 'node_modules/vitest/vitest.mjs',
};

/** name, what it shows, arguments for node */
const steps = [
  ['format', 'prettier', [bin.prettier, '--check', '--log-level', 'warn', '.']],
  ['types', 'tsc, everything', [bin.tsc, '-p', 'tsconfig.json']],
  ['engine', 'tsc, engine without a host', [bin.tsc, '-p', 'tsconfig.engine.json']],
  ['lint', 'eslint', [bin.eslint, '--max-warnings', '0', '.']],
  ['imports', 'dependency-cruiser', ['scripts/imports-check.mjs']],
  ['unused', 'knip', [bin.knip, '--no-progress', '--no-config-hints']],
  ['duplicates', 'copied code', ['scripts/duplicates-check.mjs']],
  ['bundle', 'browser bundle in a bare context', ['scripts/bundle-check.mjs']],
  [
    'test',
    'vitest',
    [bin.vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`],
  ],
];

const wanted = process.argv.slice(2);
const known = steps.map(([name]) => name);
const stranger = wanted.find((name) => !known.includes(name));
if (stranger !== undefined) {
  console.error(`no step '${stranger}'; there are: ${known.join(', ')}`);
  process.exit(1);
}

const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(8);

function detail(name, output) {
  if (name !== 'test') return output.trim().split('\n').at(-1) ?? '';
  const { passed, failed, skipped } = readCounts();
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

mkdirSync('.cache', { recursive: true });
rmSync(reportFile, { force: true });
const start = performance.now();
for (const [name, shows, args] of steps) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const since = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) {
    const lines = `${stdout}${stderr}`.trimEnd().split('\n');
    if (lines.length > 150) console.log(`... ${lines.length - 150} lines before`);
    console.log(lines.slice(-150).join('\n'));
    console.log(`FAIL ${name.padEnd(10)} ${secondsSince(since)}  ${shows}`);
    console.log(`check failed at: ${name}`);
    process.exit(1);
  }
  console.log(
    `ok   ${name.padEnd(10)} ${secondsSince(since)}  ${shows}: ${detail(name, stdout)}`.replace(/: $/, ''),
  );
}
console.log(`check passed in ${secondsSince(start).trim()}`);
