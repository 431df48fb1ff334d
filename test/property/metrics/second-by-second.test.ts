import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MetricsCollector, type CommonMetrics } from '../../../src/metrics/index.js';
import type { Acquisition } from '../../../src/events/index.js';
import { play, type Call } from '../../support/calls.js';
import { inputsOf, measure, NO_COST } from '../../support/measure.js';
import { POOLS, randomRun, SERVICES } from '../../support/random-calls.js';

const minReady = (desired: number): number => Math.ceil(desired / 2);
const inputs = (billingStart: 'running' | 'provisioned') =>
  inputsOf({
    billingStart,
    services: [0, 1].map(() => ({ minReady, firstWeight: 2, standardReference: 4_000_000 })),
  });

// --- the oracle: plain lists, every second looked at on its own ---

interface Seen {
  readonly facts: Acquisition;
  readonly from: number;
  ready?: number;
  drained?: number;
  released?: number;
  billedTo?: number;
}

interface World {
  readonly calls: readonly Call[];
  readonly end: number;
  readonly seen: readonly Seen[];
  readonly billingStart: 'running' | 'provisioned';
}

function look(calls: readonly Call[]): Seen[] {
  const seen: Seen[] = [];
  const last = (replica: number): Seen => seen.filter(({ facts }) => facts.replica === replica).at(-1)!;
  for (const call of calls) {
    if (call[0] === 'acquired') seen.push({ facts: call[2], from: call[1] });
    if (call[0] === 'ready') last(call[3]).ready = call[1];
    if (call[0] === 'draining') last(call[3]).drained = call[1];
    if (call[0] === 'released') last(call[3]).released = call[1];
    if (call[0] !== 'billingStopped') continue;
    for (const one of seen)
      if (one.facts.service === call[2] && one.released === undefined) one.billedTo = call[1];
  }
  return seen;
}

/** The value of the last call of this kind at or before each second. */
function tape(world: World, method: 'price' | 'stock' | 'desired', index: number): number[] {
  const values = new Array<number>(world.end).fill(0);
  for (const call of world.calls as readonly (readonly unknown[])[]) {
    if (call[0] === method && call[2] === index) values.fill(call[3] as number, call[1] as number);
  }
  return values;
}

const within = (s: number, from: number | undefined, ...to: readonly (number | undefined)[]): boolean =>
  from !== undefined && s >= from && to.every((until) => until === undefined || s < until);

function spellsOf(flags: readonly boolean[]): number[] {
  const lengths: number[] = [];
  flags.forEach((flag, s) => {
    if (flag && s > 0 && flags[s - 1]) lengths[lengths.length - 1] += 1;
    else if (flag) lengths.push(1);
  });
  return lengths;
}

function waitingAt(world: World, service: number): number[] {
  const counts = new Array<number>(world.end).fill(0);
  world.calls.forEach((call, index) => {
    if (call[0] !== 'waiting' || call[2] !== service) return;
    const over = world.calls
      .slice(index)
      .find(
        (later) =>
          (later[0] === 'withdrawn' && later[3] === call[3]) ||
          (later[0] === 'acquired' && later[2].replica === call[3]),
      );
    for (let s = call[1]; s < (over?.[1] ?? world.end); s += 1) counts[s] += 1;
  });
  return counts;
}

interface Judged {
  readonly sums: Partial<Record<keyof CommonMetrics, number | null>>;
  readonly down: readonly boolean[];
  readonly wanted: readonly boolean[];
}

function judge(world: World, service: number): Judged {
  const mine = world.seen.filter(({ facts }) => facts.service === service);
  const desired = tape(world, 'desired', service);
  const ready = desired.map((_, s) => mine.filter((one) => within(s, one.ready, one.drained, one.released)));
  const billed = desired.map((_, s) =>
    mine.filter(({ facts, ...one }) => {
      const from = world.billingStart === 'running' ? one.ready : one.from;
      return facts.tier !== 'dedicated' && within(s, from, one.released, one.billedTo);
    }),
  );
  const total = (of: (s: number) => number): number => desired.reduce((sum, _, s) => sum + of(s), 0);
  const weight = (s: number): number =>
    ready[s].reduce((sum, { facts }) => sum + (facts.pool < 0 ? 3 : facts.pool === 0 ? 2 : 1), 0);
  const down = desired.map((d, s) => d > 0 && ready[s].length < Math.min(minReady(d), d));
  const wanted = desired.map((d) => d > 0);
  const useful = (s: number): number => ready[s].filter((one) => billed[s].includes(one)).length;
  const first = wanted.indexOf(true);
  const up = wanted.findIndex((want, s) => want && !down[s]);
  const waiting = waitingAt(world, service);
  const both = total((s) => Math.min(2 * desired[s], weight(s)) * Number(wanted[s]));
  const billedSeconds = total((s) => billed[s].length);
  const sums = {
    desiredReplicaSeconds: total((s) => desired[s]),
    readyReplicaSeconds: total((s) => ready[s].length),
    shortfallReplicaSeconds: total((s) => Math.max(0, desired[s] - ready[s].length)),
    downSeconds: total((s) => Number(down[s])),
    outageSeconds: total((s) => Number(wanted[s] && ready[s].length === 0)),
    degradedSeconds: total((s) => Number(wanted[s] && !down[s] && ready[s].length < desired[s])),
    waitingSeconds: total((s) => waiting[s]),
    servedCapacity: wanted.includes(true) ? both / total((s) => 2 * desired[s]) : null,
    deploySeconds: up < 0 ? null : up - first,
    billedReplicaSeconds: billedSeconds,
    wasteShare:
      billedSeconds === 0 ? null : 1 - total((s) => Math.min(useful(s), desired[s])) / billedSeconds,
    readySpotReplicaSeconds: total((s) => ready[s].filter(({ facts }) => facts.ceiling < Infinity).length),
    wantedSeconds: total((s) => Number(wanted[s])),
  };
  return { sums, down, wanted };
}

const arrangement = fc.tuple(
  fc.boolean().chain((locked) => randomRun({ locked })),
  fc.constantFrom('running' as const, 'provisioned' as const),
);

describe('the metrics', () => {
  it('are what a look at every second gives', () => {
    fc.assert(
      fc.property(arrangement, ([{ calls, end }, billingStart]) => {
        const world = { calls, end, seen: look(calls), billingStart };
        const { services, totals } = measure({ calls, end, inputs: inputs(billingStart) });
        const judged = Array.from({ length: SERVICES }, (_, service) => judge(world, service));
        judged.forEach(({ sums, down }, service) => {
          const result = services[`s${service}`];
          for (const [name, value] of Object.entries(sums))
            expect([name, result[name as 'downSeconds']]).toEqual([name, value]);
          const lengths = spellsOf(down);
          expect(result.downtimeSpells).toMatchObject({
            count: lengths.length,
            censored: Number(down[end - 1] ?? false),
          });
          expect(result.downtimeSpells.max).toBe(lengths.length === 0 ? null : Math.max(...lengths));
        });
        const seconds = Array.from({ length: end }, (_, s) => s);
        const wanted = seconds.filter((s) => judged.some((one) => one.wanted[s])).length;
        const down = seconds.filter((s) => judged.some((one) => one.down[s])).length;
        expect(totals.availability).toBe(wanted === 0 ? null : 1 - down / wanted);
      }),
      { seed: 51, numRuns: 60 },
    );
  });

  it('of pools are what a look at every second gives', () => {
    fc.assert(
      fc.property(arrangement, ([{ calls, end }, billingStart]) => {
        const world = { calls, end, seen: look(calls), billingStart };
        const { pools } = measure({ calls, end, inputs: inputs(billingStart) });
        for (let pool = 0; pool < POOLS && end > 0; pool += 1) {
          const prices = tape(world, 'price', pool);
          const free = tape(world, 'stock', pool).map((level, s) => {
            const ours = world.seen.filter(
              (one) => one.facts.pool === pool && within(s, one.from, one.released),
            );
            return Math.max(0, level - ours.length);
          });
          const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / end;
          const standard = inputs('running').pools[pool].standardPrice;
          const { priceMean, priceP95, shareBelowStandard, stockMean, stockOutSeconds } = pools[`p${pool}`];
          expect(priceMean).toBeCloseTo(mean(prices) / 1e6, 9);
          expect(shareBelowStandard).toBeCloseTo(mean(prices.map((price) => Number(price < standard))), 12);
          expect(stockMean).toBeCloseTo(mean(free), 9);
          expect(stockOutSeconds).toBe(free.filter((units) => units === 0).length);
          const exact = [...prices].sort((a, b) => a - b)[Math.ceil(0.95 * end) - 1] / 1e6;
          expect(Math.abs(priceP95! - exact)).toBeLessThanOrEqual(exact / 256 + 1e-12);
        }
      }),
      { seed: 52, numRuns: 40 },
    );
  });

  it('saved and resumed are those of the uninterrupted run', () => {
    fc.assert(
      fc.property(
        arrangement,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ([{ calls, end }, start], where) => {
          const cut = Math.floor(calls.length * where);
          const first = new MetricsCollector(inputs(start));
          play(first, calls.slice(0, cut));
          const second = new MetricsCollector(inputs(start));
          second.restore(first.save());
          play(first, calls.slice(cut));
          play(second, calls.slice(cut));
          second.finish(end);
          expect(second.metrics(NO_COST)).toEqual(measure({ calls, end, inputs: inputs(start) }));
        },
      ),
      { seed: 53, numRuns: 80 },
    );
  });
});
