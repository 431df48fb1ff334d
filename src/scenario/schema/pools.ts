import * as z from 'zod';
import { spans } from './distributions.js';
import { byDefault, optional, required } from './keys.js';
import { marketSchema } from './markets.js';
import { decimal, positivePrice, price, whole } from './numbers.js';
import { priceSchema } from './prices.js';
import { gibibytes, label } from './quantities.js';
import { MAX_UNITS, stockSchema } from './stocks.js';

const weight = () =>
  byDefault(decimal({ above: 0 }), 1, 'The serving capacity of one instance relative to others.');

/** One capacity pool: an instance type in one zone. */
export const poolSchema = z
  .strictObject({
    name: required(label(), 'The name that the timeline and `--set` use; unique.'),
    type: required(label(), 'The instance type, as services list it; (region, zone, type) is unique.'),
    region: required(label(), 'The region.'),
    zone: required(label(), 'The zone.'),
    standardPrice: required(
      positivePrice(),
      'The pay-as-you-go price per instance-hour, in the currency; above 0.',
    ),
    spot: byDefault(
      z.boolean(),
      true,
      'Whether the type can be bid on (R29). A pool with spot needs a price or a market.',
    ),
    weight: weight(),
    price: optional(
      priceSchema,
      'The market price without protection. Absent: only where spot is false, or with `market`.',
    ),
    stock: byDefault(
      stockSchema,
      { process: 'unlimited' },
      'The units that are there for spot and for our standard replicas.',
    ),
    market: optional(
      marketSchema,
      'Supply and demand in one, in place of `price` and `stock`: scarcity raises the price and takes stock at once. Absent: price and stock are given by themselves.',
    ),
    lifetime: optional(
      spans,
      'How long the provider leaves a spot replica, whatever the price: a distribution of durations. Absent: no such limit.',
    ),
  })
  .meta({ id: 'Pool' });

/** A group of machines bought for oneself. */
export const dedicatedSchema = z
  .strictObject({
    name: required(label(), 'The name that `from` and the timeline use; unique.'),
    type: required(label(), 'The machine type.'),
    machines: required(whole(1, MAX_UNITS), 'The number of machines, each a place for one replica.'),
    price: required(
      price(),
      'The price per machine-hour, in the currency, billed from purchase whether used or not (R33).',
    ),
    diskFree: byDefault(gibibytes(), '200GiB', 'The system disk that costs nothing extra, in GiB.'),
    weight: weight(),
  })
  .meta({ id: 'Dedicated' });
