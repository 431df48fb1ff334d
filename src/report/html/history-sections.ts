import type { RunHistory } from '../../model/index.js';
import { formatDuration } from '../../units/index.js';
import type { Table } from '../document.js';
import { count, counted, hours, moneyColumn, roughly, span } from '../numbers.js';
import type { Illustrated } from './illustrated.js';
import { jobChart } from './job-chart.js';
import { tokenSections } from './plan-sections.js';
import { priceChart } from './price-chart.js';
import { replicaChart } from './replica-chart.js';
import { rowChart } from './row-chart.js';

/** Pictures of one kind on a page; the others are in the tables. */
const MOST_FIGURES = 8;
const MOST_ROWS = 20;
const MOST_SPELLS = 10;

interface Told {
  readonly history: RunHistory;
  readonly currency: string;
  /** Says which run this was, where it is one of several; it stands once, under the first picture. */
  readonly which: readonly string[];
}

/** A run over time: replicas, downtime, prices, and what was paid for what. */
export function historySections(told: Told): readonly Illustrated[] {
  const { services, jobs } = told.history;
  return [
    replicaSection(told),
    spellSection(told),
    jobsOverTime(told),
    ...tokenSections(told.history, services.length + jobs.length === 0 ? told.which : []),
    priceSection(told),
    billSection(told),
  ].filter((section) => section !== undefined);
}

const leftOut = (all: number, noun: string): readonly string[] =>
  all <= MOST_FIGURES ? [] : [`${all - MOST_FIGURES} more ${noun} are not drawn.`];

function replicaSection({ history, which }: Told): Illustrated | undefined {
  const { services, horizonSeconds } = history;
  if (services.length === 0) return undefined;
  const worst = [...services].sort((a, b) => downOf(b) - downOf(a));
  const shown = services.length > MOST_FIGURES ? worst.slice(0, MOST_FIGURES) : services;
  const more = leftOut(services.length, 'services, those with the least downtime,');
  return {
    section: { title: 'Replicas over time', lines: [...which, ...more] },
    before: shown.map((service) => replicaChart(service, horizonSeconds)),
  };
}

/** Where there are many: those that were latest, against their deadlines. */
function jobsOverTime({ history, which }: Told): Illustrated | undefined {
  const { jobs, services, horizonSeconds } = history;
  if (jobs.length === 0) return undefined;
  const margin = ({ deadline, finishedAt }: (typeof jobs)[number]): number =>
    deadline - (finishedAt ?? Infinity);
  const tightest = [...jobs].sort((a, b) => (margin(a) < margin(b) ? -1 : Number(margin(a) > margin(b))));
  const shown = jobs.length > MOST_FIGURES ? tightest.slice(0, MOST_FIGURES) : jobs;
  const more = leftOut(jobs.length, 'jobs, those with the most time in hand,');
  return {
    section: { title: 'Jobs over time', lines: [...(services.length === 0 ? which : []), ...more] },
    before: shown.map((job) => jobChart(job, horizonSeconds)),
  };
}

const downOf = ({ down }: RunHistory['services'][number]): number =>
  down.reduce((sum, [from, to]) => sum + to - from, 0);

function spellSection({ history }: Told): Illustrated | undefined {
  const all = history.services.flatMap(({ name, down }) => down.map(([from, to]) => ({ name, from, to })));
  if (all.length === 0) return undefined;
  const longest = [...all].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  const rows = longest
    .slice(0, MOST_SPELLS)
    .map(({ name, from, to }) => [
      ...[name, formatDuration(from), formatDuration(to), span(to - from)],
      from === 0 ? 'first deployment' : to === history.horizonSeconds ? 'open at the end' : '',
    ]);
  const more = all.length - rows.length;
  const columns = [
    ...[
      { head: 'Service', wraps: true },
      { head: 'From', figures: true },
      { head: 'To', figures: true },
    ],
    ...[{ head: 'Length', figures: true }, { head: '' }],
  ];
  const rest = more === 0 ? [] : [`The longest ${rows.length} of ${counted(all.length, 'spell')}.`];
  return {
    section: {
      title: 'Downtime spells, longest first',
      table: { columns, rows },
      lines: rest,
    },
  };
}

function priceSection({ history, currency }: Told): Illustrated | undefined {
  const taken = (pool: RunHistory['pools'][number]): number =>
    pool.preemptions.reduce((sum, mark) => sum + mark.count, 0);
  const spot = history.pools.filter(({ price }) => price !== null);
  if (spot.length === 0) return undefined;
  const used = [...spot].sort(
    (a, b) => taken(b) - taken(a) || Number(b.ceilings.length > 0) - Number(a.ceilings.length > 0),
  );
  const shown = spot.length > MOST_FIGURES ? used.slice(0, MOST_FIGURES) : spot;
  const more = leftOut(spot.length, 'pools, those with the fewest preemptions,');
  const { horizonSeconds } = history;
  return {
    section: { title: 'Prices, ceilings and preemptions', lines: more },
    before: shown.map((pool) => priceChart(pool, { horizonSeconds, currency })),
  };
}

function billSection({ history, currency }: Told): Illustrated | undefined {
  const { bill } = history;
  const total = bill.reduce((sum, { amount }) => sum + amount, 0);
  if (bill.length === 0 || total === 0) return undefined;
  const money = moneyColumn(bill.map(({ amount }) => amount));
  const several = new Set(bill.map(({ service }) => service)).size > 1;
  const name = ({ service, kind, entry, pool }: (typeof bill)[number]): string =>
    [
      service === null ? (MACHINES.has(kind) ? 'machines' : null) : several ? service : null,
      kind,
      entry === null ? null : `entry ${entry}`,
      pool,
    ]
      .filter((part) => part !== null)
      .join(', ');
  const figures = bill.slice(0, 12).map((row) => ({
    ...{ name: name(row), value: row.amount, series: KINDS.indexOf(row.kind) },
    figure: `${money(row.amount)} ${currency} (${roughly(row.amount / total)})`,
  }));
  const items = counted(
    bill.reduce((sum, row) => sum + row.items, 0),
    'line item',
  );
  const caption = `What was paid for: ${items} by service, kind, entry and pool${bill.length > 12 ? ', the largest 12' : ''}.`;
  const label = `Cost by line item: ${figures.map((row) => `${row.name}: ${row.figure}`).join('; ')}.`;
  return {
    section: { title: 'Cost by line item', table: billTable(bill, currency) },
    before: rowChart({ caption, label, rows: figures, form: 'bars', unit: currency }),
  };
}

function billTable(bill: RunHistory['bill'], currency: string): Table {
  const total = bill.reduce((sum, { amount }) => sum + amount, 0);
  const plans = bill.some(({ kind }) => KINDS.indexOf(kind) >= 4);
  const money = moneyColumn(bill.map(({ amount }) => amount));
  const rows = bill
    .slice(0, MOST_ROWS)
    .map((row) => [
      ...[row.service ?? '-', row.kind, row.entry === null ? '-' : count(row.entry), row.pool ?? '-'],
      ...[count(row.items), hours(row.seconds), money(row.amount), roughly(row.amount / total)],
    ]);
  const heads = ['Entry', 'Line items', 'Hours', `Cost ${currency}`, 'Share'];
  const [entry, ...others] = heads.map((head) => ({ head, figures: true }));
  const columns = [
    { head: 'Service', wraps: true },
    { head: 'Kind' },
    entry,
    { head: plans ? 'Pool or plan' : 'Pool', wraps: true },
    ...others,
  ];
  return { columns, rows };
}

const KINDS = ['spot', 'standard', 'disk', 'dedicated', 'ptu', 'modelUnit', 'calls'];
const MACHINES = new Set(['dedicated', 'disk']);
