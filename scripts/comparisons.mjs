/**
 * `npm run comparisons -- [FOLDER]`: writes the scenarios of docs/comparisons to results/comparisons, runs them on the
 * recordings in the folder (../shared/data unless told), and renews the tables of the pages. Recordings that are not
 * there are passed over, and their tables stay.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  auctions,
  auctionScenario,
  auctionTable,
  besideTable,
  DEAR_MARKETS,
  MARKETS,
  PROTECTED,
} from '../test/support/comparisons/auctions.ts';
import { gpuScenario, gpuTable, RECORDINGS } from '../test/support/comparisons/gpu-zones.ts';
import { DATA, hasRecordings, SCENARIOS, withBlock } from '../test/support/comparisons/measure.ts';
import { projectFile, projectText } from '../test/support/shipped.ts';

const data = process.argv[2] === undefined ? DATA : resolve(process.argv[2]);

mkdirSync(SCENARIOS, { recursive: true });
renew('gpu-zones.md', (page) =>
  RECORDINGS.reduce((text, recorded) => {
    const [first] = Object.values(recorded.files);
    if (!there(first)) return text;
    const scenario = written(gpuScenario(recorded, data));
    return shown(withBlock(text, recorded.name, gpuTable(scenario)), scenario);
  }, page),
);
renew('auctions-2015.md', (page) => {
  if (!there('ec2-spot-2015')) return page;
  const of = (markets) => {
    const scenarios = markets.map((market) => written(auctionScenario(market, data)));
    return [auctions(scenarios), auctions(scenarios, PROTECTED)];
  };
  const [plain, guarded] = of(MARKETS);
  const blocks = {
    auctions: auctionTable(plain, guarded),
    beside: besideTable(plain),
    'dear-auctions': auctionTable(...of(DEAR_MARKETS)),
  };
  const tables = Object.entries(blocks).reduce((text, [name, block]) => withBlock(text, name, block), page);
  return MARKETS.map((market) => auctionScenario(market, data)).reduce(shown, tables);
});

function renew(name, change) {
  const page = projectText('docs', 'comparisons', name);
  writeFileSync(projectFile('docs', 'comparisons', name), change(page));
}

function there(path) {
  if (hasRecordings(data, path)) return true;
  console.error(`${join(data, path)} is not there: its table stays as it is`);
  return false;
}

/** The scenario of a page's block, as readers see it. */
function shown(page, { name, text }) {
  const block = `scenario: ${name}`;
  return page.includes(`<!-- ${block} -->`) ? withBlock(page, block, `\`\`\`yaml\n${text}\`\`\``) : page;
}

function written(scenario) {
  writeFileSync(join(SCENARIOS, `${scenario.name}.yaml`), scenario.text);
  console.error(`${scenario.name}: ${scenario.title}`);
  return scenario;
}
