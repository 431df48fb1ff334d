import type { CommonMetrics } from '../metrics/index.js';
import type { RunResults } from '../model/index.js';
import { jobSentence, undoneWork } from './jobs-report.js';
import { tokenSentence } from './plans-report.js';
import { count, counted, money, percent, roughly, span } from './numbers.js';

/** The main answer: what it cost, against standard instances, what the cheap capacity did to the service, and tokens. */
export function answerOf(results: RunResults): readonly string[] {
  const tokens = tokenSentence(results);
  const jobs = jobSentence(results);
  const others = tokens !== undefined || jobs !== undefined;
  const up = others && Object.keys(results.services).length === 0 ? undefined : upSentence(results);
  return [costSentence(results), up, jobs, tokens].filter((sentence) => sentence !== undefined);
}

/** `9 by price, 5 by stock`; empty where there was none. */
export function causes({ preemptions }: Pick<CommonMetrics, 'preemptions'>, by = 'by '): string {
  return (['price', 'stock', 'lifetime', 'outage'] as const)
    .filter((cause) => preemptions[cause] > 0)
    .map((cause) => `${count(preemptions[cause])} ${by}${cause}`)
    .join(', ');
}

/** `eas-fallback`, or `eas-fallback (no-protection)`. */
export const titleOf = ({ scenario, variant }: Pick<RunResults, 'scenario' | 'variant'>): string =>
  variant === null ? scenario : `${scenario} (${variant})`;

function costSentence(results: RunResults): string {
  const { totals, currency, horizonSeconds } = results;
  const { cost, standardCost, relativeCost } = totals;
  const sum = `${span(horizonSeconds)} of ${titleOf(results)} cost ${money(cost.total)} ${currency}`;
  if (standardCost === null || relativeCost === null) return `${sum}.`;
  const compute = cost.spot + cost.standard + cost.dedicated;
  const subject = compute < cost.total ? '; its compute cost' : ',';
  const instead = `of the ${money(standardCost)} ${currency} that standard instances would have cost`;
  return `${sum}${subject} ${roughly(relativeCost)} ${instead}${undoneWork(results)}.`;
}

function upSentence(results: RunResults): string {
  const { totals } = results;
  const { availability, preemptions, downSeconds, downtimeSpells } = totals;
  if (availability === null) return 'No replica was ever asked for.';
  const taken = `${counted(preemptions.total, 'preemption')}${whyOf(totals)}`;
  const { count: spells, max } = downtimeSpells;
  const longest = spells > 1 ? `, the longest ${span(max)}` : '';
  const down =
    spells === 0 ? 'never down' : `down ${span(downSeconds)} in ${counted(spells, 'spell')}${longest}`;
  return `${subjectOf(results)} ${percent(availability)} of the time: ${taken}, ${down}${deployed(results)}.`;
}

/** ` by price`, or ` (9 by price, 5 by stock)`. */
function whyOf(metrics: Pick<CommonMetrics, 'preemptions'>): string {
  const why = causes(metrics);
  if (why === '') return '';
  return why.includes(', ') ? ` (${why})` : why.replace(/^[\d,]+/, '');
}

function subjectOf({ services, totals }: RunResults): string {
  const names = Object.keys(services);
  if (names.length === 1) return `${names[0]} was up`;
  const worst = names.find((name) => services[name]?.availability === totals.worstAvailability);
  const named = worst === undefined ? '' : ` (the worst, ${worst}, ${percent(totals.worstAvailability)})`;
  return `All of ${names.length} services were up${named}`;
}

/** The first deployment counts as downtime, which surprises where there is little else. */
function deployed({ services, totals }: RunResults): string {
  const { deploySeconds } = totals;
  if (Object.keys(services).length !== 1 || deploySeconds === null || deploySeconds === 0) return '';
  return ` (${span(deploySeconds)} of it the first deployment)`;
}
