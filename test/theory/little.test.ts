import { describe, expect, it } from 'vitest';
import type { SimulationEvent } from '../../src/index.js';
import { sum } from '../support/estimate.js';
import { pool, service, simulate, steps, world, type Input, type Simulated } from '../support/simulate.js';
import { PLAIN } from '../support/theory.js';

// Little's law for our own units holds on every path: the integral of the units held is the sum of the sojourns
// inside [0, T]. The two sides come from different places; all of it is whole seconds, so that the tolerance is 0.
const DAYS = 60;
const END = DAYS * 86_400;

/** Sum of the sojourns: each unit from `acquired` to `released`, or to the horizon. */
function sojourns(events: readonly SimulationEvent[], poolName?: string): number {
  const since = new Map<string, number>();
  let total = 0;
  for (const event of events) {
    if (event.kind !== 'acquired' && event.kind !== 'released') continue;
    const unit = `${event.service}/${event.replica}`;
    if (event.kind === 'acquired') {
      if (poolName === undefined || event.pool === poolName) since.set(unit, event.at);
      continue;
    }
    total += event.at - (since.get(unit) ?? event.at);
    since.delete(unit);
  }
  for (const at of since.values()) total += END - at;
  return total;
}

/** Integral over time of the number of units held. */
function heldArea(events: readonly SimulationEvent[]): number {
  let [held, at, area] = [0, 0, 0];
  for (const event of events) {
    area += held * (event.at - at);
    at = event.at;
    if (event.kind === 'acquired') held += 1;
    if (event.kind === 'released') held -= 1;
  }
  return area + held * (END - at);
}

/** Integral of a pool's stock. */
function stockArea(events: readonly SimulationEvent[], name: string): number {
  let [level, at, area] = [0, 0, 0];
  for (const event of events) {
    if (event.kind !== 'stock' || event.pool !== name) continue;
    area += level * (event.at - at);
    at = event.at;
    level = event.level ?? Infinity;
  }
  return area + level * (END - at);
}

const placed = ({ results }: Simulated): number =>
  sum(
    Object.values(results.services).flatMap(({ placements }) =>
      placements.map(({ replicaSeconds }) => replicaSeconds),
    ),
  );

const busy = (name: string, capacity: number): Input =>
  pool(name, {
    price: { process: 'ornstein-uhlenbeck', median: 0.1, sigma: 0.5, reversion: '0.5/h', interval: '5m' },
    stock: { process: 'erlang', capacity, arrivals: `${capacity - 2}/h`, hold: '1h' },
  });

const list = (...types: readonly string[]) => types.map((type) => ({ type, spotPriceLimit: 0.15 }));

describe('Little on every path: integral of units held = sum of sojourns', { timeout: 120_000 }, () => {
  it.each([1, 2, 3])(
    'T15: with notice, protection, fallback, startup, scaling and a stop, seed %i',
    (seed) => {
      const simulated = simulate(
        world({
          seed,
          duration: `${DAYS}d`,
          pools: [busy('a', 10), busy('b', 6)],
          services: [
            service('s', { replicas: 6, instances: [...list('ecs.a', 'ecs.b'), { type: 'ecs.b' }] }),
            service('t', { replicas: 3, protection: false, instances: list('ecs.b', 'ecs.a') }),
          ],
          timeline: [
            { at: '10d', action: 'scale', service: 's', replicas: 9 },
            { at: '20d', action: 'scale', service: 's', replicas: 2 },
            { at: '30d', action: 'stop', service: 't' },
            { at: '40d', action: 'start', service: 't' },
          ],
        }),
      );
      const { total, price, stock } = simulated.results.totals.preemptions;
      expect([total > 200, price > 0, stock > 0]).toEqual([true, true, true]);
      expect(sojourns(simulated.events)).toBe(placed(simulated));
      expect(heldArea(simulated.events)).toBe(placed(simulated));
    },
  );

  it.each([4, 5])('T15: where units go at once, stock is what is free and what is held, seed %i', (seed) => {
    const shock = { at: '10d', action: 'stock-shock', pool: 'a', change: -4, for: '5d' };
    const down = { at: '20d', action: 'stop', service: 's' };
    const up = { at: '22d', action: 'start', service: 's' };
    const simulated = simulate(
      world({
        seed,
        rules: PLAIN,
        duration: `${DAYS}d`,
        pools: [{ ...busy('a', 10), price: steps([0, 0.1], [86_400, 0.2], [100_000, 0.1]) }],
        services: [service('s', { replicas: 4, protection: false, instances: list('ecs.a') })],
        timeline: [shock, down, up],
      }),
    );
    expect(simulated.results.totals.preemptions.stock).toBeGreaterThan(100);
    const free = (simulated.results.pools['a'].stockMean ?? NaN) * END;
    const used = stockArea(simulated.events, 'a') - Math.round(free);
    expect(Math.abs(free - Math.round(free))).toBeLessThan(1e-3);
    expect(sojourns(simulated.events, 'a')).toBe(used);
    expect(placed(simulated)).toBe(used);
  });
});
