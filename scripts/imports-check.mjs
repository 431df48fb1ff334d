/** Cruises `src` against the table of walls; fails as well if a file was not read (a silent cruise proves nothing). */
import { readdirSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTypescript from 'dependency-cruiser/config-utl/extract-ts-config';

const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'));

const options = await extractOptions('./.dependency-cruiser.mjs');
const { output } = await cruise(['src'], options, undefined, {
  tsConfig: extractTypescript('./tsconfig.json'),
});

const read = new Set(output.modules.map((module) => module.source));
const unread = files.filter((file) => !read.has(file));
for (const { from, to, rule, cycle } of output.summary.violations) {
  const way = cycle ? cycle.map((step) => step.name ?? step).join(' -> ') : to;
  console.error(`${rule.name}: ${from} -> ${way}`);
}
for (const file of unread) console.error(`not read: ${file}`);
if (files.length === 0) console.error('no file in src');
if (files.length === 0 || unread.length > 0 || output.summary.violations.length > 0) process.exit(1);
console.log(`${files.length} files, ${output.summary.totalDependenciesCruised ?? 0} imports`);
