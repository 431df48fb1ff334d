import type { PlanQuota } from '../../events/index.js';
import { DAY, MINUTE, MONTH_DAYS, shanghaiDaysBegun } from '../../units/index.js';
import type { Seconds } from '../../units/index.js';
import { isAlive, newContract } from './contract.js';
import { dueAt, enter, tellQuota, type Setting } from './setting.js';
import { renewedUntil, STOP_DELAY, validUntil } from './validity.js';

const DONE = 'done';

/**
 * Buys the plan and has it deployed. Model units are sold first come, first served: where there are too few, the
 * purchase fails and is refunded in full; nobody waits in line (R55, A39). A PTU order for days is in force from
 * its payment (R41), everything else is charged from Running (R58, A40).
 */
export function purchase(setting: Setting): string {
  const { ports, contract, terms } = setting;
  if (isAlive(contract)) return `cannot purchase: the plan is ${contract.state ?? ''}`;
  if (!terms.permitted) {
    enter(setting, 'DeployFailed', 'the workspace has no permission to deploy this model');
    return 'failed: the workspace has no permission to deploy this model';
  }
  const short = shortage(setting, terms.quota.units);
  if (short !== undefined) {
    enter(setting, 'DeployFailed', short);
    return `failed, refunded in full: ${short}`;
  }
  Object.assign(contract, newContract(contract.plan), { quota: terms.quota });
  enter(setting, 'Deploying');
  if (terms.billing.method === 'upfront') orderDays(setting, terms.billing.days);
  if (terms.deploy === 0) deployed(setting);
  else dueAt(setting, ports.simulation.now + terms.deploy);
  return DONE;
}

/** The deployment has succeeded: from here on the plan serves, and is charged (R58). */
export function deployed(setting: Setting): void {
  const { ports, contract, terms } = setting;
  const { now } = ports.simulation;
  contract.runningSince = now;
  enter(setting, 'Running');
  tellQuota(setting);
  if (terms.billing.method === 'monthly') orderMonth(setting, now);
  if (contract.until > now) dueAt(setting, contract.until);
  else expire(setting);
}

/** The end of what is paid: renewed at once, or the plan winds down (R40, R44). */
export function expire(setting: Setting): void {
  const { ports, contract, terms } = setting;
  const { billing } = terms;
  const { until } = contract;
  if (billing.method !== 'hourly' && billing.autoRenew) {
    contract.orders = [];
    if (billing.method === 'monthly') orderMonth(setting, until);
    // The minute before midnight is nobody's: the next day that is paid for is the next of the calendar.
    else
      order(setting, { days: billing.days, from: until + MINUTE, until: renewedUntil(until, billing.days) });
    dueAt(setting, contract.until);
    return;
  }
  contract.orders = [];
  enter(setting, 'Stopping', 'what was paid for is over');
  dueAt(setting, ports.simulation.now + STOP_DELAY);
}

/** Pays for as many days as agreed, from now on; the day of payment is the first (R41-R43). */
export function orderDays(setting: Setting, days: number): void {
  const { epoch, simulation } = setting.ports;
  const { now } = simulation;
  order(setting, { days, from: now, until: validUntil(epoch + now, days) - epoch });
}

export function orderMonth(setting: Setting, from: Seconds): void {
  order(setting, { days: MONTH_DAYS, from, until: from + MONTH_DAYS * DAY });
}

/** Buys more of what is prepaid, for the rest of its time; a day that was added to a late order costs nothing (A28). */
export function orderMore(setting: Setting, more: PlanQuota): void {
  const { ports, contract, terms } = setting;
  const { now } = ports.simulation;
  const rest =
    terms.billing.method === 'upfront'
      ? Math.min(terms.billing.days, shanghaiDaysBegun(ports.epoch + now, ports.epoch + contract.until))
      : Math.ceil((contract.until - now) / DAY);
  book(setting, more, { days: rest, from: now, until: contract.until });
}

/** Why so many units cannot be had now; undefined if they can. */
export function shortage({ ports, contract, terms }: Setting, units: number): string | undefined {
  if (terms.kind !== 'model-unit') return undefined;
  const stock = ports.stock(contract.plan);
  if (units <= stock) return undefined;
  return `${units} model units wanted, ${stock} in stock`;
}

interface Term {
  readonly days: number;
  readonly from: Seconds;
  readonly until: Seconds;
}

function order(setting: Setting, term: Term): void {
  setting.contract.until = term.until;
  book(setting, setting.contract.quota, term);
}

function book({ ports, contract }: Setting, quota: PlanQuota, term: Term): void {
  const firstMonth = term.from < contract.runningSince + MONTH_DAYS * DAY;
  const placed = { ...quota, ...term, firstMonth };
  contract.orders.push(placed);
  ports.recorder.planOrdered(ports.simulation.now, contract.plan, placed);
}
