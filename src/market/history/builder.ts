import {
  csvColumn,
  failure,
  formatInstant,
  instantFault,
  IssueList,
  MAX_PRICE,
  parseInstant,
  success,
  toMicro,
  type CsvRow,
  type Issue,
  type MicroPerHour,
  type Result,
} from '../../units/index.js';
import type { HistoryOptions, PriceHistory, SeriesLabels } from './history.js';
import { PriceRows, type TieBreak } from './price-rows.js';
import { Selection } from './selection.js';

/** One row as it stands in the file. */
export interface RawRow {
  readonly labels: SeriesLabels;
  readonly time: unknown;
  readonly price: unknown;
  /** The standard price, where the row has it. */
  readonly standardPrice?: unknown;
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

/** The latest second that a row may stand at: the end of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/** What all formats share: checks each row, keeps those of the chosen series, gathers the faults. */
export class HistoryBuilder {
  readonly issues = new IssueList();
  currency: string | undefined;
  readonly #options: HistoryOptions;
  readonly #selection: Selection;
  readonly #rows: PriceRows;
  #ordered = true;
  #previous = 0;
  #standardAt = -Infinity;
  #standardPrice: MicroPerHour | undefined;

  constructor(options: HistoryOptions, tieBreak: TieBreak) {
    this.#options = options;
    this.#selection = new Selection(options);
    this.#rows = new PriceRows(tieBreak);
  }

  add(row: RawRow): void {
    if (!this.#selection.takes(row.labels)) return;
    const { place } = row;
    const time = this.#readTime(row.time);
    const price = readPrice(row.price);
    if (typeof time !== 'number') this.#refuseCell(time, place, place.timeCell);
    if (typeof price !== 'number') this.#refuseCell(price, place, place.priceCell);
    if (typeof time !== 'number' || typeof price !== 'number' || !this.#ordered) return;
    if (!this.#rows.add(time, price, place.line, place.column)) this.#refuseOrder(time, place);
    this.#previous = time;
    this.#keepStandard(time, row.standardPrice);
  }

  refuse(fault: Fault, line?: number, column?: number): void {
    const at = {
      file: this.#options.file,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    };
    this.issues.add({ at, ...fault });
  }

  end(): Result<PriceHistory> {
    const fault = this.#selection.fault();
    if (fault !== undefined && (this.issues.count === 0 || this.#selection.held.length > 0))
      this.refuse(fault);
    if (this.issues.count > 0) return failure(...this.issues.list());
    return success({
      file: this.#options.file,
      ...this.#rows.finish(),
      labels: this.#selection.chosen ?? {},
      held: this.#selection.held,
      currency: this.currency,
      standardPrice: this.#standardPrice,
    });
  }

  #readTime(raw: unknown): number | Fault {
    const { timezone } = this.#options;
    if (typeof raw === 'number') return readEpoch(raw);
    if (typeof raw !== 'string') {
      return { message: `found ${show(raw)} for a time: expected ISO 8601 or epoch seconds` };
    }
    const text = raw.trim();
    const instant = parseInstant(text, timezone);
    if (instant !== undefined) return instant.epochSeconds;
    if (/^-?\d+(\.\d+)?$/.test(text)) return readEpoch(Number(text));
    const why = instantFault(text, timezone) ?? '';
    const message = `time ${show(raw)}: ${why}; expected ISO 8601 with a zone, such as 2026-03-02T00:00:00Z, or epoch seconds`;
    const hint = 'append the zone to each, or state it beside the file in the scenario: timezone: Z';
    return why.includes('without a zone') ? { message, hint } : { message };
  }

  #refuseOrder(time: number, place: Place): void {
    this.#ordered = false;
    const [found, before] = [time, this.#previous].map((epochSeconds) =>
      formatInstant({ epochSeconds, offsetSeconds: 0 }),
    );
    const direction = time > this.#previous ? 'back' : 'forward';
    const message = `out of order: ${found} after ${before}, while the rows so far run ${direction} in time`;
    const hint = 'sort the file by time, and keep several series apart';
    this.#refuseCell({ message, hint }, place, place.timeCell);
  }

  #refuseCell(fault: Fault, place: Place, cell: number | undefined): void {
    const { line, column, row, hint } = place;
    const at = row === undefined || cell === undefined ? column : csvColumn(row, cell);
    this.refuse(hint === undefined ? fault : { hint, ...fault }, line, at);
  }

  #keepStandard(time: number, raw: unknown): void {
    if (raw === undefined || time < this.#standardAt) return;
    const price = readPrice(raw);
    if (typeof price !== 'number') return;
    this.#standardAt = time;
    this.#standardPrice = price;
  }
}

type Fault = Pick<Issue, 'message' | 'hint'>;

function readEpoch(seconds: number): number | Fault {
  if (seconds >= 0 && seconds <= LAST_SECOND) return Math.floor(seconds);
  const message = `time ${seconds}: expected seconds since 1970`;
  return seconds > 0 ? { message, hint: 'these look like milliseconds' } : { message };
}

function readPrice(raw: unknown): MicroPerHour | Fault {
  const wanted = 'expected a positive number';
  const number =
    typeof raw === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(raw) ? Number(raw) : raw;
  if (raw === undefined || raw === '') return { message: `no price: ${wanted}` };
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) {
    return { message: `price ${show(raw)}: ${wanted}` };
  }
  const micro = toMicro(number);
  if (micro === 0) return { message: `price ${show(raw)}: less than half a millionth` };
  return micro <= MAX_PRICE ? micro : { message: `price ${show(raw)}: expected at most ${MAX_PRICE / 1e6}` };
}

const show = (raw: unknown): string => {
  const text = JSON.stringify(raw) ?? String(raw);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
};
