import { JsonElements, type JsonSink, type Result } from '../../units/index.js';
import { HistoryBuilder } from './builder.js';
import type { HistoryOptions, HistoryReader, PriceHistory } from './history.js';

/** What the JSON answers of two providers call their fields. */
export interface JsonLayout {
  /** Key of the array of rows. */
  readonly rows: string;
  readonly product: string;
  readonly zone: string;
  readonly instanceType: string;
  readonly standardPrice?: string;
}

/** `aws ec2 describe-spot-price-history`: newest first, prices as text. */
export const AWS: JsonLayout = {
  rows: 'SpotPriceHistory',
  product: 'ProductDescription',
  zone: 'AvailabilityZone',
  instanceType: 'InstanceType',
};

/** Alibaba Cloud `DescribeSpotPriceHistory`: prices as numbers; the network type takes the product's place. */
export const ALIBABA: JsonLayout = {
  rows: 'SpotPriceType',
  product: 'NetworkType',
  zone: 'ZoneId',
  instanceType: 'InstanceType',
  standardPrice: 'OriginPrice',
};

/** Reads the JSON answer of a provider; pages may follow one another. */
export class JsonHistoryReader implements HistoryReader, JsonSink {
  readonly #layout: JsonLayout;
  readonly #builder: HistoryBuilder;
  readonly #elements = new JsonElements(this);
  #found = false;

  constructor(layout: JsonLayout, options: HistoryOptions) {
    this.#layout = layout;
    // Both interfaces speak UTC.
    this.#builder = new HistoryBuilder({ ...options, timezone: options.timezone ?? 'Z' }, 'top');
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
      const message = documents === 0 ? 'the file is empty' : `no array "${this.#layout.rows}" in this file`;
      this.#builder.refuse({ message, hint: 'is `format` right?' });
    }
    return this.#builder.end();
  }

  wants(path: string): boolean {
    const wanted = path === this.#layout.rows || path.endsWith(`.${this.#layout.rows}`);
    this.#found ||= wanted;
    return wanted;
  }

  element(_path: string, value: unknown, line: number, column: number): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.#builder.refuse({ message: 'expected a record { ... }' }, line, column);
    }
    const record = value as Readonly<Record<string, unknown>>;
    const layout = this.#layout;
    const text = (key: string): string | undefined => {
      const label = record[key];
      return typeof label === 'string' || label === undefined ? label : JSON.stringify(label);
    };
    this.#builder.add({
      labels: {
        product: text(layout.product),
        zone: text(layout.zone),
        instanceType: text(layout.instanceType),
      },
      time: record['Timestamp'],
      price: record['SpotPrice'],
      standardPrice: layout.standardPrice === undefined ? undefined : record[layout.standardPrice],
      place: { line, column, hint: record['SpotDiscount'] === undefined ? undefined : DISCOUNTS },
    });
  }

  scalar(path: string, value: unknown): void {
    if ((path === 'Currency' || path.endsWith('.Currency')) && typeof value === 'string')
      this.#builder.currency = value;
  }
}

const DISCOUNTS =
  'this file gives discounts, not prices; multiply them by the standard price and save as CSV';
