import * as z from 'zod';
import { at, exactlyOne, named } from './action-keys.js';
import { optional, required } from './keys.js';
import { ofPlan, purchase, scaling } from './plan-actions.js';
import { decimal, price, whole } from './numbers.js';
import { duration, label } from './quantities.js';
import { MAX_UNITS } from './stocks.js';

const lasting = required(duration(1), 'How long it lasts.');
const service = required(label(), 'The service.');
const pool = required(label(), 'The pool.');
/** What the user does and what befalls the world; actions of one second happen in file order. */
export const actionSchema = z
  .discriminatedUnion('action', [
    z.strictObject({ at, action: named('stop', 'stop the service (R5)'), service }),
    z.strictObject({ at, action: named('start', 'start a stopped service'), service }),
    deletion(),
    scaling(),
    z.strictObject({
      at,
      action: named('update', 'deploy the service anew with some keys changed, by rolling update (R22)'),
      service,
      set: required(
        z.record(z.string(), z.unknown()),
        'Paths inside the service, such as disk or instances.0.spotPriceLimit, and their new values; null removes a key.',
      ),
    }),
    purchase(),
    ofPlan(
      'cancel',
      'end what was paid in advance: model units at 1.2 times the days in the first month (R54); PTU refuses (R45)',
    ),
    ofPlan('unpublish', 'take the deployment down; billing ends (R59)'),
    ofPlan(
      'overdue',
      'the account of a pay-as-you-go plan falls overdue: 24 hours, then it is released (R46)',
    ),
    ofPlan('pay', 'pay the arrears, or renew a plan whose validity is over (R44, R46)'),
    priceShock(),
    stockShock(),
    outage(),
  ])
  .meta({ id: 'Action' });

function deletion() {
  return z
    .strictObject({
      at,
      action: named('delete', 'delete a service (R9-R15), or dedicated machines (R33); one of the two'),
      service: optional(label(), 'The service. Absent: `dedicated` is given.'),
      dedicated: optional(label(), 'The dedicated machines. Absent: `service` is given.'),
    })
    .check(exactlyOne(['service', 'dedicated']))
    .transform(({ at: when, action, service: deleted, dedicated }) =>
      deleted !== undefined
        ? { at: when, action, service: deleted }
        : { at: when, action, dedicated: dedicated ?? '' },
    );
}

function priceShock() {
  return z
    .strictObject({
      at,
      action: named(
        'price-shock',
        'the price of a pool is multiplied, or set, for a while; one of factor and to',
      ),
      pool,
      factor: optional(decimal({ min: 0, max: 100_000 }), 'The factor on the price. Absent: `to` is given.'),
      to: optional(price(), 'The price per instance-hour. Absent: `factor` is given.'),
      for: lasting,
    })
    .check(exactlyOne(['factor', 'to']));
}

function stockShock() {
  return z
    .strictObject({
      at,
      action: named(
        'stock-shock',
        'the stock of a pool is changed by, or set to, a number of units for a while; one of change and to',
      ),
      pool,
      change: optional(
        whole(-MAX_UNITS, MAX_UNITS),
        'The units added (or, below 0, taken). Absent: `to` is given.',
      ),
      to: optional(whole(0, MAX_UNITS), 'The units. Absent: `change` is given.'),
      for: lasting,
    })
    .check(exactlyOne(['change', 'to']));
}

function outage() {
  return z
    .strictObject({
      at,
      action: named(
        'pool-outage',
        'a pool, or all pools of a zone or a region, lose every replica and give none for a while',
      ),
      pool: optional(label(), 'The pool. Absent: `zone` or `region` is given.'),
      zone: optional(label(), 'The zone. Absent: `pool` or `region` is given.'),
      region: optional(label(), 'The region. Absent: `pool` or `zone` is given.'),
      for: lasting,
    })
    .check(exactlyOne(['pool', 'zone', 'region']));
}
