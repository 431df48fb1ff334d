import type { Comparison, OmniscientRow } from '../experiment/index.js';
import type { Section } from './document.js';
import { omniscientJobs, omniscientTotals } from './omniscient-jobs.js';
import { yardsticks } from './yardsticks.js';
import { hours, money, moneyColumn, NONE, price, roughly } from './numbers.js';

/** The cases beside perfect foresight; none where it was not asked for. */
export function omniscientSections({ omniscient, currency }: Comparison): readonly Section[] {
  if (omniscient === undefined) return [];
  const { jobs } = omniscient[0];
  if (jobs === undefined) return [ofServices(omniscient, currency)];
  const ofJobs = omniscientJobs(omniscient, currency);
  const alone =
    Object.keys(jobs).length === 1 && omniscient.every(({ bound }) => bound.readyReplicaSeconds.mean === 0);
  return alone ? [ofJobs] : [omniscientTotals(omniscient, currency), ofJobs];
}

function ofServices(omniscient: readonly OmniscientRow[], currency: string): Section {
  const heads = [
    ...[
      'Ready\nhours',
      `Cost\n${currency}`,
      'Per ready\nhour',
      'As ready,\nat least',
      'Regret',
      'Low',
      'High',
    ],
    'Of the\nleast',
  ];
  const costs = moneyColumn(omniscient.flatMap(({ cost, bound }) => [cost.mean, bound.cost.mean]));
  return {
    title: `Beside perfect foresight, ${currency}`,
    table: {
      columns: [{ head: 'Case', wraps: true }, ...heads.map((head) => ({ head, figures: true }))],
      rows: [
        ...omniscient.map((row) => [
          ...[row.case, hours(row.readyReplicaSeconds.mean), costs(row.cost.mean)],
          ...[price(row.costPerReadyHour.mean), costs(row.costAsReady.mean)],
          ...[row.regret.mean, row.regret.low, row.regret.high].map(money),
          roughly(row.relativeRegret.mean),
        ]),
        ...yardsticks(omniscient, ({ bound }) => bound).map(({ name, bound }) => [
          ...[name, hours(bound.readyReplicaSeconds.mean), costs(bound.cost.mean)],
          ...[price(bound.costPerReadyHour.mean), costs(bound.cost.mean), NONE, NONE, NONE, NONE],
        ]),
      ],
    },
    lines: [
      'omniscient: at every instant the cheapest units that there are, with all of the market known and no cost of changing. By these lists and bids nobody has more of the desired replicas ready, and nobody has as many for less.',
      'Regret: what a case costs above the least for which as many of the desired replicas could have been ready at each instant as it had.',
    ],
  };
}
