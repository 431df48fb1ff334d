import { describe, expect, it } from 'vitest';
import { explain, Run, type SimulationEvent } from '../../../src/index.js';
import { fleet, market, marketPool, onCurve } from '../../support/markets.js';
import { ofKind, pool, simulate, world, type Input, type Simulated } from '../../support/simulate.js';

const TICK = 300;
const micro = (price: number): number => Math.round(price * 1e6);
const levelOf = ({ level }: { readonly level: number | null }): number => level ?? Infinity;

/** What a market makes: its prices and its stock, and nothing of us. */
const marketPath = ({ events }: Simulated): readonly SimulationEvent[] =>
  events.filter(({ kind }) => kind === 'price' || kind === 'stock');

const runOf = (changes: Input, replicas = 8, rest: Input = {}): Simulated =>
  simulate(world({ duration: '2d', pools: [marketPool(changes)], services: [fleet(replicas)], ...rest }));

/** The price in force at a second, and the units taken at the end of the second before. */
function tickAt({ events }: Simulated, at: number): { readonly price: number; readonly taken: number } {
  let [price, level, used] = [0, 0, 0];
  for (const event of events) {
    if (event.at > at) break;
    if (event.kind === 'price') price = micro(event.price);
    if (event.at >= at) continue;
    if (event.kind === 'stock') level = levelOf(event);
    if (event.kind === 'acquired') used += 1;
    if (event.kind === 'released') used -= 1;
  }
  return { price, taken: 40 - level + used };
}

describe('an endogenous market', () => {
  const noted = runOf({});

  it('has at each tick the price of its curve at the utilisation then, our units included', () => {
    const seen = new Set<number>();
    for (let at = TICK; at < 2 * 86_400; at += TICK) {
      const { price, taken } = tickAt(noted, at);
      expect(price, `at ${at}`).toBe(onCurve(Math.min(1, taken / 40)));
      seen.add(price);
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  it('changes its price at ticks only', () => {
    expect(ofKind(noted, 'price').filter(({ at }) => at % TICK !== 0)).toEqual([]);
  });

  it('raises the price and takes stock in one scarcity', () => {
    const { results, events } = runOf({ standard: { arrivals: '17/h', hold: '2h' } }, 0, {
      services: [
        fleet(6),
        { ...fleet(6, { instances: [{ type: 'ecs.a', spotPriceLimit: 'market' }] }), name: 't' },
      ],
    });
    expect(results.totals.preemptions.price).toBeGreaterThan(0);
    expect(results.totals.preemptions.stock).toBeGreaterThan(0);
    // Whoever is taken for stock leaves a full pool behind, and the next tick shows it.
    const short = events
      .filter((event) => event.kind === 'noticed' && event.cause === 'stock')
      .map(({ at }) => at);
    for (const at of short) {
      const next = (Math.floor(at / TICK) + 1) * TICK;
      const { price, taken } = tickAt({ results, events } as Simulated, next);
      expect(price).toBe(onCurve(Math.min(1, taken / 40)));
      expect(taken).toBeGreaterThan(30);
    }
  });

  it('takes no notice of us without feedback, to the byte', () => {
    const quiet = runOf({ feedback: false }, 1);
    const loud = runOf({ feedback: false }, 30, {
      services: [fleet(25), { ...fleet(10, { instances: [{ type: 'ecs.a' }] }), name: 'standard' }],
      timeline: [{ at: '20h', action: 'scale', service: 's', replicas: 3 }],
    });
    expect(ofKind(loud, 'acquired').length).toBeGreaterThan(40);
    expect(JSON.stringify(marketPath(loud))).toBe(JSON.stringify(marketPath(quiet)));
    expect(loud.run.entityDigests()['pool/a']).toBe(quiet.run.entityDigests()['pool/a']);
    expect(loud.results.pools['a']?.priceMean).toBe(quiet.results.pools['a']?.priceMean);
  });

  it('is dearer for a larger fleet with feedback, replication by replication', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const means = [0, 5, 10, 15].map(
        (replicas) =>
          runOf({}, 0, {
            seed,
            services: [fleet(replicas, { instances: [{ type: 'ecs.a', spotPriceLimit: 'market' }] })],
          }).results.pools['a']?.priceMean ?? NaN,
      );
      expect(means).toEqual([...means].sort((a, b) => a - b));
      expect(means[3]).toBeGreaterThan(1.05 * means[0]);
    }
  });

  it('keeps no protection < protected < standard, though its curve goes far above (R17)', () => {
    const steep = [
      { utilisation: 0, price: '10%' },
      { utilisation: 1, price: '300%' },
    ];
    const prices = ofKind(runOf({ curve: steep }), 'price');
    expect(prices.filter((e) => !(e.price < e.protectedPrice && e.protectedPrice < 0.4))).toEqual([]);
    expect(Math.max(...prices.map(({ protectedPrice }) => protectedPrice))).toBeGreaterThan(0.399_99);
  });

  it('reads percents of the standard price as the amounts that they are', () => {
    const percents = [
      { utilisation: '0%', price: '12.5%' },
      { utilisation: '60%', price: '25%' },
      { utilisation: '100%', price: '85%' },
    ];
    expect(marketPath(runOf({ curve: percents }))).toEqual(marketPath(noted));
  });

  it('without spot demand leaves the stock of an Erlang process under the same seed, and at a flat curve one price', () => {
    const standard = { arrivals: '12/h', hold: '2h' };
    const flat = [
      { utilisation: 0, price: 0.1 },
      { utilisation: 1, price: 0.1 },
    ];
    const { spot: _, ...only } = market({ standard, curve: flat, feedback: false, capacity: 20 });
    const { price: __, stock: ___, ...bare } = pool('a');
    const given = { duration: '2d', services: [fleet(8), { ...fleet(2), name: 't' }] };
    const made = simulate(world({ ...given, pools: [{ ...bare, market: only }] }));
    const stock = { process: 'erlang', capacity: 20, ...standard };
    const plain = simulate(world({ ...given, pools: [pool('a', { stock })] }));
    expect(made.results.digest).toBe(plain.results.digest);
    expect(made.events).toEqual(plain.events);
    expect(plain.results.totals.preemptions.stock).toBeGreaterThan(0);
  });

  it('explains where a replica is and why, as any other pool', () => {
    const told = explain(noted.run.model, { service: 's', replica: 0, at: 40_000 });
    expect(told.ok && told.value.walk?.steps[0]).toMatchObject({ pool: 'a', tier: 'unprotected' });
  });

  it('goes on from a saved state to the byte', () => {
    const { model } = noted.run;
    for (const at of [1, TICK, 50_001, 90_000]) {
      const first = new Run(model);
      first.runUntil(at);
      const saved = structuredClone(first.save());
      const second = new Run(model);
      second.restore(saved);
      expect(second.finish()).toEqual(noted.results);
      expect(first.finish()).toEqual(noted.results);
    }
  });
});

describe('shocks to an endogenous market', () => {
  const timeline = (action: Input): Input => ({ timeline: [{ at: 90_000, for: '2h', ...action }] });

  it('a stock shock raises the price at the next tick', () => {
    const run = runOf({ feedback: false }, 0, timeline({ action: 'stock-shock', pool: 'a', to: 0 }));
    for (let at = 90_300; at <= 97_200; at += TICK) expect(tickAt(run, at).price).toBe(onCurve(1));
    expect(tickAt(run, 90_000).price).toBeLessThan(onCurve(1));
    expect(tickAt(run, 97_500).price).toBeLessThan(onCurve(1));
  });

  it('an outage leaves the price where the others have it', () => {
    const calm = runOf({ feedback: false }, 0);
    const out = runOf({ feedback: false }, 0, timeline({ action: 'pool-outage', pool: 'a' }));
    expect(ofKind(out, 'price')).toEqual(ofKind(calm, 'price'));
    expect(ofKind(out, 'stock').find(({ at }) => at === 90_000)?.level).toBe(0);
  });

  it('a price shock puts out the others whose bids it passes, in its second', () => {
    const shock = { action: 'price-shock', pool: 'a', to: 0.35 };
    const run = runOf({ feedback: false }, 0, {
      timeline: [{ at: 90_017, for: '2h', ...shock }],
    });
    const stocks = ofKind(run, 'stock');
    const before = stocks.filter(({ at }) => at < 90_017).at(-1);
    const after = stocks.find(({ at }) => at === 90_017);
    expect((after?.level ?? 0) - (before?.level ?? 0)).toBeGreaterThan(5);
  });
});
