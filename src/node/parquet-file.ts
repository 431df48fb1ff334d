import { closeSync, openSync } from 'node:fs';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet-writer';
import { writeAll } from './write-all.js';

/** What a column holds; every one may lack values. */
export type ColumnType = 'text' | 'whole' | 'number' | 'flag';

export interface ParquetColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** What a cell holds; null where there is nothing. */
export type Cell = string | number | boolean | null;

const ELEMENTS: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  whole: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  flag: { type: 'BOOLEAN' },
};

/** Cells in memory at a time: a row group is what fits. */
const CELLS = 1 << 18;

/**
 * Writes a Parquet file (Snappy, one row group after the other), each row as it comes: equal rows give equal bytes.
 * `fill` writes the cells of a row, one per column.
 */
export function writeParquet<Row>(
  path: string,
  columns: readonly ParquetColumn[],
  { rows, fill, createdBy }: RowSource<Row>,
): void {
  const file = openSync(path, 'w');
  try {
    const schema: SchemaElement[] = [
      { name: 'schema', num_children: columns.length },
      ...columns.map(({ name, type }) => ({ name, ...ELEMENTS[type], repetition_type: 'OPTIONAL' as const })),
    ];
    const parquet = new ParquetWriter({ writer: bytesTo(file, path), schema, createdBy });
    const size = Math.max(1, Math.floor(CELLS / columns.length));
    let group = emptyGroup(columns);
    const flush = (): void => {
      const columnData = group.map((data, i) => ({ name: columns[i].name, data, ...encodingOf(columns[i]) }));
      void parquet.write({ columnData, rowGroupSize: size });
      group = emptyGroup(columns);
    };
    for (const row of rows) {
      fill(row, (column, cell) => void group[column].push(cell));
      if (group[0].length === size) flush();
    }
    if (group[0].length > 0) flush();
    void parquet.finish();
  } finally {
    closeSync(file);
  }
}

export interface RowSource<Row> {
  readonly rows: Iterable<Row>;
  readonly fill: (row: Row, put: (column: number, cell: Cell) => void) => void;
  readonly createdBy: string;
}

/** Figures seldom repeat: looking for a dictionary would take longer than all else. */
const encodingOf = ({ type }: ParquetColumn): { readonly encoding?: 'PLAIN' } =>
  type === 'number' ? { encoding: 'PLAIN' } : {};

const emptyGroup = (columns: readonly ParquetColumn[]): Cell[][] => columns.map(() => []);

/** Bytes go to the file with each row group; what the file system refuses is thrown as Node throws it. */
function bytesTo(file: number, path: string): ByteWriter {
  const writer = new ByteWriter();
  const flush = (): void => {
    writeAll(file, new Uint8Array(writer.buffer, 0, writer.index), path);
    writer.index = 0;
  };
  return Object.assign(writer, { flush, finish: flush });
}
