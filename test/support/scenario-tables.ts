import type { RunResults } from '../../src/index.js';
import { count, money, NONE, percent, price, roughly, span } from '../../src/report/numbers.js';

const begin = (name: string): string => `<!-- table: ${name} -->`;
const END = '<!-- end -->';

/** Names of the scenarios whose tables a document shows, in its order. */
export const tablesIn = (text: string): readonly string[] =>
  [...text.matchAll(/<!-- table: (\S+) -->/g)].map(([, name]) => name ?? '');

/** The document with its tables as they have to be. */
export function withTables(text: string, resultsOf: (name: string) => readonly RunResults[]): string {
  return tablesIn(text).reduce((document, name) => {
    const from = document.indexOf(begin(name)) + begin(name).length;
    const to = document.indexOf(END, from);
    if (to < 0) throw new Error(`the table of ${name} has no end mark`);
    return `${document.slice(0, from)}\n${scenarioTable(resultsOf(name))}\n${document.slice(to)}`;
  }, text);
}

/** A table of the variants of a scenario, as the documents show it: one row per variant, the base first. */
function scenarioTable(results: readonly RunResults[]): string {
  const currency = results[0]?.currency ?? '';
  const several = results.some(({ services }) => Object.keys(services).length > 1);
  const head = ['Variant', `Cost ${currency}`, 'Of standard', 'Ready hour', several ? 'All up' : 'Up'];
  const rest = ['Preemptions', 'By cause', 'Down', 'Longest'];
  const columns = [...head, ...(several ? ['Worst service'] : []), ...rest];
  const rule = columns.map((name) => (name === 'Variant' || name === 'By cause' ? '---' : '---:'));
  return [columns, rule, ...results.map((result) => rowOf(result, several))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function rowOf({ variant, totals }: RunResults, several: boolean): readonly string[] {
  const { preemptions, downtimeSpells } = totals;
  const causes = (['price', 'stock', 'lifetime', 'outage'] as const)
    .filter((cause) => preemptions[cause] > 0)
    .map((cause) => `${count(preemptions[cause])} ${cause}`);
  return [
    ...[variant ?? 'as it is', money(totals.cost.total), roughly(totals.relativeCost)],
    ...[price(totals.costPerReadyHour), percent(totals.availability)],
    ...(several ? [percent(totals.worstAvailability)] : []),
    ...[count(preemptions.total), causes.length === 0 ? NONE : causes.join(', ')],
    ...[span(totals.downSeconds), downtimeSpells.count === 0 ? NONE : span(downtimeSpells.max)],
  ];
}
