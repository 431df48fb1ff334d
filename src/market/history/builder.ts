import { SeriesRows, type Series, type TieBreak } from '../../kernel/index.js';
import {
  columnOfField,
  failure,
  formatInstant,
  InstantReader,
  IssueList,
  success,
  type CsvRow,
  type Issue,
  type MicroPerHour,
  type Result,
} from '../../units/index.js';
import type { HistoryOptions, PriceHistory, SeriesLabels } from './history.js';
import { MIXED, mixedFault } from './mixed-series.js';
import { readDiscount, readPrice } from './row-price.js';
import { Selection } from './selection.js';

/** One row as it stands in the file. */
export interface RawRow {
  readonly labels: SeriesLabels;
  readonly time: unknown;
  readonly price: unknown;
  /** The standard price, where the row has it. */
  readonly standardPrice?: unknown;
  /** The currency, where each row has it. */
  readonly currency?: string | undefined;
  readonly place: Place;
}

/** Where a row stands, and (where that is known) its time and its price. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** A row of cells, and which of them are the time and the price. */
  readonly row?: CsvRow | undefined;
  readonly timeCell?: number;
  readonly priceCell?: number;
  /** Added to faults of this row. */
  readonly hint?: string | undefined;
}

/** What a format says of its rows. */
export interface RowKind {
  readonly tieBreak: TieBreak;
  /** True where rows hold shares of the standard price instead of prices. */
  readonly discounts?: boolean;
  /** True where a time is the number of a tick: any whole number. */
  readonly ticks?: boolean;
}

/** How the rows lie in time, where the format and not the rows know it. */
export type Timeline = (rows: Series) => Series;

/** What all formats share: checks each row, keeps those of the chosen series, gathers the faults. */
export class HistoryBuilder {
  readonly issues = new IssueList();
  readonly #notes: Issue[] = [];
  readonly #options: HistoryOptions;
  readonly #kind: RowKind;
  readonly #selection: Selection;
  readonly #instants: InstantReader;
  readonly #rows: SeriesRows;
  #rowCount = 0;
  #currency: string | undefined;
  #currencyMixed = false;
  #ordered = true;
  #previous = 0;
  #standardAt = -Infinity;
  #standardPrice: MicroPerHour | undefined;

  constructor(options: HistoryOptions, kind: RowKind) {
    this.#options = options;
    this.#kind = kind;
    this.#selection = new Selection(options);
    this.#instants = new InstantReader(options);
    this.#rows = new SeriesRows(kind.tieBreak);
    if (this.#instants.fault !== undefined) this.refuse(this.#instants.fault);
    if (kind.discounts === true && options.standardPrice === undefined) this.refuse(NO_STANDARD);
  }

  add(row: RawRow): void {
    if (!this.#selection.takes(row.labels)) return;
    const { place } = row;
    const time = this.#kind.ticks === true ? (row.time as number) : this.#readTime(row.time);
    const price = this.#readPrice(row.price);
    if (typeof time !== 'number') this.#refuseCell(time, place, place.timeCell);
    if (typeof price !== 'number') this.#refuseCell(price, place, place.priceCell);
    if (row.currency !== undefined && row.currency !== '') this.setCurrency(row.currency, place);
    if (typeof time !== 'number' || typeof price !== 'number' || !this.#ordered) return;
    this.#rowCount += 1;
    if (!this.#rows.add(time, price, place.line, place.column)) this.#refuseOrder(time, place);
    this.#previous = time;
    if (row.standardPrice !== undefined) this.#keepStandard(time, row.standardPrice);
  }

  /** The currency of all that follows; a second one in the same file is a fault, told once. */
  setCurrency(currency: string, { line, column }: Pick<Place, 'line' | 'column'>): void {
    this.#currency ??= currency;
    if (this.#currency === currency || this.#currencyMixed) return;
    this.#currencyMixed = true;
    const message = `mixed currencies: ${currency} here, ${this.#currency} before`;
    this.refuse({ message, hint: 'keep one currency in a file' }, line, column);
  }

  /** Something to know that is no fault. */
  note(message: string, hint: string): void {
    this.#notes.push({ at: { file: this.#options.file }, message, hint });
  }

  refuse(fault: Fault, line?: number, column?: number): void {
    const at = {
      file: this.#options.file,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    };
    this.issues.add({ at, ...fault });
  }

  end(timeline: Timeline = (rows) => rows): Result<PriceHistory> {
    const { firstConflict, conflicts } = this.#rows;
    const selected = this.#selection.fault();
    if (selected !== undefined && (this.issues.count === 0 || this.#selection.held.length > 0))
      this.refuse(selected);
    if (selected === undefined && firstConflict !== undefined) {
      const doubt = { rows: this.#rowCount, conflicts, ordered: this.#ordered };
      const mixed = mixedFault(doubt);
      if (mixed !== undefined) this.refuse(mixed, firstConflict.line, firstConflict.column);
      else
        this.note(`${conflicts} of ${this.#rowCount} rows stand at the instant of another row`, MIXED.kept);
    }
    if (this.issues.count > 0) return failure(...this.issues.list());
    const { series, ...places } = this.#rows.finish();
    return success({
      file: this.#options.file,
      series: timeline(this.#options.unit === undefined ? series : { ...series, undated: true }),
      ...places,
      labels: this.#selection.chosen ?? {},
      held: this.#selection.held,
      currency: this.#currency,
      standardPrice: this.#standardPrice,
      notes: this.#notes,
    });
  }

  #readTime(raw: unknown): number | Fault {
    return this.#instants.read(raw);
  }

  #readPrice(raw: unknown): MicroPerHour | Fault {
    const { standardPrice } = this.#options;
    return this.#kind.discounts === true ? readDiscount(raw, standardPrice ?? 1e6) : readPrice(raw);
  }

  #refuseOrder(time: number, place: Place): void {
    this.#ordered = false;
    const { unit } = this.#options;
    const [found, before] = [time, this.#previous].map((epochSeconds) =>
      unit === undefined ? formatInstant({ epochSeconds, offsetSeconds: 0 }) : `${epochSeconds} s`,
    );
    const direction = time > this.#previous ? 'back' : 'forward';
    const message = `out of order: ${found} after ${before}, while the rows so far run ${direction} in time`;
    const hint = 'sort the file by time, and keep several series apart';
    this.#refuseCell({ message, hint }, place, place.timeCell);
  }

  #refuseCell(fault: Fault, place: Place, cell: number | undefined): void {
    const { line, column, row, hint } = place;
    const at = row === undefined || cell === undefined ? column : columnOfField(row, cell);
    this.refuse(hint === undefined ? fault : { hint, ...fault }, line, at);
  }

  #keepStandard(time: number, raw: unknown): void {
    if (time < this.#standardAt) return;
    const price = readPrice(raw);
    if (typeof price !== 'number') return;
    this.#standardAt = time;
    this.#standardPrice = price;
  }
}

type Fault = Pick<Issue, 'message' | 'hint'>;

const NO_STANDARD: Fault = {
  message: 'the file holds discounts: shares of a standard price that it does not give',
  hint: 'state the standard price of the instance type',
};
