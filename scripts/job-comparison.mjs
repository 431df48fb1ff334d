/**
 * `npm run job-comparison -- [FOLDER] [STARTS]`: runs deadline jobs on the recordings in the folder (../shared/data unless
 * told), from so many starts drawn in each (100 unless told; a quarter of them where deadlines and restarts vary), and renews the tables of docs/comparisons/uniform-progress.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hoursTable, savingsTable, workloadTable } from '../test/support/comparisons/uniform-progress.ts';

const project = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const [data = project('../shared/data'), starts = '100'] = process.argv.slice(2);
const page = project('docs/comparisons/uniform-progress.md');

if (existsSync(`${data}/skypilot-spot-traces`)) renew();
else console.error(`${data}/skypilot-spot-traces is not there: the page stays as it is`);

function renew() {
  const tables = { hours: [hoursTable, 1], workloads: [workloadTable, 1], savings: [savingsTable, 4] };
  for (const [name, [table, fewer]] of Object.entries(tables)) {
    console.error(name);
    const text = readFileSync(page, 'utf8');
    const begin = text.indexOf(`<!-- table: ${name} -->`);
    const [from, to] = [text.indexOf('\n', begin), text.indexOf('<!-- end -->', begin)];
    if (begin < 0 || to < 0) throw new Error(`the page has no table ${name}`);
    const made = table(data, Math.ceil(Number(starts) / fewer));
    writeFileSync(page, `${text.slice(0, from)}\n${made}\n${text.slice(to)}`);
  }
}
