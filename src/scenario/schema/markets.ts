import * as z from 'zod';
import { amounts, holds } from './distributions.js';
import { byDefault, optional, required } from './keys.js';
import { expecting, whole } from './numbers.js';
import { duration, rate } from './quantities.js';
import { ticking } from './prices/common.js';
import { processNamed } from './series.js';
import { MAX_UNITS } from './stocks.js';

const PERCENT = /^(\d+(?:\.\d+)?)%$/;
const HIGHEST = 100_000;

/** A number or a percent, made one of two things; undefined if it is neither. */
function numberOrPercent<T>(what: string, make: (value: number, isPercent: boolean) => T | undefined) {
  const error = expecting(what);
  return z
    .union([z.number(), z.string().meta({ pattern: String.raw`^\d+(\.\d+)?%$` })], { error })
    .transform((value, context): T => {
      const percent = typeof value === 'string' ? Number(PERCENT.exec(value)?.[1] ?? NaN) : undefined;
      const made = percent === undefined ? make(value as number, false) : make(percent, true);
      if (made !== undefined) return made;
      context.issues.push({ code: 'custom', message: error({ input: value }), input: value });
      return z.NEVER;
    })
    .meta({ title: 'number or percent' });
}

const utilisation = () =>
  numberOrPercent('a utilisation from 0 to 1, or from 0% to 100%', (value, isPercent) => {
    const share = isPercent ? value / 100 : value;
    return share >= 0 && share <= 1 ? share + 0 : undefined;
  });

/** So much of the currency, or a percent of the pool's standard price. */
export type CurvePrice = { readonly amount: number } | { readonly percent: number };

const curvePrice = () =>
  numberOrPercent(
    `a price above 0 and at most ${HIGHEST}, or a percent of the standard price such as 40%`,
    (value, isPercent): CurvePrice | undefined => {
      if (!(value > 0 && value <= HIGHEST)) return undefined;
      return isPercent ? { percent: value } : { amount: value };
    },
  );

const point = z.strictObject({
  utilisation: required(utilisation(), 'The share of the units that are taken: 0.8 or 80%.'),
  price: required(
    curvePrice(),
    'The market price without protection there: per instance-hour, in the currency, or a percent of `standardPrice` such as 40%.',
  ),
});

type Point = z.output<typeof point>;

const curve = z
  .array(point)
  .min(1)
  .check(({ value, issues }) => {
    value.forEach((found, i) => {
      const fault = pointFault(found, value[i - 1]);
      if (fault === undefined) return;
      const [key, message] = fault;
      issues.push({ code: 'custom', path: [i, key], message, input: found });
    });
  });

/** What is wrong with a point after the one before it, and where. */
function pointFault(point: Point, before: Point | undefined): readonly [keyof Point, string] | undefined {
  const { utilisation: at, price } = point;
  if (before === undefined) {
    return at === 0 ? undefined : ['utilisation', `the first point must be at utilisation 0, found ${at}`];
  }
  if (at <= before.utilisation) {
    return ['utilisation', `utilisations must grow from point to point: ${at} after ${before.utilisation}`];
  }
  if ('percent' in price !== 'percent' in before.price) {
    return ['price', 'either all prices of a curve are amounts, or all are percents'];
  }
  if (sizeOf(price) >= sizeOf(before.price)) return undefined;
  return ['price', `a curve must not fall: ${told(price)} after ${told(before.price)}`];
}

const sizeOf = (price: CurvePrice): number => ('percent' in price ? price.percent : price.amount);
const told = (price: CurvePrice): string => `${sizeOf(price)}${'percent' in price ? '%' : ''}`;

const HOLD = 'How long each holds its unit: a duration (the mean of an exponential) or a distribution.';

const standard = z
  .strictObject({
    arrivals: required(rate(), "The rate of other customers' standard requests, such as 9/h."),
    hold: required(holds, HOLD),
  })
  .meta({ id: 'StandardDemand', description: "Other customers' standard demand for units of the pool." });

const spot = z
  .strictObject({
    arrivals: required(rate(), "The rate of other customers' spot requests, such as 30/h."),
    hold: required(holds, `${HOLD} It ends early where the user is put out.`),
    bids: required(
      amounts,
      'What each would pay at most, per instance-hour, in the currency: it stays out at a higher price, and is put out by one.',
    ),
  })
  .meta({ id: 'SpotDemand', description: "Other customers' spot demand for units of the pool." });

/** Supply and demand in one, in place of a pool's `price` and `stock`. */
export const marketSchema = z
  .strictObject({
    process: processNamed(
      'endogenous',
      'others come and go, and the price follows from how full the pool is',
    ),
    capacity: required(whole(1, MAX_UNITS), `The units of the pool, 1 to ${MAX_UNITS}.`),
    standard: optional(standard, "Others' standard demand, which goes before all spot. Absent: none."),
    spot: optional(spot, "Others' spot demand. Absent: none."),
    curve: required(
      curve,
      'The price at each utilisation: points from utilisation 0 to 1, each further right and none cheaper than the one before.',
    ),
    between: byDefault(
      z.enum(['linear', 'step']),
      'linear',
      'The price between two points: on the straight line, or that of the point before (such a curve may end below 1).',
    ),
    feedback: byDefault(
      z.boolean(),
      true,
      'Whether our own units count as taken, and stand in the way of others. With false the market takes no notice of us.',
    ),
    burnIn: optional(
      duration(),
      "How long the others' spot demand runs before second 0, without us. Absent: ten times the longer of the two mean holds. Without `spot` it is not needed.",
    ),
    ...ticking,
  })
  .check(({ value: { curve: points, between, standard: firm, spot: bidding }, issues }) => {
    const last = points.length - 1;
    if (between === 'linear' && last >= 0 && points[last].utilisation !== 1) {
      const message = `the last point must be at utilisation 1, found ${points[last].utilisation} (or say between: step)`;
      issues.push({ code: 'custom', path: ['curve', last, 'utilisation'], message, input: points });
    }
    if (firm === undefined && bidding === undefined) {
      const message = 'nobody else wants a unit: give standard, spot or both';
      issues.push({ code: 'custom', path: [], message, input: points });
    }
  })
  .meta({ id: 'Market' });
