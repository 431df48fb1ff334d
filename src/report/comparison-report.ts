import { shortMetric } from '../experiment/index.js';
import type { Comparison, DifferenceInterval, MetricComparison } from '../experiment/index.js';
import type { Report, Section } from './document.js';
import { differenceFormat, metricFormat, metricName } from './metric-format.js';
import { omniscientSections } from './omniscient-section.js';
import { count, counted, fixed, NONE, roughly, span } from './numbers.js';

/** A comparison for people: who wins and by how much, or that nobody can tell, and what it would take. */
export function reportComparison(comparison: Comparison): Report {
  const { scenario, cases, horizonSeconds, replications } = comparison;
  const runs = counted(replications, 'replication');
  const head = `${scenario}, ${span(horizonSeconds)}: ${cases.length} cases on the same markets, ${runs} of each.`;
  return {
    answer: [head, ...comparison.metrics.slice(0, 2).map((metric) => answerOf(comparison, metric))],
    sections: [
      ...comparison.metrics.map((metric) => metricSection(comparison, metric)),
      ...omniscientSections(comparison),
      methodSection(comparison),
    ],
  };
}

/** The verdict with the figures it is about: those of the case that is ahead, and of the baseline. */
function answerOf({ baseline, currency }: Comparison, compared: MetricComparison): string {
  const { metric, rows, leader } = compared;
  const [format, unit] = [metricFormat(metric), unitOf(metric, currency)];
  const figure = (name: string): string =>
    format(rows.find((row) => row.case === name)?.estimate.mean ?? null) + (unit === '' ? '' : ` ${unit}`);
  if (leader === null) return verdictOf(compared);
  const beside = leader === baseline ? '' : `; ${baseline}: ${figure(baseline)}`;
  return verdictOf(compared, ` (${figure(leader)}${beside})`);
}

const unitOf = (metric: string, currency: string): string =>
  /cost|Cost|\.regret$/.test(metric) && !/relative(Cost|Regret)$/.test(metric) ? currency : '';

/** `Lowest cost: both, beyond chance.`, or that none can be called; `figures` stand behind the name. */
function verdictOf({ metric, better, winner, leader, contenders }: MetricComparison, figures = ''): string {
  const title = `${better === 'lower' ? 'Lowest' : 'Highest'} ${metricName(metric)}`;
  if (leader === null) return `${title}: no case has a value.`;
  if (winner !== null) return `${title}: ${winner}${figures}, beyond chance.`;
  return `${title}: no winner. ${leader}${figures} is ahead, but ${contenders.join(', ')} cannot be told from it.`;
}

function metricSection({ baseline, currency }: Comparison, compared: MetricComparison): Section {
  const { metric, rows } = compared;
  const format = metricFormat(metric);
  const difference = differenceFormat(metric);
  const unit = unitOf(metric, currency);
  const heads = ['Mean', `Against\n${baseline}`, 'Low', 'High', 'Variance\nratio', 'Replications\nto settle'];
  return {
    title: `${capital(metricName(metric))}${unit === '' ? '' : `, ${unit}`}`,
    table: {
      columns: [
        { head: 'Case', wraps: true },
        ...heads.map((head) => ({ head, figures: true })),
        { head: 'Verdict' },
      ],
      rows: rows.map(({ case: name, estimate, difference: against }) => [
        ...[name, format(estimate.mean)],
        ...[against?.mean ?? null, against?.low ?? null, against?.high ?? null].map(difference),
        ...[
          gain(against),
          against?.verdict === 'undecided' ? settles(against) : NONE,
          wordOf(against, compared),
        ],
      ]),
    },
    lines: [verdictOf(compared)],
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Differences that hardly vary have a ratio that rounding decides: it says no more than that it is large. */
const MOST = 1e6;

function gain(against: DifferenceInterval | null): string {
  if (against === null || against.varianceRatio === null) return NONE;
  return against.varianceRatio > MOST ? 'over 1e6' : fixed(against.varianceRatio, 1);
}

const settles = ({ toSettle }: DifferenceInterval): string =>
  toSettle === null ? 'none would' : count(toSettle);

function wordOf(against: DifferenceInterval | null, { better }: MetricComparison): string {
  if (against === null) return NONE;
  if (against.verdict === 'same') return 'the same';
  if (against.verdict === 'undecided') return 'undecided';
  return against.verdict === better ? 'better' : 'worse';
}

function methodSection(comparison: Comparison): Section {
  const { confidence, cases, antithetic, controls, metrics } = comparison;
  const others = Math.max(1, cases.length - 1);
  const together = others > 1 ? `, ${others} of them together (Bonferroni)` : '';
  const pools = controls.map(({ pool }) => pool).join(', ');
  return {
    title: 'How it was measured',
    lines: [
      `Paired differences, case by case in the same market; intervals of ${roughly(confidence)} confidence${together}. A difference whose interval covers 0 is undecided; a winner beats every other case.`,
      'The variance ratio says how many times the replications that independent markets would have needed.',
      ...(antithetic ? ['Antithetic pairs: intervals are over the means of pairs.'] : []),
      ...(controls.length > 0 ? [`Corrected by the mean price of ${pools}, which is known.`] : []),
      ...steadyLines(comparison),
      `Metrics: ${metrics.map(({ metric }) => shortMetric(metric)).join(', ')}; --metric names others.`,
    ],
  };
}

function steadyLines({ steadyState, horizonSeconds }: Comparison): readonly string[] {
  if (steadyState === null) return [];
  const { seconds, doubtful, byCase } = steadyState;
  const longest = Object.entries(byCase).find(([, found]) => found.seconds === seconds)?.[0] ?? '';
  const measured = `All cases are measured from ${span(seconds)} on, the longest warm-up (that of ${longest}, by MSER-5): ${span(horizonSeconds - seconds)} of each run.`;
  const warning =
    'The warm-up of a case is half of the run or more: the run is too short to tell. Lengthen it.';
  return doubtful ? [measured, warning] : [measured];
}
