import {
  cutHint,
  knownColumn,
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
  /** As the price's column names it. */
  #currency: string | undefined;
  #at: Cells | undefined;
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
    const at = (this.#at ??= this.#findCells());
    const { cells } = row;
    const time = cells[at.time];
    this.#builder.add({
      labels: at.labelled ? this.#labels(cells, at) : NO_LABELS,
      time: at.date < 0 ? time : `${cells[at.date].trim()}T${time.trim()}`,
      price: cells[at.price],
      currency: at.currency < 0 ? this.#currency : cells[at.currency].trim(),
      place: {
        line: row.line,
        column: 1,
        row,
        timeCell: at.date < 0 ? at.time : at.date,
        priceCell: at.price,
        hint: cutHint(row),
      },
    });
  }

  refuse(fault: Pick<Issue, 'message' | 'hint'>, line?: number, column?: number): void {
    this.#builder.refuse(fault, line, column);
  }

  #findCells(): Cells {
    const { at, names } = this.#rows;
    this.#currency = PER_HOUR.exec(names[at('price')] ?? '')?.[1]?.toUpperCase();
    const [product, zone, instanceType] = [at('product'), at('zone'), at('instanceType')];
    const labelled = product >= 0 || zone >= 0 || instanceType >= 0;
    const read = { time: at('time'), date: at('date'), price: at('price'), currency: at('currency') };
    return { ...read, product, zone, instanceType, labelled };
  }

  /** The labels of a row, the same record as long as they do not change. */
  #labels(cells: readonly string[], at: Cells): SeriesLabels {
    const product = at.product < 0 ? '' : cells[at.product];
    const zone = at.zone < 0 ? '' : cells[at.zone];
    const instanceType = at.instanceType < 0 ? '' : cells[at.instanceType];
    const last = this.#last;
    if (last?.product === product && last.zone === zone && last.instanceType === instanceType)
      return last.labels;
    const labels = {
      product: at.product < 0 ? undefined : product.trim(),
      zone: at.zone < 0 ? undefined : zone.trim(),
      instanceType: at.instanceType < 0 ? undefined : instanceType.trim(),
    };
    this.#last = { labels, product, zone, instanceType };
    return labels;
  }
}

/** Indices of a row's cells; -1: the table has no such column. */
type Cells = Readonly<Record<Field, number>> & { readonly labelled: boolean };

const NO_LABELS: SeriesLabels = {};

/** Whether a header names times and prices by names that we know. */
export const holdsPrices = (names: readonly string[]): boolean =>
  (['time', 'price'] as const).every((field) => knownColumn(names, knownAs(field)) >= 0);

function fieldsOf(options: HistoryOptions): TableField[] {
  const asked = options.columns ?? {};
  const names = Object.keys(KNOWN) as Field[];
  return names.map((name) => ({
    name,
    known: knownAs(name),
    asked: asked[name],
    needed: name === 'time' || name === 'price' || isChosen(name, options),
  }));
}

const knownAs = (name: Field): readonly string[] =>
  name === 'price' ? [...KNOWN.price, ...currencies('price'), ...currencies('spotprice')] : KNOWN[name];

const isChosen = (name: Field, options: HistoryOptions): boolean =>
  (name === 'product' || name === 'zone' || name === 'instanceType') && options[name] !== undefined;

/** `price_usd_per_hour` and its like, as names of columns are compared. */
const currencies = (price: string): string[] =>
  ['usd', 'cny', 'eur', 'gbp', 'jpy', 'inr', 'sgd', 'aud', 'cad', 'brl'].map(
    (code) => `${price}${code}perhour`,
  );
