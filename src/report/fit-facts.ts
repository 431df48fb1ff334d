import type { HistoryFit } from '../model/index.js';
import { formatInstant, fromMicro } from '../units/index.js';
import { cut, type Section } from './document.js';
import { count, counted, fixed, NONE, percent, span } from './numbers.js';

/** What the report of a fit is told beside it. */
export interface FitHeading {
  /** The history as people call it. */
  readonly file: string;
  readonly currency: string;
}

/** A price in micro-units, with decimals enough to tell neighbours apart. */
export function micro(value: number): string {
  const decimal = fromMicro(value);
  return fixed(decimal, decimal >= 0.1 ? 4 : decimal >= 0.01 ? 5 : 6);
}

/** The history in figures. */
export function factsOf({ description: facts }: HistoryFit, { file, currency }: FitHeading): Section {
  const { quantiles: q, spikes } = facts;
  const rows = [
    ['Rows', `${count(facts.rows)}, ${counted(facts.changes, 'change')} of the price`],
    ['From, until', `${facts.from}, ${facts.until} (${span(facts.span)})`],
    ['Without gaps', span(facts.covered)],
    ['Changes per hour', fixed(facts.changesPerHour, 2)],
    ['Mean, sd', `${micro(facts.mean)}, ${micro(facts.sd)}`],
    ['Sd of the log', fixed(facts.logSd, 3)],
    ['Least, greatest', `${micro(facts.min)}, ${micro(facts.max)}`],
    ['5, 25, 50 %', [q.p05, q.p25, q.p50].map(micro).join(', ')],
    ['75, 95, 99 %', [q.p75, q.p95, q.p99].map(micro).join(', ')],
    [`Spikes above ${micro(spikes.threshold)}`, spikesText(spikes)],
  ];
  const gaps = cut(facts.gaps.map(({ from, until }) => [instant(from), span(until - from)]));
  return {
    title: `${file}, prices in ${currency}/h, weighted by time`,
    table: { columns: [{ head: 'What' }, { head: 'Value', wraps: true }], rows },
    lines: [
      ...gaps.rows.map(([from, length]) => `Gap from ${from}, ${length}: it counts nowhere.`),
      ...gaps.lines,
    ],
  };
}

export const instant = (epochSeconds: number): string => formatInstant({ epochSeconds, offsetSeconds: 0 });

function spikesText({
  share,
  perWeek,
  length,
  level,
  clustering,
}: HistoryFit['description']['spikes']): string {
  if (level === null) return 'none';
  const times =
    length.mean === null ? '' : `, mean ${span(Math.round(length.mean))}, median ${span(length.p50)}`;
  const clusters =
    clustering === null ? '' : `; times between starts vary by ${fixed(clustering, 1)} means (1: Poisson)`;
  return `${percent(share)} of the time, ${fixed(perWeek, 1)} a week${times}; quartiles ${level.map(micro).join(', ')}${clusters}`;
}

/** The history at several ceilings. */
export function levelsOf({ description: { levels } }: HistoryFit, { currency }: FitHeading): Section {
  const rows = levels.map((facts) => [
    micro(facts.ceiling),
    percent(facts.share),
    fixed(facts.crossingsPerWeek, 1),
    ...[facts.meanBelow, facts.below.p50, facts.meanAbove, facts.above.p50].map(spell),
  ]);
  return {
    title: 'What a bidder sees',
    table: {
      columns: [
        { head: `Ceiling\n${currency}/h`, figures: true },
        { head: 'At or\nbelow', figures: true },
        { head: 'Rises\nper week', figures: true },
        { head: 'Below,\nmean', figures: true },
        { head: 'Below,\nmedian', figures: true },
        { head: 'Above,\nmean', figures: true },
        { head: 'Above,\nmedian', figures: true },
      ],
      rows,
    },
    lines: levels.length === 0 ? ['The price never changes: every ceiling above it is never passed.'] : [],
  };
}

const spell = (seconds: number | null): string => (seconds === null ? NONE : span(Math.round(seconds)));
