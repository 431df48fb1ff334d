import type { PlanCalls, PlanOrder, PlanQuota, PlanRecorder, PlanState } from '../events/index.js';
import { copyPlain, DAY, MINUTE, shanghaiDaysBegun } from '../units/index.js';
import type { Micro, MicroPerHour, Seconds } from '../units/index.js';
import { charge, nothing, rounded, type Amount } from './amount.js';
import type { LineItem, LineKind, LineNote } from './line-item.js';
import { throughputRate, tokensAmount, type PlanRate } from './plan-rates.js';
import { monthCharge, ptuCharge, type OrderEnd } from './prepaid.js';

export interface PlanMeterInputs {
  /** Names of the plans. */
  readonly plans: readonly string[];
  readonly rates: readonly PlanRate[];
  /** Seconds since the epoch at second 0. */
  readonly epoch: number;
  readonly sink?: ((item: LineItem) => void) | undefined;
}

/** Sums of a plan's line items, in whole micro-units. */
export interface PlanCosts {
  readonly ptu: Micro;
  readonly modelUnit: Micro;
  readonly calls: Micro;
}

interface Account {
  /** Second from which the open run is billed; -1 where none is. */
  from: Seconds;
  /** Second up to which its cost is summed, and the rate from there on. */
  since: Seconds;
  rate: MicroPerHour;
  units: number;
  readonly cost: Amount;
  orders: PlanOrder[];
  /** Tokens by price tier. */
  readonly input: number[];
  readonly output: number[];
  total: Micro;
}

/**
 * Turns what happens to plans into line items: runs by the hour (per started minute, R52, A35), prepaid orders
 * (R45, R53, R54), and tokens of plain calls (R48). A run that ends is rounded up to the minute at its last rate;
 * one that is open at the horizon is not.
 */
export class PlanMeter implements PlanRecorder {
  readonly #inputs: PlanMeterInputs;
  #accounts: Account[];

  constructor(inputs: PlanMeterInputs) {
    this.#inputs = inputs;
    this.#accounts = inputs.plans.map(() => ({
      from: -1,
      since: 0,
      rate: 0,
      units: 0,
      cost: nothing(),
      orders: [],
      input: [],
      output: [],
      total: 0,
    }));
  }

  planState(at: Seconds, plan: number, state: PlanState): void {
    const account = this.#accounts[plan];
    const billed = state === 'Running' || state === 'Overdue';
    if (isHourly(this.#inputs.rates[plan])) {
      if (billed && account.from < 0)
        Object.assign(account, { from: at, since: at, rate: 0, cost: nothing() });
      if (!billed && account.from >= 0) this.#closeRun(plan, at, null);
    }
    if (state === 'Released') this.#closeOrders(plan, at, 'cancelled');
  }

  planQuota(at: Seconds, plan: number, quota: PlanQuota): void {
    const account = this.#accounts[plan];
    if (account.from < 0) return;
    charge(account.cost, account.rate, at - account.since);
    account.since = at;
    account.rate = hourlyRate(this.#inputs.rates[plan], quota);
    account.units = quota.units > 0 ? quota.units : 1;
  }

  planOrdered(at: Seconds, plan: number, order: PlanOrder): void {
    this.#closeOrders(plan, at, 'over');
    this.#accounts[plan].orders.push({ ...order });
  }

  served(_at: Seconds, { plan, tier, input, output }: PlanCalls): void {
    const account = this.#accounts[plan];
    account.input[tier] = (account.input[tier] ?? 0) + input;
    account.output[tier] = (account.output[tier] ?? 0) + output;
  }

  passedOn(): void {}
  rejected(): void {}

  /** Writes the items of all that is open at the horizon, and of the calls. Nothing may be recorded after it. */
  finish(at: Seconds): void {
    this.#accounts.forEach((account, plan) => {
      if (account.from >= 0) this.#closeRun(plan, at, 'open at the horizon');
      this.#closeOrders(plan, at, 'horizon');
      this.#billTokens(plan, at);
    });
  }

  /** By plan, as far as items are written. */
  costs(): readonly PlanCosts[] {
    return this.#accounts.map(({ total }, plan) => {
      const kind = kindOf(this.#inputs.rates[plan]);
      const of = (wanted: LineKind): Micro => (kind === wanted ? total : 0);
      return { ptu: of('ptu'), modelUnit: of('modelUnit'), calls: of('calls') };
    });
  }

  save(): unknown {
    return copyPlain(this.#accounts);
  }

  restore(saved: unknown): void {
    this.#accounts = copyPlain(saved as Account[]);
  }

  #closeRun(plan: number, at: Seconds, note: LineNote | null): void {
    const account = this.#accounts[plan];
    const { from, units, cost, rate } = account;
    charge(cost, rate, at - account.since);
    account.from = -1;
    const unfinished = note === null ? (at - from) % MINUTE : 0;
    const extra = unfinished === 0 ? 0 : MINUTE - unfinished;
    charge(cost, rate, extra);
    this.#write(plan, { units, from, to: at, seconds: at - from + extra, amount: rounded(cost), note });
  }

  /** Orders that ran out before, and with any other end all. */
  #closeOrders(plan: number, at: Seconds, how: OrderEnd): void {
    const account = this.#accounts[plan];
    const { orders } = account;
    account.orders = how === 'over' ? orders.filter(({ until }) => until > at) : [];
    for (const order of orders) if (!account.orders.includes(order)) this.#billOrder(plan, order, at, how);
  }

  #billOrder(plan: number, order: PlanOrder, at: Seconds, how: OrderEnd): void {
    const end = order.until <= at ? 'over' : how;
    const to = Math.max(order.from, Math.min(at, order.until));
    const rate = this.#inputs.rates[plan];
    const charged =
      rate.kind === 'ptu'
        ? ptuCharge(rate, order, { how: end, days: this.#daysBegun(order.from, to) })
        : monthCharge(monthOf(rate), order, { how: end, at: to });
    const note = end === 'horizon' ? 'open at the horizon' : end === 'cancelled' ? 'ended early' : null;
    const units = order.units > 0 ? order.units : 1;
    this.#write(plan, {
      units,
      from: order.from,
      to,
      seconds: charged.days * DAY,
      amount: charged.amount,
      note,
    });
  }

  #daysBegun(from: Seconds, to: Seconds): number {
    const { epoch } = this.#inputs;
    // What ends with a day has not begun the next.
    return Math.max(0, shanghaiDaysBegun(epoch + from, epoch + to - 1));
  }

  #billTokens(plan: number, at: Seconds): void {
    const rate = this.#inputs.rates[plan];
    if (rate.kind !== 'calls') return;
    const { input, output } = this.#accounts[plan];
    rate.tiers.forEach((tier, index) => {
      this.#billSide(plan, at, { tokens: input[index] ?? 0, price: tier.input, note: 'input tokens' });
      this.#billSide(plan, at, { tokens: output[index] ?? 0, price: tier.output, note: 'output tokens' });
    });
  }

  #billSide(plan: number, at: Seconds, { tokens, price, note }: Side): void {
    if (tokens === 0) return;
    const amount = tokensAmount(tokens, price);
    this.#write(plan, { units: tokens, from: 0, to: at, seconds: 0, amount, note });
  }

  #write(plan: number, charged: Charged): void {
    const { plans, rates, sink } = this.#inputs;
    if (charged.from === charged.to && charged.amount === 0) return;
    this.#accounts[plan].total += charged.amount;
    const nobody = { service: null, replica: null, run: null, entry: null };
    sink?.({ ...nobody, kind: kindOf(rates[plan]), pool: plans[plan], ...charged });
  }
}

type Charged = Pick<LineItem, 'units' | 'from' | 'to' | 'seconds' | 'amount' | 'note'>;

interface Side {
  readonly tokens: number;
  readonly price: Micro;
  readonly note: LineNote;
}

const isHourly = (rate: PlanRate): boolean => 'method' in rate && rate.method === 'hourly';

function hourlyRate(rate: PlanRate, quota: PlanQuota): MicroPerHour {
  if (rate.kind === 'ptu') return throughputRate(rate.per, quota);
  return rate.kind === 'model-unit' && rate.method === 'hourly' ? rate.hour * quota.units : 0;
}

const monthOf = (rate: PlanRate): Micro =>
  rate.kind === 'model-unit' && rate.method === 'monthly' ? rate.month : 0;

function kindOf({ kind }: PlanRate): LineKind {
  if (kind === 'ptu' || kind === 'calls') return kind;
  return kind === 'model-unit' ? 'modelUnit' : 'standard';
}
