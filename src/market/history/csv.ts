import { CsvRows, type CsvRow, type Result } from '../../units/index.js';
import { HistoryBuilder } from './builder.js';
import type { HistoryOptions, HistoryReader, PriceHistory, SeriesLabels } from './history.js';

/** Names under which a column is known, besides what the options say; letter case and punctuation do not count. */
const KNOWN = {
  time: ['time', 'timestamp', 'datetime', 'date'],
  price: ['price', 'spotprice'],
  product: ['product', 'productdescription'],
  zone: ['zone', 'availabilityzone', 'zoneid', 'region'],
  instanceType: ['instancetype', 'type'],
} as const;

type Field = keyof typeof KNOWN;
type Header = Readonly<Record<Field, number>> & { readonly width: number };

/** Reads CSV with a header line: a time, a price, and (where present) the labels of the series. */
export class CsvHistoryReader implements HistoryReader {
  readonly #builder: HistoryBuilder;
  readonly #options: HistoryOptions;
  readonly #rows = new CsvRows((row) => this.#row(row));
  #header: Header | 'absent' | 'faulty' = 'absent';

  constructor(options: HistoryOptions) {
    this.#options = options;
    this.#builder = new HistoryBuilder(options, 'bottom');
  }

  push(chunk: string): void {
    this.#rows.push(chunk);
  }

  end(): Result<PriceHistory> {
    this.#rows.end();
    const { fault } = this.#rows;
    if (fault !== undefined) this.#builder.refuse({ message: fault.message }, fault.line, 1);
    return this.#builder.end();
  }

  #row(row: CsvRow): void {
    if (this.#header === 'absent') this.#header = this.#readHeader(row);
    else if (this.#header !== 'faulty') this.#readRow(row, this.#header);
  }

  #readRow(row: CsvRow, header: Header): void {
    const { cells, line } = row;
    const cut = row.unended ? 'the last line has no end: was the file cut off?' : undefined;
    if (cells.length !== header.width) {
      const message = `found ${cells.length} cells, expected ${header.width} as in the header`;
      return this.#builder.refuse(cut === undefined ? { message } : { message, hint: cut }, line, 1);
    }
    this.#builder.add({
      labels: labelsOf(cells, header),
      time: cells[header.time],
      price: cells[header.price],
      place: { line, column: 1, row, timeCell: header.time, priceCell: header.price, hint: cut },
    });
  }

  #readHeader({ cells, line }: CsvRow): Header | 'faulty' {
    const names = cells.map((cell) => cell.trim());
    const { columns } = this.#options;
    const header = {
      width: cells.length,
      time: find(names, 'time', columns?.time),
      price: find(names, 'price', columns?.price),
      product: find(names, 'product'),
      zone: find(names, 'zone'),
      instanceType: find(names, 'instanceType'),
    };
    const chosen = (['product', 'zone', 'instanceType'] as const).filter(
      (field) => this.#options[field] !== undefined,
    );
    const missing = (['time', 'price', ...chosen] as const).filter((field) => header[field] < 0);
    for (const field of missing) {
      const wanted = (field === 'time' || field === 'price' ? columns?.[field] : undefined) ?? field;
      const message = `no column "${wanted}": the first line reads ${JSON.stringify(names.join(',').slice(0, 80))}`;
      this.#builder.refuse(
        { message, hint: 'the first line names the columns, such as time,price' },
        line,
        1,
      );
    }
    return missing.length === 0 ? header : 'faulty';
  }
}

function find(names: readonly string[], field: Field, asked?: string): number {
  if (asked !== undefined) return names.indexOf(asked);
  const plain = names.map((name) => name.toLowerCase().replace(/[^a-z]/g, ''));
  for (const known of KNOWN[field]) {
    const index = plain.indexOf(known);
    if (index >= 0) return index;
  }
  return -1;
}

const NO_LABELS: SeriesLabels = {};

function labelsOf(cells: readonly string[], { product, zone, instanceType }: Header): SeriesLabels {
  if (product < 0 && zone < 0 && instanceType < 0) return NO_LABELS;
  const label = (index: number): string | undefined => (index < 0 ? undefined : cells[index].trim());
  return { product: label(product), zone: label(zone), instanceType: label(instanceType) };
}
