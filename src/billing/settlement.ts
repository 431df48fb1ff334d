import type { Micro, MicroPerHour, Seconds, Writable } from '../units/index.js';
import { add, charge, nothing, rounded, type Amount } from './amount.js';
import type { LineNote } from './line-item.js';
import type { PriceHistory } from './price-history.js';
import type { PriceIntegrals } from './price-integral.js';
import { FREE_SPAN, type BillingRules } from './rate-plan.js';
import { ceilingsIn, closeSegment, NOT_YET, rateAt, type CeilingSpan, type Run } from './run.js';

/** Who ended a run; at the horizon nobody did. */
export type Ending = 'provider' | 'user' | 'horizon';

/** What a run's compute comes to. */
export interface Settlement {
  readonly seconds: Seconds;
  readonly amount: Micro;
  readonly note: LineNote | null;
}

/** One for all, since each is read at once: a new one at every release would be garbage at the next. */
const settled: Writable<Settlement> = {
  seconds: 0,
  amount: 0,
  note: null,
};

function settledAs(seconds: Seconds, amount: Micro, note: LineNote | null): Settlement {
  settled.seconds = seconds;
  settled.amount = amount;
  settled.note = note;
  return settled;
}

/** What the market has been, and the rules; the history exists under `interruptedFree: last-increment` only. */
export interface Market {
  readonly rules: BillingRules;
  readonly integrals: PriceIntegrals;
  readonly history: PriceHistory | null;
}

/**
 * Settles the compute of a run whose billing began and that ends at `at`. Runs that we end are rounded up to
 * the increment, the extra seconds at the rate of the last one; those that the provider ends are too, unless
 * the first hour or the last increment of spot units is free then; those open at the horizon are not. The same object
 * is returned each time.
 */
export function settle(run: Run, at: Seconds, ending: Ending, market: Market): Settlement {
  const { billingIncrement: increment, interruptedFree } = market.rules;
  closeSegment(run, at, market.integrals);
  const seconds = run.from === NOT_YET ? 0 : at - run.from;
  if (ending === 'horizon') return settledAs(seconds, rounded(run), 'open at the horizon');
  const interrupted = ending === 'provider' && run.mode === 'spot';
  if (interrupted && interruptedFree === 'first-hour' && at - run.acquiredAt < FREE_SPAN) {
    return settledAs(0, 0, 'first hour free');
  }
  const unfinished = seconds % increment;
  if (unfinished === 0) return settledAs(seconds, rounded(run), null);
  if (interrupted && market.history !== null) {
    const tail = costOfTail(run, at, unfinished, { ...market.rules, history: market.history });
    add(run, -tail.whole, -tail.parts);
    return settledAs(seconds - unfinished, rounded(run), 'last increment free');
  }
  charge(run, lastRate(run, at, market), increment - unfinished);
  return settledAs(seconds + increment - unfinished, rounded(run), null);
}

// The rate of the second that ends at `at`: a price that changes at the release was never in force, nor was a ceiling.
function lastRate(run: Run, at: Seconds, market: Market): MicroPerHour {
  const before = run.lane < 0 ? 0 : market.integrals.rateBefore(at, run.lane);
  const ceiling = ceilingsIn(run, at - 1, at)[0].ceiling;
  const moment = { inProtection: at <= run.protectedUntil, market: before, ceiling };
  return rateAt(run, moment, market.rules.capAtCeiling);
}

/**
 * What the last `length` seconds have cost. Every rule is a function of the market rate, the ceiling and being inside
 * protection, so the segments need not be known, only the price changes of this short span.
 */
function costOfTail(
  run: Run,
  at: Seconds,
  length: Seconds,
  world: { readonly capAtCeiling: boolean; readonly history: PriceHistory },
): Amount {
  const tail = nothing();
  const from = at - length;
  const middle = Math.min(Math.max(run.protectedUntil, from), at);
  const chargeSpan = (inProtection: boolean, span: CeilingSpan): void => {
    const { ceiling } = span;
    world.history.walk(run.lane, span.from, span.to, (market, seconds) =>
      charge(tail, rateAt(run, { inProtection, market, ceiling }, world.capAtCeiling), seconds),
    );
  };
  chargeSpan(true, { from, to: middle, ceiling: run.ceiling });
  for (const span of ceilingsIn(run, middle, at)) chargeSpan(false, span);
  return tail;
}
