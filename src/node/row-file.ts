import { absentValue, ENGINE_VERSION, LONGEST_WANTED } from '../index.js';
import type { Case, CountedTask, Row } from '../index.js';
import { writeParquet } from './parquet-file.js';
import type { Cell, ColumnType, ParquetColumn } from './parquet-file.js';
import { settingColumns } from './setting-columns.js';

/** The replications of a result, in their order. */
export interface RowTable {
  readonly cases: readonly Case[];
  readonly tasks: () => Iterable<CountedTask>;
  /** Metric paths of a replication; the same list for all that have the same. */
  readonly columnsOf: (counted: CountedTask) => readonly string[];
  readonly rowOf: (counted: CountedTask) => Row;
}

const WHICH: readonly (readonly [string, ColumnType, (counted: CountedTask, row: Row) => Cell])[] = [
  ['point', 'whole', ({ point }) => point],
  ['name', 'text', ({ task }) => task.case.name],
  ['variant', 'text', ({ task }) => task.case.variant],
  ['replication', 'whole', ({ task }) => task.replication],
  ['mirrored', 'flag', ({ task }) => task.mirrored],
  ['digest', 'text', (_, { digest }) => digest],
];

/**
 * Writes one row per replication: which one it is, what its case sets, and a column for each metric path that any of
 * them has. A metric that is null is null; a placement that was never taken is 0.
 */
export function writeRows(path: string, table: RowTable): void {
  const settings = settingColumns(table.cases);
  const metrics = metricsOf(table);
  const columns: ParquetColumn[] = [
    ...WHICH.map(([name, type]) => ({ name, type })),
    ...settings.map(({ name, type }) => ({ name, type })),
    ...metrics.map((name) => ({ name, type: 'number' as const })),
  ];
  const absent = metrics.map((metric) => numberCell(absentValue(metric)));
  const places = new Map<readonly string[], readonly number[]>();
  writeParquet(path, columns, {
    rows: table.tasks(),
    createdBy: `spotsim ${ENGINE_VERSION}`,
    fill: (counted, put) => {
      const row = table.rowOf(counted);
      const own = placesIn(row.columns);
      let column = 0;
      for (const [, , cell] of WHICH) put(column++, cell(counted, row));
      for (const { cells } of settings) put(column++, cells[counted.point]);
      own.forEach((place, metric) =>
        put(column + metric, place < 0 ? absent[metric] : numberCell(row.values[place])),
      );
    },
  });

  /** Where a row has each metric; -1 where it has none. */
  function placesIn(own: readonly string[]): readonly number[] {
    const known = places.get(own);
    if (known !== undefined) return known;
    const at = new Map(own.map((metric, place) => [metric, place]));
    const found = metrics.map((metric) => at.get(metric) ?? -1);
    places.set(own, found);
    return found;
  }
}

const numberCell = (value: number): number | null => (Number.isNaN(value) ? null : value);

function metricsOf({ tasks, columnsOf }: RowTable): readonly string[] {
  const lists = new Set<readonly string[]>();
  for (const counted of tasks()) lists.add(columnsOf(counted));
  const all = new Set([...lists].flat());
  all.delete(LONGEST_WANTED); // helps estimates, and is no metric
  return [...all];
}
