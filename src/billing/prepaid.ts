import type { PlanOrder } from '../events/index.js';
import { DAY, MONTH_DAYS } from '../units/index.js';
import type { Micro, Seconds } from '../units/index.js';
import { throughputRate, type PlanRate } from './plan-rates.js';

/** Cancelled within the first month, each day begun costs this many tenths of its price (R54). */
const EARLY_TENTHS = 12;

/** How a prepaid order ended: it ran out, was ended by us, or is open at the horizon. */
export type OrderEnd = 'over' | 'cancelled' | 'horizon';

/** What an order comes to when it ends at `at`, and the days charged. */
export interface PrepaidCharge {
  readonly days: number;
  readonly amount: Micro;
}

/**
 * PTU by the day: all days of the order, whoever ends it (R45); at the horizon the calendar days begun. `dayOf`
 * counts them: the day of payment is the first. A day added to a late order costs nothing (A28).
 */
export function ptuCharge(
  rate: Extract<PlanRate, { kind: 'ptu' }>,
  order: PlanOrder,
  end: { readonly how: OrderEnd; readonly days: number },
): PrepaidCharge {
  const days = end.how === 'horizon' ? Math.min(order.days, end.days) : order.days;
  return { days, amount: days * throughputRate(rate.per, order) };
}

/**
 * Model units by the month of 30 days: a month that is over costs its price; one that we end costs the days begun
 * (24 hours each, A37), in the first month at 1.2 times their price, and never more than the month (R53, R54, A38).
 */
export function monthCharge(
  month: Micro,
  order: PlanOrder,
  end: { readonly how: OrderEnd; readonly at: Seconds },
): PrepaidCharge {
  const whole = Math.round((month * order.units * order.days) / MONTH_DAYS);
  if (end.how === 'over') return { days: order.days, amount: whole };
  const days = Math.min(order.days, Math.ceil((end.at - order.from) / DAY));
  const tenths = end.how === 'cancelled' && order.firstMonth ? EARLY_TENTHS : 10;
  const amount = Math.round((month * order.units * days * tenths) / (10 * MONTH_DAYS));
  return { days, amount: Math.min(whole, amount) };
}
