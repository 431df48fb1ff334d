import {
  cutHint,
  TableRows,
  type CsvRow,
  type Issue,
  type Result,
  type TableField,
  type TableSink,
} from '../../units/index.js';
import { HistoryBuilder } from './builder.js';
import type { HistoryOptions, HistoryReader, PriceHistory, SeriesLabels } from './history.js';

/** Names under which a column is known, besides what the options say; letter case and punctuation do not count. */
const KNOWN = {
  time: ['time', 'timestamp', 'datetime', 'date'],
  price: ['price', 'spotprice'],
  product: ['product', 'productdescription'],
  zone: ['zone', 'availabilityzone', 'zoneid', 'az', 'azid', 'region'],
  instanceType: ['instancetype', 'type'],
  currency: ['currency'],
  date: [],
} as const;

type Field = keyof typeof KNOWN;

/** `price_usd_per_hour`: a price whose column names its unit. */
const PER_HOUR = /^(?:spot[_ -]?)?price[_ -]([a-z]{3})[_ -]per[_ -]hour$/i;

/** Reads tables with a header line or with numbered columns: a time, a price, and (if there) the labels of the series. */
export class CsvHistoryReader implements HistoryReader, TableSink {
  readonly #builder: HistoryBuilder;
  readonly #rows: TableRows;
  #currency: string | undefined;
  #last: { labels: SeriesLabels; product: string; zone: string; instanceType: string } | undefined;

  constructor(options: HistoryOptions) {
    this.#builder = new HistoryBuilder(options, { tieBreak: 'bottom' });
    this.#rows = new TableRows(this, { fields: fieldsOf(options), delimiter: options.delimiter });
  }

  push(chunk: string): void {
    this.#rows.push(chunk);
  }

  end(): Result<PriceHistory> {
    this.#rows.end();
    return this.#builder.end();
  }

  row(row: CsvRow): void {
    const { at } = this.#rows;
    const { cells } = row;
    const [time, date] = [cells[at['time']], at['date'] < 0 ? undefined : cells[at['date']]];
    this.#currency ??= PER_HOUR.exec(this.#rows.names[at['price']] ?? '')?.[1]?.toUpperCase() ?? '';
    this.#builder.add({
      labels: this.#labels(cells),
      time: date === undefined ? time : `${date.trim()}T${time.trim()}`,
      price: cells[at['price']],
      currency: at['currency'] < 0 ? this.#currency : cells[at['currency']].trim(),
      place: {
        ...{ line: row.line, column: 1, row },
        ...{ timeCell: at['date'] < 0 ? at['time'] : at['date'], priceCell: at['price'] },
        hint: cutHint(row),
      },
    });
  }

  refuse(fault: Pick<Issue, 'message' | 'hint'>, line?: number, column?: number): void {
    this.#builder.refuse(fault, line, column);
  }

  /** The labels of a row, the same record as long as they do not change. */
  #labels(cells: readonly string[]): SeriesLabels {
    const { at } = this.#rows;
    if (at['product'] < 0 && at['zone'] < 0 && at['instanceType'] < 0) return NO_LABELS;
    const cell = (field: Field): string => (at[field] < 0 ? '' : cells[at[field]]);
    const [product, zone, instanceType] = [cell('product'), cell('zone'), cell('instanceType')];
    const last = this.#last;
    if (last?.product === product && last.zone === zone && last.instanceType === instanceType)
      return last.labels;
    const label = (field: Field, text: string): string | undefined => (at[field] < 0 ? undefined : text.trim());
    const labels = {
      product: label('product', product),
      zone: label('zone', zone),
      instanceType: label('instanceType', instanceType),
    };
    this.#last = { labels, product, zone, instanceType };
    return labels;
  }
}

const NO_LABELS: SeriesLabels = {};

function fieldsOf(options: HistoryOptions): TableField[] {
  const asked = options.columns ?? {};
  const names = Object.keys(KNOWN) as Field[];
  return names.map((name) => ({
    name,
    known: name === 'price' ? [...KNOWN.price, ...currencies('price'), ...currencies('spotprice')] : KNOWN[name],
    asked: asked[name],
    needed: name === 'time' || name === 'price' || isChosen(name, options),
  }));
}

const isChosen = (name: Field, options: HistoryOptions): boolean =>
  (name === 'product' || name === 'zone' || name === 'instanceType') && options[name] !== undefined;

/** `price_usd_per_hour` and its like, as names of columns are compared. */
const currencies = (price: string): string[] =>
  ['usd', 'cny', 'eur', 'gbp', 'jpy', 'inr', 'sgd', 'aud', 'cad', 'brl'].map((code) => `${price}${code}perhour`);
