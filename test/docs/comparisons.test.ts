import { describe, expect, it } from 'vitest';
import { formatIssue, parseScenario } from '../../src/index.js';
import {
  auctions,
  auctionScenario,
  auctionTable,
  DEAR_MARKETS,
  MARKETS,
  PROTECTED,
} from '../support/comparisons/auctions.js';
import { gpuScenario, gpuTable, RECORDINGS } from '../support/comparisons/gpu-zones.js';
import { DATA, hasRecordings, withBlock, type Recorded } from '../support/comparisons/measure.js';
import { projectText } from '../support/shipped.js';

const gpuPage = projectText('docs', 'comparisons', 'gpu-zones.md');
const auctionPage = projectText('docs', 'comparisons', 'auctions-2015.md');

const gpu = RECORDINGS.map((recorded) => gpuScenario(recorded, DATA));
const markets = [...MARKETS, ...DEAR_MARKETS].map((market) => auctionScenario(market, DATA));

/** What stands in a block of a page. */
const blockOf = (page: string, name: string): string => {
  const from = page.indexOf(`<!-- ${name} -->`);
  return page.slice(from, page.indexOf('<!-- end -->', from)).split('\n').slice(1, -1).join('\n');
};

describe('the comparisons with the literature', () => {
  it.each([...gpu, ...markets])(
    'are made of scenarios that a user could have written: $name',
    ({ name, text }) => {
      const read = () => ({ ok: false as const, issues: [{ message: 'no files here' }] });
      const parsed = parseScenario({ name: `${name}.yaml`, text }, { read });
      expect(parsed.ok ? [] : parsed.issues.map(formatIssue)).toEqual([]);
    },
  );

  it('show these scenarios', () => {
    const shown = ({ name, text }: Recorded, page: string): void =>
      expect(blockOf(page, `scenario: ${name}`)).toBe(`\`\`\`yaml\n${text}\`\`\``);
    shown(gpu[0], gpuPage);
    shown(markets[1], auctionPage);
  });

  it.skipIf(!hasRecordings(DATA, 'spothedge-gcp-a100'))(
    'have the figures of today: A100 zones (skipped without the recordings)',
    { timeout: 120_000 },
    () => {
      const scenario = gpu[gpu.length - 1];
      expect(blockOf(gpuPage, scenario.name)).toBe(gpuTable(scenario));
    },
  );

  it.skipIf(!hasRecordings(DATA, 'ec2-spot-2015'))(
    'have the figures of today: the dear markets (skipped without the recordings)',
    { timeout: 120_000 },
    () => {
      const scenarios = markets.slice(MARKETS.length);
      const table = auctionTable(auctions(scenarios), auctions(scenarios, PROTECTED));
      expect(blockOf(auctionPage, 'dear-auctions')).toBe(table);
    },
  );

  it('renew a block and nothing else, and say so if it is not there', () => {
    const page = 'a\n<!-- x -->\nold\n<!-- end -->\nb\n<!-- y -->\n<!-- end -->\n';
    expect(withBlock(page, 'x', 'new')).toBe(page.replace('old', 'new'));
    expect(() => withBlock(page, 'z', 'new')).toThrow('no block z');
  });
});
