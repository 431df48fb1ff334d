import type { History, Violation } from './history.js';
import { Findings } from './history.js';
import { replay } from './replay.js';
import { isProviders } from './words.js';
import { nextCheck } from './price.js';
import { isSpot } from './world.js';

/**
 * Inside protection the provider takes nobody but in an outage (R19, R26, A6): no notice for price, stock or lifetime
 * there. What the user, an update, a strategy, the autoscaler or rebalancing gives back is their own doing. Always.
 */
export function protectionHolds(history: History): readonly Violation[] {
  const findings = new Findings('protection holds');
  replay(history, {
    before: (world, event) => {
      if (event.kind !== 'noticed' && event.kind !== 'released') return;
      const unit = world.units.get(`${event.service}/${event.replica}`);
      if (unit === undefined || event.at >= unit.protectedUntil) return;
      if (!isProviders(event.cause) || event.cause === 'outage') return;
      const verb = event.kind === 'noticed' ? 'was told to go' : 'went';
      findings.add(
        event.at,
        unit.name,
        `${verb} for ${event.cause}, though protected until ${unit.protectedUntil}`,
      );
    },
  });
  return findings.list;
}

/**
 * Protection lasts as long as the rules say, for spot units of a service that asks for it, and for no others; its end
 * is told of every unit that lives to see it. Always.
 */
export function protectionLastsItsTime(history: History): readonly Violation[] {
  const findings = new Findings('protection lasts its time');
  const { rules } = history.parsed.scenario;
  replay(history, {
    after: (world, event) => {
      if (event.kind !== 'acquired') return;
      const unit = world.units.get(`${event.service}/${event.replica}`);
      if (unit === undefined) return;
      const { spec } = world.service(event.service);
      const entry = spec.instances[event.entry];
      const length = entry?.spotPriceLimit !== undefined && spec.protection ? rules.protection : 0;
      const tier =
        entry?.from !== undefined
          ? 'dedicated'
          : entry?.spotPriceLimit === undefined
            ? 'standard'
            : length > 0
              ? 'protected'
              : 'unprotected';
      if (unit.tier !== tier) findings.add(event.at, unit.name, `was placed as ${unit.tier}, not ${tier}`);
      if (unit.protectedUntil === event.at + length) return;
      findings.add(
        event.at,
        unit.name,
        `is protected until ${unit.protectedUntil}, not ${event.at + length}`,
      );
    },
  });
  return findings.list;
}

/**
 * Whoever the provider takes has given it cause in that very second: a price above the ceiling (with `priceReclaim`,
 * and after protection only at a periodic check, A7), the pool's outage, a lifetime. (Stock has a law of its own.)
 * Always.
 */
export function nobodyGoesWithoutCause(history: History): readonly Violation[] {
  const findings = new Findings('nobody goes without cause');
  const { rules } = history.parsed.scenario;
  replay(history, {
    before: (world, event) => {
      if (event.kind !== 'noticed') return;
      const unit = world.units.get(`${event.service}/${event.replica}`);
      if (unit === undefined || unit.pool === null) return;
      const pool = world.pool(unit.pool);
      const causes = {
        price:
          rules.priceReclaim &&
          world.priceOf(unit) > unit.ceiling &&
          nextCheck(unit, event.at, rules.checkInterval) === event.at,
        outage: pool.outage,
        lifetime: pool.spec.lifetime !== undefined || rules.maxLifetime !== null,
        stock: isSpot(unit),
      };
      if (!causes[event.cause])
        findings.add(event.at, unit.name, `was taken for ${event.cause}, which was not so`);
    },
  });
  return findings.list;
}

/** No spot unit is kept beyond the provider's `maxLifetime`, or the end of its protection if that is later. */
export function lifetimesEnd(history: History): readonly Violation[] {
  const findings = new Findings('lifetimes end');
  const { maxLifetime } = history.parsed.scenario.rules;
  if (maxLifetime === null) return findings.list;
  replay(history, {
    settled: (world, at, until) => {
      for (const unit of world.units.values()) {
        const end = Math.max(unit.acquiredAt + maxLifetime, unit.protectedUntil);
        if (isSpot(unit) && unit.leaving === 'no' && end < until) {
          findings.add(Math.max(at, end), unit.name, `outlived its lifetime, which ended at ${end}`);
        }
      }
    },
  });
  return findings.list;
}

/** In an outage a pool holds nobody: protected, standard, noticed and draining units go at once. Always. */
export function outagesEmptyTheirPools(history: History): readonly Violation[] {
  const findings = new Findings('outages empty their pools');
  replay(history, {
    settled: (world, at) => {
      for (const [name, { outage }] of world.pools) {
        if (!outage) continue;
        for (const unit of world.unitsIn(name))
          findings.add(at, unit.name, `is held in ${name} through its outage`);
      }
    },
  });
  return findings.list;
}
