import { CsvRows, cutHint, type CsvRow, type Result } from '../../units/index.js';
import { HistoryBuilder } from './builder.js';
import type { HistoryOptions, HistoryReader, PriceHistory } from './history.js';

const TAG = 'SPOTPRICEHISTORY';
const WANTED = 'expected the tab-separated cells zone, instance type, product, price, time';

/**
 * Reads `aws ec2 describe-spot-price-history --output text`: the tag SPOTPRICEHISTORY, then zone, (zone id), instance
 * type, product, price and time, which is the alphabetical order of their keys. Archives of the same five columns
 * leave the tag out.
 */
export class AwsTextReader implements HistoryReader {
  readonly #builder: HistoryBuilder;
  readonly #rows = new CsvRows((row) => this.#row(row), '\t');

  constructor(options: HistoryOptions) {
    this.#builder = new HistoryBuilder(
      { ...options, timezone: options.timezone ?? 'Z', unit: undefined },
      { tieBreak: 'top' },
    );
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
    const { cells, line } = row;
    if (cells[0] === 'NEXTTOKEN')
      return this.#builder.note('the answer has a NEXTTOKEN: older prices are missing', 'ask for them too');
    const first = cells[0] === TAG ? 1 : 0;
    const count = cells.length - first;
    if (count !== 5 && count !== 6) {
      const message = `found ${cells.length} cells: ${WANTED}`;
      const hint = cutHint(row) ?? 'use format: csv for other tables';
      return this.#builder.refuse({ message, hint }, line, 1);
    }
    const last = cells.length - 1;
    this.#builder.add({
      labels: { zone: cells[first], instanceType: cells[last - 3], product: cells[last - 2] },
      time: cells[last],
      price: cells[last - 1],
      place: { line, column: 1, row, timeCell: last, priceCell: last - 1, hint: cutHint(row) },
    });
  }
}
