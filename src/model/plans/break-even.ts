import {
  callsBreakEven,
  dayBreakEven,
  hourOfDay,
  monthBreakEven,
  throughputRate,
  type PlanRate,
} from '../../billing/index.js';
import type { BreakEven, PlanMetrics } from '../../metrics/index.js';
import type { PlanQuota } from '../../events/index.js';
import type { ModelPrices } from '../../scenario/index.js';
import type { PlanModel } from './plans.js';

const MONTH_HOURS = 30 * 24;

type Offered = Pick<PlanMetrics, 'requests' | 'offeredIn' | 'offeredOut'>;

/** When a bought plan pays, by the prices of its model and the mean request that was offered; null for other kinds. */
export function breakEvenOf(plan: PlanModel, offered: Offered): BreakEven | null {
  const { terms, prices, rate } = plan;
  if (terms === undefined || prices === undefined) return null;
  const { quota } = terms;
  return {
    ...ownPrices(plan, prices, quota),
    callsUtilisation: againstCalls(hourOf(rate, quota), prices, quota, offered),
  };
}

function ownPrices(
  { spec }: PlanModel,
  { ptu, units }: ModelPrices,
  quota: PlanQuota,
): Pick<BreakEven, 'hoursPerDay' | 'hoursPerMonth'> {
  const unit = spec.kind === 'model-unit' ? units.find((one) => one.unit === spec.unit) : undefined;
  return {
    hoursPerDay: spec.kind === 'ptu' && ptu ? dayBreakEven(ptu.hourly, ptu.daily, quota) : null,
    hoursPerMonth: unit === undefined ? null : monthBreakEven(unit.monthly, unit.hourly),
  };
}

function hourOf(rate: PlanRate, quota: PlanQuota): number {
  if (rate.kind === 'ptu')
    return rate.method === 'hourly' ? throughputRate(rate.per, quota) : hourOfDay(rate.per, quota);
  if (rate.kind !== 'model-unit') return 0;
  return quota.units * (rate.method === 'hourly' ? rate.hour : rate.month / MONTH_HOURS);
}

/** At the price tier of the mean input: with tiers it is a guide, not a law. */
function againstCalls(
  hour: number,
  { calls }: ModelPrices,
  bought: PlanQuota,
  { requests, offeredIn, offeredOut }: Offered,
): number | null {
  if (calls === undefined || requests.offered === 0) return null;
  const input = offeredIn / requests.offered;
  const output = offeredOut / requests.offered;
  const tier = calls.find(({ upTo }) => input <= upTo) ?? calls[calls.length - 1];
  return callsBreakEven({ hour, bought, input, output, calls: tier });
}
