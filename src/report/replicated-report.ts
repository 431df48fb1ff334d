import { shortMetric } from '../experiment/index.js';
import type { Estimate, ReplicatedRun } from '../experiment/index.js';
import type { Report, Section, Table } from './document.js';
import { between, estimateTable, widthOf } from './estimate-table.js';
import { expectedJobs } from './jobs-report.js';
import { metricFormat, metricName } from './metric-format.js';
import { counted, money, NONE, percent, roughly, span } from './numbers.js';
import { replicatedPlanSections, replicatedTokens } from './replicated-plans.js';
import { titleOf } from './run-answer.js';

/** The result of several replications for people: what to expect, how sure that is, and how bad it can get. */
export function reportReplications(results: ReplicatedRun): Report {
  const sections = [
    totalsSection(results),
    kindSection(results),
    serviceSection(results),
    ...replicatedPlanSections(results),
    expectedJobs(results),
    tailSection(results),
    sloSection(results),
  ];
  return {
    answer: answerOf(results),
    sections: [...sections, methodSection(results)].filter((section) => section !== undefined),
  };
}

function answerOf(results: ReplicatedRun): readonly string[] {
  const { totals, currency, horizonSeconds, replications } = results;
  const runs = counted(replications, 'replication');
  const cost = totals.cost.total;
  const instead =
    totals.relativeCost.mean === null
      ? ''
      : `, ${roughly(totals.relativeCost.mean)} of standard${undone(results)}`;
  const sum = `${money(cost.mean)} ${currency}${between(cost, money)}${instead}`;
  const up = totals.availability;
  const first = `${span(horizonSeconds)} of ${titleOf(results)} cost ${sum}: the mean of ${runs}.`;
  const tokens = replicatedTokens(results);
  const nobody = tokens.length > 0 || results.jobs !== undefined ? [] : [NOBODY];
  if (up.mean === null) return [first, ...tokens, ...nobody];
  const format = metricFormat('totals.availability', widthOf(up));
  const taken = metricFormat('totals.preemptions.total')(totals.preemptions.total.mean);
  return [
    first,
    `Up ${format(up.mean)} of the time${between(up, format)}, with ${taken} preemptions in a run.`,
    ...tokens,
  ];
}

/** The reference is of the whole work, in the runs that did not do it too. */
const undone = ({ jobs = {} }: ReplicatedRun): string =>
  Object.values(jobs).some(({ finishedAt, cost }) => finishedAt.n < cost.n) ? ' with all work done' : '';

const NOBODY = 'No replica was ever asked for.';

type Row = readonly [path: string, estimate: Estimate];

const table = (rows: readonly Row[], label: (path: string) => string): Table =>
  estimateTable(
    rows.map(([path, estimate]) => ({
      ...{ label: label(path), estimate, format: metricFormat(path, widthOf(estimate)) },
    })),
  );

const SHOWN = [
  ...['cost.total', 'relativeCost', 'costPerReadyHour', 'availability', 'worstAvailability', 'downSeconds'],
  ...['downtimeSpells.count', 'downtimeSpells.max', 'timeToRecover.mean', 'preemptions.total'],
  ...['preemptionsPer100Hours', 'fallbacks', 'reallocations'],
];

function totalsSection({ totals, services }: ReplicatedRun): Section {
  const several = Object.keys(services).length > 1;
  const rows = SHOWN.filter((path) => several || path !== 'worstAvailability').map((path): Row => [
    path,
    at(totals, path),
  ]);
  const known = Object.keys(services).length > 0 ? rows : rows.slice(0, 1);
  return { title: 'Expected of a run', table: table(known, metricName) };
}

const KINDS = ['spot', 'standard', 'disk', 'dedicated', 'ptu', 'modelUnit', 'calls'] as const;

/** What was paid for, where it is more than one kind of thing. */
function kindSection({ totals }: ReplicatedRun): Section | undefined {
  const paid = KINDS.filter((kind) => (totals.cost[kind].mean ?? 0) !== 0);
  if (paid.length < 2) return undefined;
  const rows = paid.map((kind): Row => [`cost.${kind}`, totals.cost[kind]]);
  return { title: 'Expected cost by kind', table: table(rows, (path) => path.replace('cost.', '')) };
}

const at = (tree: unknown, path: string): Estimate =>
  path
    .split('.')
    .reduce<unknown>((here, key) => (here as Readonly<Record<string, unknown>>)[key], tree) as Estimate;

function serviceSection({ services }: ReplicatedRun): Section | undefined {
  const named = Object.entries(services);
  if (named.length < 2) return undefined;
  const rows = named.slice(0, 20).flatMap(([name, metrics]): readonly Row[] => [
    [`${name}: cost.total`, metrics.cost.total],
    [`${name}: availability`, metrics.availability],
    [`${name}: preemptions.total`, metrics.preemptions.total],
  ]);
  return { title: 'Expected of each service', table: table(rows, (path) => path) };
}

function tailSection({ tailRisk, random, services }: ReplicatedRun): Section | undefined {
  const served = Object.keys(services).length > 0;
  const rows = Object.entries(tailRisk).filter(
    ([path]) => path.startsWith('totals.') && (served || !path.endsWith('downSeconds')),
  );
  if (!random || rows.length === 0) return undefined;
  const columns = [
    { head: '' },
    ...['In 1 of 20 runs\nat least', 'Low', 'High', 'Mean of\nthose'].map((head) => ({
      head,
      figures: true,
    })),
  ];
  const few = rows.some(([, { low }]) => low === null);
  return {
    title: 'Bad luck',
    table: {
      columns,
      rows: rows.map(([path, { p95, low, high, cvar95 }]) => {
        const format = metricFormat(path);
        return [metricName(path), ...[p95, low, high, cvar95].map(format)];
      }),
    },
    lines: few ? ['An interval of the 95 % point takes at least 93 replications.'] : [],
  };
}

function sloSection({ slo }: ReplicatedRun): Section | undefined {
  if (slo.length === 0) return undefined;
  const columns = [
    { head: 'Objective' },
    ...['Met in', 'Share', 'Low', 'High'].map((head) => ({ head, figures: true })),
  ];
  const rows = slo.map(({ objective, met, n, share, low, high }) => [
    ...[objective, `${met} of ${n}`],
    ...[share, low, high].map(percent),
  ]);
  return { title: 'Objectives (Wilson intervals)', table: { columns, rows } };
}

function methodSection(results: ReplicatedRun): Section {
  const { replications, confidence, random, antithetic, controls } = results;
  const lines = random
    ? [
        `${counted(replications, 'replication')}; intervals of ${roughly(confidence)} confidence (Student t; ratios by the jackknife).`,
      ]
    : [
        'Nothing in this scenario is random: all replications were the same, and one says it all. There is no interval.',
      ];
  if (antithetic) lines.push('Antithetic pairs: intervals are over the means of pairs.');
  if (controls.length > 0)
    lines.push(
      `Corrected by the mean price of ${controls.map(({ pool }) => pool).join(', ')}, which is known.`,
    );
  return {
    title: 'How it was measured',
    lines: [...lines, ...steadyLines(results), ...stoppingLines(results)],
  };
}

function steadyLines({ steadyState, horizonSeconds }: ReplicatedRun): readonly string[] {
  if (steadyState === null) return [];
  const measured = `Measured from ${span(steadyState.seconds)} on (warm-up by MSER-5), ${span(horizonSeconds - steadyState.seconds)} of each run.`;
  const warning = 'The warm-up found is half of the run or more: the run is too short to tell. Lengthen it.';
  return steadyState.doubtful ? [measured, warning] : [measured];
}

function stoppingLines({ stopping, replications }: ReplicatedRun): readonly string[] {
  if (stopping === null) return [];
  const { metric, relative, reached, achieved, most } = stopping;
  const goal = `${percent(relative)} of ${shortMetric(metric)}`;
  if (reached) return [`The precision of ${goal} was reached after ${counted(replications, 'replication')}.`];
  const got = achieved === null ? NONE : percent(achieved);
  return [
    `The precision of ${goal} was NOT reached in ${counted(most, 'replication')}: it is ${got}. --max-replications allows more.`,
  ];
}
