import type { Estimate, OmniscientJobRow, OmniscientRow } from '../experiment/index.js';
import { cut } from './document.js';
import type { Section } from './document.js';
import { money, moneyColumn, NONE, percent, roughly } from './numbers.js';
import { yardsticks } from './yardsticks.js';

/** Every job of every case beside perfect foresight. */
export function omniscientJobs(omniscient: readonly OmniscientRow[], currency: string): Section {
  const rows = Object.keys(omniscient[0].jobs ?? {}).flatMap((name) => rowsOf(name, omniscient));
  const table = cut(rows);
  return {
    title: `Jobs beside perfect foresight, ${currency}`,
    table: {
      columns: [
        ...[{ head: 'Job' }, { head: 'Case', wraps: true }],
        ...['Deadline\nmet', ...HEADS].map((head) => ({ head, figures: true })),
      ],
      rows: table.rows,
    },
    lines: [
      ...table.lines,
      'omniscient: the least cost of the work by its deadline, with all of the market known; no work is lost, and checkpoints cost nothing.',
      'Regret: what a job costs above the least for which what it did could have been done: by its deadline, or where it was done later, by then.',
    ],
  };
}

/** Services and jobs of every case together. */
export function omniscientTotals(omniscient: readonly OmniscientRow[], currency: string): Section {
  const served = omniscient.some(({ bound }) => bound.readyReplicaSeconds.mean !== 0);
  const costs = moneyColumn(omniscient.flatMap(({ cost, bound }) => [cost.mean, bound.cost.mean]));
  return {
    title: `${served ? 'Services and jobs' : 'All jobs'} beside perfect foresight, ${currency}`,
    table: {
      columns: [{ head: 'Case', wraps: true }, ...HEADS.map((head) => ({ head, figures: true }))],
      rows: [
        ...omniscient.map((row) => [row.case, ...figuresOf(row, row.costAsReady, costs)]),
        ...yardsticks(omniscient, ({ bound }) => bound).map(({ name, bound }) => [
          ...[name, costs(bound.cost.mean), costs(bound.cost.mean), NONE, NONE, NONE, NONE],
        ]),
      ],
    },
    lines: [
      served
        ? 'At least: of as many of the desired replicas ready at each instant as the case had, and of as much of the jobs as it did.'
        : 'At least: of as much of the jobs as the case did.',
    ],
  };
}

const HEADS = ['Cost', 'At least', 'Regret', 'Low', 'High', 'Of the\nleast'];

function rowsOf(job: string, omniscient: readonly OmniscientRow[]): readonly (readonly string[])[] {
  const rows = omniscient.flatMap(({ case: name, jobs }) => {
    const row = jobs?.[job];
    return row === undefined ? [] : [{ case: name, row }];
  });
  const costs = moneyColumn(rows.flatMap(({ row }) => [row.cost.mean, row.bound.cost.mean]));
  return [
    ...rows.map(({ case: name, row }) => [
      ...[job, name, percent(row.met.mean)],
      ...figuresOf(row, row.costAsDone, costs),
    ]),
    ...yardsticks(rows, ({ row }) => row.bound).map(({ name, bound }) => [
      ...[job, name, percent(bound.met.mean), costs(bound.cost.mean), costs(bound.cost.mean)],
      ...[NONE, NONE, NONE, NONE],
    ]),
  ];
}

function figuresOf(
  { cost, regret, relativeRegret }: Pick<OmniscientJobRow, 'cost' | 'regret' | 'relativeRegret'>,
  least: Estimate,
  costs: (amount: number | null) => string,
): readonly string[] {
  return [
    ...[costs(cost.mean), costs(least.mean)],
    ...[regret.mean, regret.low, regret.high].map(money),
    roughly(relativeRegret.mean),
  ];
}
