/**
 * `npm run comparisons -- [PAGE…] [--data FOLDER] [--starts N]`: renews the tables of docs/comparisons, all pages or those
 * named, from the recordings in the folder (../shared/data unless told). The scenarios of the pages are written to
 * results/comparisons. Jobs begin at so many starts drawn in each recording (100 unless told; a quarter of them where
 * deadlines, restarts and prices vary). Recordings that are not there are passed over, and their tables stay.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  auctions,
  auctionScenario,
  auctionTable,
  besideTable,
  DEAR_MARKETS,
  MARKETS,
  onGrid,
  PROTECTED,
  REBID,
} from '../test/support/comparisons/auctions.ts';
import { gpuScenario, gpuTable, RECORDINGS } from '../test/support/comparisons/gpu-zones.ts';
import { DATA, hasRecordings, SCENARIOS, withBlock } from '../test/support/comparisons/measure.ts';
import {
  causesTable,
  costTable,
  hoursTable,
  mainRows,
  recordingTable,
  savingsTable,
  workloadTable,
} from '../test/support/comparisons/uniform-progress.ts';
import { projectFile, projectText } from '../test/support/shipped.ts';

const PAGES = { 'gpu-zones': gpuZones, 'auctions-2015': auctions2015, 'uniform-progress': uniformProgress };

const { values, positionals } = parseArgs({
  options: { data: { type: 'string' }, starts: { type: 'string', default: '100' } },
  allowPositionals: true,
});
const data = values.data === undefined ? DATA : resolve(values.data);
const starts = Number(values.starts);
const unknown = positionals.filter((name) => !(name in PAGES));

if (unknown.length > 0)
  fail(`no page is called ${unknown.join(', ')}; there are ${Object.keys(PAGES).join(', ')}`);
else if (!Number.isInteger(starts) || starts < 1)
  fail(`--starts ${values.starts}: expected a whole number from 1 on`);
else for (const name of positionals.length > 0 ? positionals : Object.keys(PAGES)) PAGES[name]();

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}

function gpuZones() {
  for (const recorded of RECORDINGS) {
    if (!there(Object.values(recorded.files)[0])) continue;
    const scenario = written(gpuScenario(recorded, data));
    renew('gpu-zones', { [recorded.name]: () => gpuTable(scenario), ...shown(scenario) });
  }
}

function auctions2015() {
  if (!there('ec2-spot-2015')) return;
  const scenarios = MARKETS.map((market) => written(auctionScenario(market, data)));
  const dear = DEAR_MARKETS.map((market) => written(auctionScenario(market, data)));
  const gridded = onGrid(MARKETS, data).map((scenario) => written(scenario));
  const held = auctions(scenarios);
  renew('auctions-2015', {
    auctions: () => auctionTable(held, auctions(scenarios, PROTECTED)),
    beside: () =>
      besideTable(held, {
        anew: auctions(scenarios, REBID),
        grid: auctions(gridded),
        gridAnew: auctions(gridded, REBID),
      }),
    'dear-auctions': () => auctionTable(auctions(dear), auctions(dear, PROTECTED)),
    ...Object.assign({}, ...scenarios.map(shown)),
  });
}

function uniformProgress() {
  if (!there('skypilot-spot-traces')) return;
  const rows = mainRows(data, starts);
  renew('uniform-progress', {
    hours: () => hoursTable(rows),
    recordings: () => recordingTable(rows),
    costs: () => costTable(rows),
    causes: () => causesTable(data, Math.ceil(starts / 4)),
    workloads: () => workloadTable(data, starts),
    savings: () => savingsTable(data, Math.ceil(starts / 4)),
  });
}

/** Each block as soon as it is made: what takes long may be interrupted. */
function renew(page, blocks) {
  for (const [name, made] of Object.entries(blocks)) {
    const text = () => projectText('docs', 'comparisons', `${page}.md`);
    if (name.startsWith('scenario: ') && !text().includes(`<!-- ${name} -->`)) continue;
    console.error(`${page}: ${name}`);
    const block = made(); // may take minutes, in which the page may change
    writeFileSync(projectFile('docs', 'comparisons', `${page}.md`), withBlock(text(), name, block));
  }
}

function there(path) {
  if (hasRecordings(data, path)) return true;
  console.error(`${join(data, path)} is not there: its tables stay as they are`);
  return false;
}

/** The block of a scenario that a page shows, as readers see it. */
function shown({ name, text }) {
  return { [`scenario: ${name}`]: () => `\`\`\`yaml\n${text}\`\`\`` };
}

function written(scenario) {
  mkdirSync(SCENARIOS, { recursive: true });
  writeFileSync(join(SCENARIOS, `${scenario.name}.yaml`), scenario.text);
  return scenario;
}
