import type { History, Violation } from './history.js';
import { Findings, micro } from './history.js';
import { replay } from './replay.js';
import type { UnitState } from './world.js';
import { isSpot, nameOf } from './world.js';
import { shownPrice } from './words.js';

/**
 * Nobody is held unprotected at a price above its ceiling without having been told to go: at once where it was never
 * protected, else at the periodic checks counted from the end of its protection (A7). Needs `priceReclaim`. How long
 * it may then stay is the law `notice is kept`.
 */
export function nobodyStaysAboveItsCeiling(history: History): readonly Violation[] {
  const findings = new Findings('nobody stays above its ceiling');
  const { rules } = history.parsed.scenario;
  if (!rules.priceReclaim) return findings.list;
  replay(history, {
    settled: (world, at, until) => {
      for (const unit of world.units.values()) {
        if (unit.leaving !== 'no' || !isSpot(unit) || world.priceOf(unit) <= unit.ceiling) continue;
        const examined = nextCheck(unit, at, rules.checkInterval);
        if (examined >= until) continue;
        const price = shownPrice(world.priceOf(unit));
        findings.add(
          examined,
          unit.name,
          `stays at ${price} above its ceiling of ${shownPrice(unit.ceiling)}`,
        );
      }
    },
  });
  return findings.list;
}

/** The first second from `from` on in which a unit above its ceiling is examined. */
export function nextCheck({ acquiredAt, protectedUntil }: UnitState, from: number, interval: number): number {
  if (from <= protectedUntil) return protectedUntil;
  if (protectedUntil === acquiredAt || interval === 0) return from;
  const since = (from - protectedUntil) % interval;
  return since === 0 ? from : from + interval - since;
}

/** A spot unit is taken only at a price at or below its ceiling (R18, A4). Always. */
export function acquisitionsStayWithinCeilings(history: History): readonly Violation[] {
  const findings = new Findings('acquisitions stay within ceilings');
  replay(history, {
    after: (world, event) => {
      if (event.kind !== 'acquired') return;
      const unit = world.units.get(`${event.service}/${event.replica}`);
      if (unit === undefined) return;
      if (micro(event.price) > unit.ceiling) {
        findings.add(
          event.at,
          unit.name,
          `was placed at ${event.price} above its ceiling of ${shownPrice(unit.ceiling)}`,
        );
      }
      if (isSpot(unit) && micro(event.price) !== world.priceOf(unit)) {
        findings.add(
          event.at,
          unit.name,
          `was placed at ${event.price}, but the market stood at ${shownPrice(world.priceOf(unit))}`,
        );
      }
    },
  });
  return findings.list;
}

/** No bid is above the limit that the service's list states for what is bid on, whatever the strategy (R24). Always. */
export function bidsStayWithinTheListedLimits(history: History): readonly Violation[] {
  const findings = new Findings('bids stay within the listed limits');
  replay(history, {
    after: (world, event) => {
      if (event.kind !== 'acquired' && event.kind !== 'rebid') return;
      const unit = world.units.get(nameOf(event));
      if (unit === undefined || unit.pool === null) return;
      const written = world.service(unit.service).spec.instances[unit.entry]?.spotPriceLimit;
      const listed = written === 'market' ? world.pool(unit.pool).spec.standardPrice : (written ?? Infinity);
      if (unit.ceiling <= listed) return;
      findings.add(
        event.at,
        unit.name,
        `is bid ${shownPrice(unit.ceiling)} for, above the listed ${shownPrice(listed)}`,
      );
    },
  });
  return findings.list;
}

/** No protection < protected < standard at every instant (R17). Needs `priceOrder: enforce`. */
export function tiersKeepTheirOrder(history: History): readonly Violation[] {
  const findings = new Findings('tiers keep their order');
  const { rules, pools } = history.parsed.scenario;
  if (rules.priceOrder !== 'enforce') return findings.list;
  for (const event of history.events) {
    if (event.kind !== 'price') continue;
    const standard = pools.find(({ name }) => name === event.pool)?.standardPrice ?? 0;
    const [low, high] = [micro(event.price), micro(event.protectedPrice)];
    if (low < high && high < standard) continue;
    findings.add(
      event.at,
      event.pool,
      `prices of ${event.price}, ${event.protectedPrice}, ${shownPrice(standard)} are out of order`,
    );
  }
  return findings.list;
}
