import type * as z from 'zod';
import { failure, success, type Result } from '../units/index.js';
import { readDocument, type Source } from './document.js';
import { check } from './explain.js';
import { placed } from './fault.js';
import { priceTableSchema } from './schema/price-table.js';

/** Prices in micro-units. */
export type PriceTable = z.output<typeof priceTableSchema>;
export type ModelPrices = PriceTable['models'][number];

/** Reads a price table, YAML or JSON; every fault with its place. */
export function parsePriceTable(source: Source): Result<PriceTable> {
  const read = readDocument(source);
  if (!read.ok) return read;
  const { tree, position } = read.value;
  const { value, faults } = check(priceTableSchema, tree);
  if (value !== undefined) return success(value);
  return failure(...faults.map((fault) => placed(fault, tree, [{ path: [], position }])));
}
