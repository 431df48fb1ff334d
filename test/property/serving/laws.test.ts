import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectEvents, Run } from '../../../src/index.js';
import type { LineItem, SimulationEvent } from '../../../src/index.js';
import type { Input } from '../../support/simulate.js';
import { demand, PRICES, serve, tokenModel, tokens } from '../../support/tokens.js';
import { pairs, prepaid, tokenWorlds } from './random-worlds.js';

const runs = (seed: number, numRuns = 20) => ({ seed, numRuns });

type Told = Extract<SimulationEvent, { kind: 'served' | 'passed-on' | 'rejected' }>;
const isTold = (event: SimulationEvent): event is Told =>
  event.kind === 'served' || event.kind === 'passed-on' || event.kind === 'rejected';
const sum = (events: readonly Told[], key: 'requests' | 'input' | 'output'): number =>
  events.reduce((all, event) => all + event[key], 0);
const chainOf = (input: Input, name: string): readonly string[] =>
  (input['demand'] as { name: string; serve: string[] }[]).find((one) => one.name === name)?.serve ?? [];

describe('in any run with token demand', () => {
  it('what a plan passes on is what comes to the next: in = served + overflowed + rejected, minute by minute (R47)', () => {
    fc.assert(
      fc.property(tokenWorlds, (input) => {
        const { events } = serve(input);
        const told = events.filter(isTold);
        expect(told.length).toBeGreaterThan(0);
        for (const at of new Set(told.map((event) => event.at))) {
          for (const name of ['d', 'd2']) {
            const chain = chainOf(input, name);
            const of = (plan: string) =>
              told.filter((e) => e.at === at && e.demand === name && e.plan === plan);
            for (const key of ['requests', 'input', 'output'] as const) {
              for (let place = 1; place < chain.length; place++) {
                const before = of(chain[place - 1]).filter(({ kind }) => kind === 'passed-on');
                expect(sum(of(chain[place]), key)).toBe(sum(before, key));
              }
            }
          }
        }
      }),
      runs(1, 15),
    );
  });

  it('no quota is negative, and none is exceeded in a minute without a change (R37, R47)', () => {
    fc.assert(
      fc.property(tokenWorlds, (input) => {
        const { events } = serve(input);
        const changes = events.filter((event) => event.kind === 'plan-quota' || event.kind === 'plan-state');
        for (const event of events) {
          if (event.kind === 'plan-quota')
            expect(Math.min(event.inputTpm, event.outputTpm, event.units)).toBeGreaterThanOrEqual(0);
          if (event.kind !== 'served' || event.plan.startsWith('calls')) continue;
          const own = changes.filter((change) => change.plan === event.plan);
          if (own.some(({ at }) => at > event.at - 60 && at < event.at)) continue;
          const quota = own.filter((one) => one.kind === 'plan-quota' && one.at <= event.at - 60).at(-1);
          if (quota?.kind !== 'plan-quota') continue;
          // Where lengths are random and minutes are counted, sums are rounded to whole tokens.
          expect(event.input).toBeLessThanOrEqual(quota.inputTpm + 1);
          expect(event.output).toBeLessThanOrEqual(quota.outputTpm + 1);
        }
      }),
      runs(2),
    );
  });

  it('the ledger is the sum of the bill, and the bill that of the plans', () => {
    fc.assert(
      fc.property(tokenWorlds, (input) => {
        const { results, items } = serve(input);
        const cents = (of: (item: LineItem) => boolean) =>
          items.filter(of).reduce((all, { amount }) => all + amount, 0) / 1e6;
        const { cost } = results.totals;
        expect(cost.total).toBeCloseTo(
          cents(() => true),
          9,
        );
        for (const kind of ['ptu', 'modelUnit', 'calls'] as const)
          expect(cost[kind]).toBeCloseTo(
            cents((item) => item.kind === kind),
            9,
          );
        for (const [name, plan] of Object.entries(results.plans ?? {}))
          expect(plan.cost).toBeCloseTo(
            cents(({ pool }) => pool === name),
            9,
          );
      }),
      runs(3),
    );
  });

  it('prices times a whole number make every item so much dearer, and nothing else', () => {
    fc.assert(
      fc.property(tokenWorlds, fc.integer({ min: 2, max: 50 }), (input, factor) => {
        const plain = serve(input);
        const dearer = serve(input, { prices: scaled(PRICES, factor) });
        expect(dearer.results.digest).toBe(plain.results.digest);
        expect(dearer.items.map(({ amount: _, ...item }) => item)).toEqual(
          plain.items.map(({ amount: _, ...item }) => item),
        );
        // Rounded once each, so that the difference is that of two roundings.
        dearer.items.forEach(({ amount }, i) =>
          expect(Math.abs(amount - factor * plain.items[i].amount)).toBeLessThanOrEqual((factor + 1) / 2),
        );
      }),
      runs(4, 15),
    );
  });

  it('a demand more, with plans of its own, leaves the others’ histories as they were', () => {
    fc.assert(
      fc.property(pairs, ({ alone, beside }) => {
        const digests = (input: Input) => {
          const run = new Run(tokenModel(input));
          run.finish();
          return Object.entries(run.entityDigests()).filter(([name]) => /^plan\/.*[^2]$/.test(name));
        };
        expect(digests(alone).length).toBe(3);
        expect(digests(beside)).toEqual(digests(alone));
      }),
      runs(5, 15),
    );
  });

  it('one seed gives the same bytes, and a run that was saved goes on as if it had not been', () => {
    fc.assert(
      fc.property(tokenWorlds, fc.integer({ min: 1, max: 7199 }), (input, second) => {
        const whole = serve(input);
        const again = serve(input);
        expect(JSON.stringify(again)).toBe(JSON.stringify(whole));
        const model = tokenModel(input);
        let events: readonly SimulationEvent[] = [];
        const make = () =>
          new Run(model, {
            recorders: (directory) => {
              const collector = collectEvents(directory);
              events = collector.events;
              return [collector];
            },
          });
        const first = make();
        first.runUntil(second);
        const saved = structuredClone(first.save());
        const next = make();
        next.restore(saved);
        const results = next.finish();
        expect(JSON.stringify(results)).toBe(JSON.stringify(whole.results));
        const later = (all: readonly SimulationEvent[]) =>
          JSON.stringify(all.filter(({ at }) => at >= second));
        expect(later(events)).toBe(later(whole.events));
      }),
      runs(6, 15),
    );
  });
});

describe('whatever is done to it', () => {
  it('PTU paid in advance costs all its days: nothing is paid back (R45)', () => {
    fc.assert(
      fc.property(prepaid, ({ scenario, days }) => {
        const { items } = serve(scenario);
        // 3,000 input and 3,000 output tokens a minute at 12 a day per 10,000 and per 1,000.
        const day = 39_600_000;
        const paid = items.filter(({ note }) => note !== 'open at the horizon');
        expect(paid.length).toBeGreaterThan(0);
        for (const { amount } of paid) expect(amount).toBe(days * day);
      }),
      runs(7),
    );
  });

  it('model units that are cancelled never cost more than those that are kept (R54, A38)', () => {
    const cost = (at: number | undefined, monthly: number, autoRenew: boolean) =>
      serve(
        tokens({
          duration: '60d',
          demand: [demand({ requests: { process: 'constant', rate: '1/h' }, serve: ['mu'] })],
          plans: [
            {
              ...{ name: 'mu', kind: 'model-unit', unit: 'MU1', units: 2, billing: 'monthly', autoRenew },
              perUnit: { input: 1000, output: 1000 },
            },
          ],
          timeline: at === undefined ? [] : [{ at: `${at}s`, action: 'cancel', plan: 'mu' }],
        }),
        {
          prices: {
            ...PRICES,
            models: [{ model: 'M', units: [{ unit: 'MU1', hourly: 10, monthly }] }],
          },
        },
      ).results.totals.cost.total;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 59 * 86_400 }),
        fc.double({ min: 0.01, max: 50_000, noNaN: true }),
        fc.boolean(),
        (at, monthly, autoRenew) => {
          expect(cost(at, monthly, autoRenew)).toBeLessThanOrEqual(cost(undefined, monthly, autoRenew));
        },
      ),
      runs(8),
    );
  });
});

/** All prices of a table times a factor; sizes stay. */
function scaled(value: unknown, factor: number, key = ''): unknown {
  if (typeof value === 'number')
    return ['upTo', 'maxInput', 'context', 'version'].includes(key) ? value : value * factor;
  if (Array.isArray(value)) return value.map((item) => scaled(item, factor));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, scaled(item, factor, name)]));
}
