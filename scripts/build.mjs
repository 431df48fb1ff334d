/**
 * Builds `dist`: types by the compiler, JavaScript by the bundler. From nothing, unless with `--again`, which lets the
 * compiler use what it knows from last time; with `--publish`, without the file that only the next build would read.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const asked = (option) => process.argv.includes(option);
if (!asked('--again')) rmSync('dist', { recursive: true, force: true });
const tsc = 'node_modules/typescript/bin/tsc';
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
if (status !== 0) process.exit(1);
await bundle('dist');
if (asked('--publish')) rmSync('dist/.tsbuildinfo', { force: true });
chmodSync('dist/cli/main.js', 0o755);
