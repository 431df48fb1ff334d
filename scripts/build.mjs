/** Builds `dist` from nothing; with `--publish`, without the file that only the next build here would read. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
rmSync('dist', { recursive: true, force: true });
const tsc = 'node_modules/typescript/bin/tsc';
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
if (status !== 0) process.exit(1);
if (process.argv.includes('--publish')) rmSync('dist/.tsbuildinfo', { force: true });
if (existsSync('dist/cli/main.js')) chmodSync('dist/cli/main.js', 0o755);
