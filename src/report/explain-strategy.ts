import type { Explanation, StrategyView } from '../model/index.js';
import { formatDuration } from '../units/index.js';
import type { Section } from './document.js';
import { NONE, price } from './numbers.js';

/** What a strategy asks for, group by group, each with its list; the replica's own group is marked. */
export function strategySection(
  { name, group: own, groups }: StrategyView,
  { at, currency }: Pick<Explanation, 'at' | 'currency'>,
): Section {
  const columns = [
    ...[
      { head: 'Group', wraps: true },
      { head: 'Replicas', figures: true },
      { head: 'Entry', figures: true },
    ],
    ...[
      { head: 'Type', wraps: true },
      { head: 'Pool', wraps: true },
    ],
    ...[
      { head: `Ceiling\n${currency}/h`, figures: true },
      { head: `Limit\n${currency}/h`, figures: true },
    ],
  ];
  const rows = groups.flatMap(({ name: group, count, bids }) =>
    bids.map(({ entry, type, pool, ceiling, limit }, place) => [
      ...(place === 0 ? [group === own ? `${group} (its own)` : group, String(count)] : ['', '']),
      ...[String(entry), type, pool ?? NONE, price(ceiling), price(limit)],
    ]),
  );
  const title = `What the strategy ${name} asks for at ${formatDuration(at)}`;
  return { title, ...(rows.length === 0 ? { lines: ['Nothing.'] } : { table: { columns, rows } }) };
}
