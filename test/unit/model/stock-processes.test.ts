import { describe, expect, it } from 'vitest';
import {
  compile,
  formatIssue,
  inMemory,
  parseScenario,
  Run,
  STOCK_PRESETS,
  type Model,
  type StepProcess,
} from '../../../src/index.js';
import { UNNOTICED } from '../../../src/inventory/index.js';
import { openStream } from '../../../src/random/index.js';
import { estimate, type Estimate } from '../../support/estimate.js';
import { pool, service, world, type Input } from '../../support/simulate.js';
import { levelAt, spellsOf } from '../../support/stock-paths.js';

const zone = (name: string, further: Input = {}): Input =>
  pool(name, {
    zone: `z-${name}`,
    stock: {
      ...{ process: 'correlated', driver: 'region', correlation: 0.5, capacity: 4 },
      ...{ availability: 0.6, reversion: '1/h' },
      ...further,
    },
  });

function compiled(input: Input): Model | readonly string[] {
  const parsed = parseScenario(
    { name: 's.json', text: JSON.stringify(input) },
    { read: () => ({ ok: false, issues: [{ message: 'no files here' }] }) },
  );
  if (!parsed.ok) return parsed.issues.map(formatIssue);
  const model = compile(parsed.value, inMemory());
  return model.ok ? model.value : model.issues.map(formatIssue);
}

function modelOf(input: Input): Model {
  const found = compiled(input);
  if (!('pools' in found)) throw new Error(found.join('\n'));
  return found;
}

/** Digests of the pools' stock and price, by name, of a world in which nobody asks for anything. */
function digests(...pools: readonly Input[]): Readonly<Record<string, string>> {
  const run = new Run(modelOf(world({ duration: '20d', pools, services: [] })));
  run.finish();
  return run.entityDigests();
}

/** The stock of the first pool, made as a run makes it. */
const stockOf = (model: Model, replication = 0): StepProcess =>
  model.pools[0].stock(
    (purpose) => openStream(replication, purpose),
    { price: () => 0, priceMovesAt: () => Infinity, ours: UNNOTICED },
    (driver) => openStream(replication, 'driver', driver),
  );

describe('zones that share a driver', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => zone(name));

  it('go the same way whatever their number and order', () => {
    const all = digests(a, b, c);
    const turned = digests(c, b, a);
    const alone = digests(b);
    expect(turned).toEqual(all);
    expect(Object.entries(alone)).toHaveLength(1);
    expect(all).toMatchObject(alone);
    expect(new Set(Object.values(all)).size).toBe(3);
  });

  it('see one path: with a correlation of 1 they are alike, under another driver they are not', () => {
    const run = new Run(
      modelOf(
        world({
          duration: '20d',
          pools: [
            ...['a', 'b'].map((name) => zone(name, { correlation: 1 })),
            zone('c', { correlation: 1, driver: 'other' }),
          ],
          services: [],
        }),
      ),
    );
    let together = 0;
    let apart = 0;
    for (let second = 1; second < 20 * 86_400; second += 3600) {
      run.runUntil(second);
      const [first, second_, third] = [0, 1, 2].map((index) => run.inventory.level(index));
      expect(second_).toBe(first);
      if (third === first) together += 1;
      else apart += 1;
    }
    expect(Math.min(together, apart)).toBeGreaterThan(50);
  });

  it('do not take the stream of a pool that has the name of the driver', () => {
    const named = zone('region', { correlation: 0.5 });
    expect(digests(a, named)).toMatchObject(digests(a));
  });
});

describe('a run with every stock process', () => {
  const spells = { capacity: 3, up: '2h', down: { distribution: 'lognormal', median: '20m', sigma: 1 } };
  const stocks: readonly Input[] = [
    { process: 'on-off', ...spells },
    {
      process: 'markov-modulated',
      states: [
        { name: 'full', units: 4 },
        { name: 'low', units: 1 },
      ],
      rates: [
        [0, '0.5/h'],
        ['1/h', 0],
      ],
    },
    { process: 'bulk', capacity: 6, losses: '0.5/h', size: '50%', return: '1h' },
    { process: 'season', base: { process: 'on-off', ...spells }, daily: { amplitude: '40%', peak: '3h' } },
    { process: 'preset', name: 'aws-v100-2023-us-east-1c', capacity: 2 },
  ];
  const input = world({
    duration: '10d',
    pools: [
      ...stocks.map((stock, i) => pool('a', { name: `a${i}`, zone: `z${i}`, stock })),
      zone('b', { levels: [3, 1, 0].map((units) => ({ units, share: 1 / 3 })), availability: undefined }),
    ],
    services: [
      service('s', { replicas: 8, protection: false, instances: [{ type: 'ecs.a', spotPriceLimit: 0.2 }] }),
      service('t', { replicas: 3, protection: false, instances: [{ type: 'ecs.b', spotPriceLimit: 0.2 }] }),
    ],
  });

  it('is reclaimed for stock, and goes on from a saved state to the same digest', () => {
    const model = modelOf(input);
    const whole = new Run(model).finish();
    expect(whole.totals.preemptions.stock).toBeGreaterThan(100);
    expect(whole.totals.preemptions.total).toBe(whole.totals.preemptions.stock);
    const first = new Run(model);
    first.runUntil(4 * 86_400 + 17);
    const second = new Run(model);
    second.restore(structuredClone(first.save()));
    expect(second.finish().digest).toBe(whole.digest);
  });
});

describe('a season', () => {
  const base = { process: 'constant', capacity: 1000 };
  /** The hour since the start at which the stock is first at its highest, over a week of ticks. */
  const peak = (further: Input): number => {
    const stock = { process: 'season', base, interval: '1h', ...further };
    const process = stockOf(modelOf(world({ pools: [pool('a', { stock })] })));
    const levels = Array.from({ length: 168 }, (_, hour) => levelAt(process, hour * 3600));
    return levels.indexOf(Math.max(...levels));
  };

  it('follows the clock on the wall at the start, or the one it names', () => {
    // The start is Monday, 2026-03-02T00:00:00+08:00: Sunday, 16:00 in Greenwich.
    const daily = { amplitude: '100%', peak: '12h' };
    expect(peak({ daily }) % 24).toBe(12);
    expect(peak({ daily, timezone: 'Z' }) % 24).toBe(20);
    const weekly = { amplitude: 1000, peak: '4d' };
    expect(peak({ weekly })).toBe(96);
    expect(peak({ weekly, timezone: '+09:00' })).toBe(95);
  });
});

describe('what only the compiled stock can tell', () => {
  const faults = (stock: Input): unknown => compiled(world({ pools: [pool('a', { stock })] }));

  it('spells that last less than a second together', () => {
    const law = { distribution: 'exponential', mean: 0.2 };
    const stock = { process: 'on-off', capacity: 1, up: law, down: law };
    const message = 'up and down last 0.4 seconds together: expected at least 1 s';
    expect(faults(stock)).toEqual([expect.stringMatching(`^s.json:1:\\d+: pools.a.stock.up: ${message}$`)]);
    expect(faults({ process: 'season', base: stock, daily: { amplitude: 1, peak: 0 } })).toEqual([
      expect.stringMatching(`^s.json:1:\\d+: pools.a.stock.base.up: ${message}$`),
    ]);
  });

  it('spells whose mean is beyond all numbers', () => {
    const down = { distribution: 'weibull', shape: 0.005, scale: '1h' };
    expect(faults({ process: 'on-off', capacity: 1, up: '1h', down })).toEqual([
      expect.stringMatching(
        /pools.a.stock.down: the down spell has a mean of Infinity seconds: expected a finite/,
      ),
    ]);
    const stock = { process: 'bulk', capacity: 4, losses: '1/h', size: 1, return: down };
    expect(faults(stock)).toEqual([
      expect.stringMatching(
        /pools.a.stock.return: the absence has a mean of Infinity seconds: expected a finite/,
      ),
    ]);
  });

  it('more losses under way than a pool can have', () => {
    const stock = { process: 'bulk', capacity: 4, losses: '1000/s', size: 1, return: '1h' };
    expect(faults(stock)).toEqual([
      expect.stringMatching(
        /^s.json:1:\d+: pools.a.stock.losses: 3600000 losses are under way on average: expected at most 100000$/,
      ),
    ]);
  });
});

describe('the measured GPU zones', () => {
  // The row of the table, then what the simulated process does. Kept are the two means (and with them the
  // availability) and the spread of each fit; the medians of the fits are not.
  const near = (found: Estimate, exact: number, share: number): void => {
    expect(found.error).toBeLessThan(share * exact);
    expect(Math.abs(found.mean - exact)).toBeLessThanOrEqual(4 * found.error + 0.5);
  };

  it.each(Object.entries(STOCK_PRESETS))('%s', (name, row) => {
    const model = modelOf(world({ pools: [pool('a', { stock: { process: 'preset', name, capacity: 3 } })] }));
    const { up, down } = spellsOf(stockOf(model), 60_000);
    const [ups, downs] = [estimate(up), estimate(down)];
    near(ups, row.meanUp * 3600, 0.05);
    near(downs, row.meanDown * 3600, 0.05);
    // The table is rounded to three digits, its means to 0.01 h.
    expect(row.meanUp / (row.meanUp + row.meanDown)).toBeCloseTo(row.availability, 2);
    expect(Math.abs(ups.mean / (ups.mean + downs.mean) - row.availability)).toBeLessThan(0.02);
    const logs = up.map((x) => Math.log(x));
    expect(Math.abs(estimate(logs).sd - row.up.sigma)).toBeLessThan(0.02 * row.up.sigma);
    const share = Array.from({ length: 2000 }, (_, r) => (stockOf(model, r).value > 0 ? 1 : 0));
    const start = estimate(share);
    expect(Math.abs(start.mean - row.availability)).toBeLessThan(4 * start.error + 0.005);
  });

  it('give all units or none, of the capacity asked for', () => {
    const stock = { process: 'preset', name: 'aws-v100-2023-us-west-2a', capacity: 7 };
    const process = stockOf(modelOf(world({ pools: [pool('a', { stock })] })));
    const seen = Array.from({ length: 50 }, () => {
      process.advance();
      return process.value;
    });
    expect([...new Set(seen)].sort()).toEqual([0, 7]);
  });
});
