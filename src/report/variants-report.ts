import type { TotalMetrics } from '../metrics/index.js';
import type { RunResults } from '../model/index.js';
import type { Report, Section } from './document.js';
import { JOB_ROWS, metShare } from './jobs-report.js';
import { count, counted, hours, money, moneyColumn, percent, price, roughly, span } from './numbers.js';
import { millionCost, tokensOf } from './plans-report.js';
import { titleOf } from './run-answer.js';

/** One column of the comparison: a run, and what makes it differ from the first. */
export interface VariantRun {
  readonly results: RunResults;
  readonly description?: string | undefined;
  /** `services.chat.protection: true -> false`. */
  readonly differences: readonly string[];
}

/** A scenario and its variants side by side; the first is the scenario itself. */
export function reportVariants(runs: readonly VariantRun[]): Report {
  return { answer: answerOf(runs), sections: [metricSection(runs), differenceSection(runs)] };
}

const nameOf = ({ results }: VariantRun): string => results.variant ?? 'base';

function answerOf(runs: readonly VariantRun[]): readonly string[] {
  const [base] = runs;
  if (base === undefined) return [];
  const cheapest = best(runs, ({ totals }) => totals.cost.total);
  const steadiest = best(runs, (results) => -(qualityOf(results) ?? -1));
  const title = `${titleOf(base.results)}, ${counted(runs.length - 1, 'variant')}, ${span(base.results.horizonSeconds)}`;
  const sums = `${named(cheapest)} costs least (${costs(cheapest, base)})`;
  const { more, most } = wordsOf(base.results);
  if ((qualityOf(cheapest.results) ?? -1) >= (qualityOf(steadiest.results) ?? -1))
    return [`${title}: ${sums}, and no other ${more} (${quality(cheapest)}).`, sameMarket(runs)];
  return [
    `${title}: ${sums}; ${named(steadiest)} ${most} (${quality(steadiest)}; ${nameOf(cheapest)}: ${quality(cheapest)}).`,
    sameMarket(runs),
  ];
}

/**
 * Judged by the tokens that are served where any are asked for, by the time that services are up elsewhere, and by
 * the deadlines met where there are only jobs.
 */
function wordsOf(results: RunResults): { readonly more: string; readonly most: string } {
  if (tokensOf(results) !== null) return { more: 'serves more tokens', most: 'serves most tokens' };
  return hasServices(results.totals, results)
    ? { more: 'is up more', most: 'is up most' }
    : { more: 'meets more deadlines', most: 'meets most deadlines' };
}

function qualityOf(results: RunResults): number | null {
  const tokens = tokensOf(results);
  if (tokens === null) {
    return hasServices(results.totals, results) ? results.totals.availability : metShare(results);
  }
  return tokens.offered === 0 ? null : tokens.served / tokens.offered;
}

const named = (run: VariantRun): string =>
  run.results.variant === null ? 'the base' : `"${run.results.variant}"`;
const quality = ({ results }: VariantRun): string => percent(qualityOf(results));

function costs(run: VariantRun, base: VariantRun): string {
  const sum = `${money(run.results.totals.cost.total)} ${run.results.currency}`;
  const reference = base.results.totals.cost.total;
  return run === base || reference === 0
    ? sum
    : `${sum}, ${roughly(run.results.totals.cost.total / reference)} of the base`;
}

/** The first of those with the least value. */
function best(runs: readonly VariantRun[], value: (results: RunResults) => number): VariantRun {
  return runs.reduce((least, run) => (value(run.results) < value(least.results) ? run : least));
}

function sameMarket(runs: readonly VariantRun[]): string {
  const seeds = new Set(runs.map(({ results }) => results.seed));
  if (seeds.size > 1) return 'The seeds differ: part of what you see is chance, not the variant.';
  const [seed] = seeds;
  if (runs.every(({ results }) => Object.keys(results.pools).length === 0))
    return `Same seed (${seed}), hence the same requests for all, wherever a variant leaves the demand as it is.`;
  return `Same seed (${seed}), hence the same market for all: wherever a variant leaves a pool as it is, prices and stock were the same.`;
}

type Row = readonly [
  label: string,
  value: (totals: TotalMetrics, results: RunResults) => string,
  shows?: (totals: TotalMetrics, results: RunResults) => boolean,
];

function metricSection(runs: readonly VariantRun[]): Section {
  const { currency } = runs[0]?.results ?? { currency: '' };
  const all = [...costRows(currency, runs), ...tokenRows(currency), ...jobRows(), ...serviceRows(runs)];
  const shown = all.filter(
    ([, , shows]) => shows === undefined || runs.some(({ results }) => shows(results.totals, results)),
  );
  const rows = shown.map(([label, value]) => [
    label,
    ...runs.map(({ results }) => value(results.totals, results)),
  ]);
  const columns = [{ head: '' }, ...runs.map((run) => ({ head: nameOf(run), figures: true, wraps: true }))];
  return { title: 'Side by side', table: { columns, rows, breaks: true } };
}

function costRows(currency: string, runs: readonly VariantRun[]): readonly Row[] {
  const cents = moneyColumn(runs.map(({ results }) => results.totals.cost.total));
  return [
    [`Cost, ${currency}`, ({ cost }) => cents(cost.total)],
    [
      '  of standard',
      ({ relativeCost }) => roughly(relativeCost),
      (of, all) => hasServices(of, all) || hasJobs(of, all),
    ],
    [`  spot, ${currency}`, ({ cost }) => cents(cost.spot), ({ cost }) => cost.spot > 0],
    [`  standard, ${currency}`, ({ cost }) => cents(cost.standard), ({ cost }) => cost.standard > 0],
    [`  disk, ${currency}`, ({ cost }) => cents(cost.disk), ({ cost }) => cost.disk > 0],
    [`  dedicated, ${currency}`, ({ cost }) => cents(cost.dedicated), ({ cost }) => cost.dedicated > 0],
    [`  throughput (PTU), ${currency}`, ({ cost }) => cents(cost.ptu), ({ cost }) => cost.ptu > 0],
    [`  model units, ${currency}`, ({ cost }) => cents(cost.modelUnit), ({ cost }) => cost.modelUnit > 0],
    [`  plain calls, ${currency}`, ({ cost }) => cents(cost.calls), ({ cost }) => cost.calls > 0],
    [`  per ready hour, ${currency}`, ({ costPerReadyHour }) => price(costPerReadyHour), hasServices],
  ];
}

const hasServices = (_: TotalMetrics, { services }: RunResults): boolean => Object.keys(services).length > 0;
const hasJobs = (_: TotalMetrics, { jobs }: RunResults): boolean => jobs !== undefined;
const hasTokens = (_: TotalMetrics, results: RunResults): boolean => tokensOf(results) !== null;

const tokenRows = (currency: string): readonly Row[] => [
  [`  per million tokens, ${currency}`, (_, results) => money(millionCost(results)), hasTokens],
  ['Tokens served', (_, results) => percent(qualityOf(results)), hasTokens],
  ['  by the plan in front', (_, results) => percent(firstPlanShare(results)), hasTokens],
];

const jobRows = (): readonly Row[] =>
  JOB_ROWS.map(([label, value]) => [label, (_, { jobs = {} }) => value(Object.values(jobs)), hasJobs]);

/** Served by the first plan of the file, of all tokens asked for. */
function firstPlanShare(results: RunResults): number | null {
  const [first] = Object.values(results.plans ?? {});
  const offered = tokensOf(results)?.offered ?? 0;
  return first === undefined || offered === 0 ? null : first.served / offered;
}

function serviceRows(runs: readonly VariantRun[]): readonly Row[] {
  if (runs.every(({ results }) => Object.keys(results.services).length === 0)) return [];
  const several = runs.some(({ results }) => Object.keys(results.services).length > 1);
  return [
    ['Up', ({ availability }) => percent(availability)],
    ['  worst service', ({ worstAvailability }) => percent(worstAvailability), () => several],
    ['Down', ({ downSeconds }) => span(downSeconds)],
    ['  spells', ({ downtimeSpells }) => count(downtimeSpells.count)],
    ['  longest', ({ downtimeSpells }) => span(downtimeSpells.max)],
    ['  recovery, p95', ({ timeToRecover }) => span(timeToRecover.p95)],
    ['Preemptions', ({ preemptions }) => count(preemptions.total)],
    ...(['price', 'stock', 'lifetime', 'outage'] as const).map((cause): Row => [
      `  by ${cause}`,
      (of) => count(of.preemptions[cause]),
      (of) => of.preemptions[cause] > 0,
    ]),
    ['Placements below entry 0', ({ fallbacks }) => count(fallbacks)],
    ['Ready, hours', ({ readyReplicaSeconds }) => hours(readyReplicaSeconds)],
    [
      'Waiting, hours',
      ({ waitingSeconds }) => hours(waitingSeconds),
      ({ waitingSeconds }) => waitingSeconds > 0,
    ],
  ];
}

function differenceSection(runs: readonly VariantRun[]): Section {
  const lines = runs.slice(1).flatMap((run) => {
    const { description, differences } = run;
    const said = description === undefined ? '' : `: ${description}`;
    const changed =
      differences.length === 0 ? ['  nothing'] : differences.map((difference) => `  ${difference}`);
    return [`${nameOf(run)}${said}`, ...changed];
  });
  return {
    title: 'What differs from the base',
    lines: lines.length === 0 ? ['The scenario has no variants.'] : lines,
  };
}
