import type { Comparison, OmniscientRow } from '../experiment/index.js';
import type { Section } from './document.js';
import { hours, money, moneyColumn, NONE, price, roughly } from './numbers.js';

/** The cases beside perfect foresight; undefined where it was not asked for. */
export function omniscientSection({ omniscient, currency }: Comparison): Section | undefined {
  if (omniscient === undefined) return undefined;
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
        ...yardsticks(omniscient).map(({ name, bound }) => [
          ...[name, hours(bound.readyReplicaSeconds.mean), costs(bound.cost.mean)],
          ...[price(bound.costPerReadyHour.mean), costs(bound.cost.mean), NONE, NONE, NONE, NONE],
        ]),
      ],
    },
    lines: [
      'omniscient: at every instant the cheapest units that there are, with all of the market known and no cost of changing. Nobody has more of the desired replicas ready, and nobody has as many for less.',
      'Regret: what a case costs above the least for which as many of the desired replicas could have been ready at each instant as it had.',
    ],
  };
}

interface Yardstick {
  readonly name: string;
  readonly bound: OmniscientRow['bound'];
}

/** One for all where the cases may buy the same, one for each elsewhere. */
function yardsticks(rows: readonly OmniscientRow[]): readonly Yardstick[] {
  const [first] = rows;
  const one = rows.every(({ bound }) => JSON.stringify(bound) === JSON.stringify(first.bound));
  if (one) return [{ name: 'omniscient', bound: first.bound }];
  return rows.map(({ case: name, bound }) => ({ name: `omniscient: ${name}`, bound }));
}
