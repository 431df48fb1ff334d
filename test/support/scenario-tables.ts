import type { RunResults } from '../../src/index.js';
import { millionCost, tokensOf } from '../../src/report/plans-report.js';
import { count, fixed, hours, money, NONE, percent, price, roughly, span } from '../../src/report/numbers.js';
import { readSpread, type Spread } from './shipped.js';

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
    const results = resultsOf(name);
    const spread = readSpread(name);
    const table = spread === undefined ? plainTable(results) : tokenTable(results, spread);
    return `${document.slice(0, from)}\n${table}\n${document.slice(to)}`;
  }, text);
}

const plainTable = (results: readonly RunResults[]): string =>
  results[0]?.jobs === undefined ? scenarioTable(results) : jobTable(results);

/** Scenarios of one job. */
function jobTable(results: readonly RunResults[]): string {
  const currency = results[0]?.currency ?? '';
  const columns = ['Variant', `Cost ${currency}`, 'Of standard', 'Deadline', 'On spot', 'On standard'];
  const more = ['Starts', 'Preemptions', 'Lost'];
  const rule = [...columns, ...more].map((name) => (name === 'Variant' ? '---' : '---:'));
  const rows = results.flatMap(({ variant, jobs = {} }) =>
    Object.values(jobs).map((job) => [
      ...[variant ?? 'as it is', money(job.cost), roughly(job.relativeCost)],
      job.finishedAt === null
        ? 'not done'
        : job.met
          ? `met at ${span(job.finishedAt)}`
          : `late by ${span(job.lateSeconds)}`,
      ...[hours(job.usefulSpotSeconds), hours(job.usefulStandardSeconds), count(job.starts)],
      ...[count(job.preemptions.total), span(job.lostSeconds)],
    ]),
  );
  return [[...columns, ...more], rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
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

/** Scenarios with token demand: one run, and the interval of the mean of several. */
function tokenTable(results: readonly RunResults[], spread: readonly Spread[]): string {
  const currency = results[0]?.currency ?? '';
  const first = spread[0]?.costPerMillion.length ?? 0;
  const columns = [
    'Variant',
    `Cost ${currency}`,
    'Per million',
    `Mean of ${first}`,
    'Served',
    `Mean of ${first}`,
  ];
  const more = ['By calls', 'Overflow minutes'];
  const rule = [...columns, ...more].map((name) => (name === 'Variant' ? '---' : '---:'));
  const rows = results.map((result, i) => [
    ...[result.variant ?? 'as it is', money(result.totals.cost.total), money(millionCost(result))],
    ...[interval(spread[i]?.costPerMillion ?? [], 1, 4), percent(servedShare(result))],
    ...[
      interval(spread[i]?.served ?? [], 100, 2),
      percent(callsShare(result)),
      count(overflowMinutes(result)),
    ],
  ]);
  return [[...columns, ...more], rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Student's t for 95 % and 9 degrees of freedom. */
const T9 = 2.262;

function interval(values: readonly number[], factor: number, decimals: number): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance =
    values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
  const half = T9 * Math.sqrt(variance / values.length);
  return `${fixed(mean * factor, decimals)} ± ${fixed(half * factor, decimals)}${factor === 100 ? ' %' : ''}`;
}

const plansOf = ({ plans = {} }: RunResults) => Object.values(plans);

function servedShare(results: RunResults): number | null {
  const tokens = tokensOf(results);
  return tokens === null || tokens.offered === 0 ? null : tokens.served / tokens.offered;
}

function callsShare(results: RunResults): number | null {
  const offered = tokensOf(results)?.offered ?? 0;
  const calls = plansOf(results).filter(({ kind }) => kind === 'calls');
  return offered === 0 ? null : calls.reduce((sum, { served }) => sum + served, 0) / offered;
}

const overflowMinutes = (results: RunResults): number =>
  plansOf(results).reduce((sum, one) => sum + one.overflowMinutes, 0);
