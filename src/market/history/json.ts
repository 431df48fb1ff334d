import { JsonElements, type JsonSink, type Result } from '../../units/index.js';
import { HistoryBuilder } from './builder.js';
import type { HistoryOptions, HistoryReader, PriceHistory, SeriesLabels } from './history.js';

/** What the JSON answer of a provider calls its fields. */
export interface JsonLayout {
  /** Key of the array of rows. */
  readonly rows: string;
  /** Key of what becomes the price; `discounts`: a share of the standard price. */
  readonly price: string;
  readonly discounts?: boolean;
  readonly product?: string;
  readonly zone: string;
  readonly instanceType: string;
  readonly standardPrice?: string;
}

/** `aws ec2 describe-spot-price-history`: newest first, prices as text. */
export const AWS: JsonLayout = {
  rows: 'SpotPriceHistory',
  price: 'SpotPrice',
  product: 'ProductDescription',
  zone: 'AvailabilityZone',
  instanceType: 'InstanceType',
};

/** Alibaba Cloud `DescribeSpotPriceHistory`: prices as numbers; the network type takes the product's place. */
export const ALIBABA: JsonLayout = {
  rows: 'SpotPriceType',
  price: 'SpotPrice',
  product: 'NetworkType',
  zone: 'ZoneId',
  instanceType: 'InstanceType',
  standardPrice: 'OriginPrice',
};

/** EAS `DescribeSpotDiscountHistory`: shares of the standard price as text. */
export const EAS: JsonLayout = {
  rows: 'SpotDiscounts',
  price: 'SpotDiscount',
  discounts: true,
  zone: 'ZoneId',
  instanceType: 'InstanceType',
};

/** PAI `GetSpotPriceHistory`: shares of the standard price as numbers, whatever the array's name says. */
export const PAI: JsonLayout = { ...EAS, rows: 'SpotPriceHistory' };

/** Reads the JSON answer of a provider; pages may follow one another. */
export class JsonHistoryReader implements HistoryReader, JsonSink {
  readonly #layout: JsonLayout;
  readonly #builder: HistoryBuilder;
  readonly #elements = new JsonElements(this);
  /** Keys of the file, the first few, to say what it is where it is none of ours. */
  readonly #keys = new Set<string>();
  #found = false;
  #nextPage = false;

  constructor(layout: JsonLayout, options: HistoryOptions) {
    this.#layout = layout;
    // These interfaces speak UTC.
    this.#builder = new HistoryBuilder(
      { ...options, timezone: options.timezone ?? 'Z', unit: undefined },
      { tieBreak: 'top', discounts: layout.discounts === true },
    );
  }

  push(chunk: string): void {
    this.#elements.push(chunk);
  }

  end(): Result<PriceHistory> {
    this.#elements.end();
    const { fault, documents } = this.#elements;
    if (fault !== undefined) {
      this.#builder.refuse({ message: fault.message }, fault.line, fault.column);
    } else if (!this.#found) {
      const held = this.#keys.size === 0 ? '' : `; it holds ${[...this.#keys].join(', ')}`;
      const message =
        documents === 0 ? 'the file is empty' : `no array "${this.#layout.rows}" in this file${held}`;
      this.#builder.refuse({ message, hint: 'is `format` right?' });
    } else if (this.#nextPage) {
      this.#builder.note(
        'the last page has a NextToken: older prices are missing',
        'ask for the next page too',
      );
    }
    return this.#builder.end();
  }

  wants(path: string): boolean {
    const { rows } = this.#layout;
    const wanted = path === rows || path.endsWith(`.${rows}`);
    if (wanted) this.#nextPage = false;
    this.#found ||= wanted;
    return wanted;
  }

  element(_path: string, value: unknown, line: number, column: number): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.#builder.refuse({ message: 'expected a record { ... }' }, line, column);
    }
    const record = value as Readonly<Record<string, unknown>>;
    const layout = this.#layout;
    const { standardPrice } = layout;
    this.#builder.add({
      labels: labelsOf(record, layout),
      time: record['Timestamp'],
      price: record[layout.price],
      standardPrice: standardPrice === undefined ? undefined : record[standardPrice],
      place: { line, column, hint: hintFor(record, layout) },
    });
  }

  scalar(path: string, value: unknown, line: number, column: number): void {
    if (!this.#found && this.#keys.size < 6) this.#keys.add(path.slice(path.lastIndexOf('.') + 1));
    if (typeof value !== 'string' || value === '') return;
    if (path === 'Currency' || path.endsWith('.Currency')) this.#builder.setCurrency(value, { line, column });
    else if (path === 'NextToken' || path.endsWith('.NextToken')) this.#nextPage = true;
  }
}

const labelsOf = (record: Readonly<Record<string, unknown>>, layout: JsonLayout): SeriesLabels => ({
  product: layout.product === undefined ? undefined : labelOf(record[layout.product]),
  zone: labelOf(record[layout.zone]),
  instanceType: labelOf(record[layout.instanceType]),
});

const labelOf = (label: unknown): string | undefined =>
  typeof label === 'string' || label === undefined ? label : JSON.stringify(label);

/** Rows of the sister interface, under the same name. */
function hintFor(record: Readonly<Record<string, unknown>>, { discounts }: JsonLayout): string | undefined {
  if (discounts === true)
    return record['SpotPrice'] === undefined
      ? undefined
      : 'this file gives prices, not discounts: read it as format: aws or alibaba';
  return record['SpotDiscount'] === undefined
    ? undefined
    : 'this file gives discounts, not prices: read it as format: pai or eas, with the standard price stated';
}
