import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  background,
  defaultBurnIn,
  erlang,
  UNNOTICED,
  type BackgroundPorts,
  type BackgroundSpec,
} from '../../../src/inventory/index.js';
import type { StepProcess } from '../../../src/kernel/index.js';
import { openStream, type DistributionSpec, type Stream } from '../../../src/random/index.js';

const HOUR = 3600;
const exponential = (mean: number): DistributionSpec => ({ distribution: 'exponential', mean });
const always = (value: number): DistributionSpec => ({ distribution: 'constant', value });

type Name = 'arrivals' | 'holds' | 'start' | 'spot-arrivals' | 'spot-holds' | 'spot-start' | 'spot-bids';

interface Given extends Partial<BackgroundPorts> {
  readonly seed?: number;
  readonly open?: (name: Name) => Stream;
}

function others(spec: Partial<BackgroundSpec>, { seed = 1, open, ...ports }: Given = {}): StepProcess {
  const stream = open ?? ((name: Name) => openStream('stock', seed, name));
  return background(
    { capacity: 10, interval: 300, burnIn: 0, ...spec },
    {
      standard: { arrivals: stream('arrivals'), holds: stream('holds'), start: stream('start') },
      spot: {
        arrivals: stream('spot-arrivals'),
        holds: stream('spot-holds'),
        start: stream('spot-start'),
        bids: stream('spot-bids'),
      },
    },
    { price: () => 0, priceMovesAt: () => Infinity, quote: () => 0, ours: UNNOTICED, ...ports },
  );
}

/** The changes until a second, each with its level. */
function changes(process: StepProcess, until: number): readonly (readonly [at: number, level: number])[] {
  const path: (readonly [number, number])[] = [[0, process.value]];
  while (process.nextAt <= until) {
    const at = process.nextAt;
    process.advance();
    if (process.value !== path[path.length - 1][1]) path.push([at, process.value]);
  }
  return path;
}

const levelAt = (process: StepProcess, second: number): number => changes(process, second).at(-1)?.[1] ?? NaN;

describe('others without spot demand', () => {
  it('leave, change for change, what an Erlang stock with the same streams leaves', () => {
    const law = fc.constantFrom(
      exponential(HOUR),
      always(1800),
      { distribution: 'lognormal', median: 900, sigma: 1 } as const,
      exponential(20),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 20 }),
        law,
        fc.nat(),
        (c, a, hold, seed) => {
          const demand = { arrivals: a / HOUR, hold };
          const streams = {
            arrivals: openStream('stock', seed, 'arrivals'),
            holds: openStream('stock', seed, 'holds'),
            start: openStream('stock', seed, 'start'),
          };
          const alone = changes(erlang({ capacity: c, ...demand }, streams), 40 * HOUR);
          expect(
            changes(others({ capacity: c, standard: demand, burnIn: 5000 }, { seed }), 40 * HOUR),
          ).toEqual(alone);
        },
      ),
      { seed: 3, numRuns: 40 },
    );
  });
});

describe('others who bid', () => {
  const spot = { arrivals: 30 / HOUR, hold: exponential(HOUR), bids: always(0.2) };

  it('stay out at a price above their bid, and are put out by one', () => {
    let price = 200_000;
    const process = others({ spot }, { price: () => price, priceMovesAt: () => 10 * HOUR });
    expect(levelAt(process, 10 * HOUR - 1)).toBeLessThan(5);
    price = 200_001;
    expect(levelAt(process, 10 * HOUR)).toBe(10);
    expect(levelAt(process, 20 * HOUR)).toBe(10);
    price = 200_000;
    expect(levelAt(process, 25 * HOUR)).toBeLessThan(5);
  });

  it('give way to standard requests, who bids least first', () => {
    // Three users of bids 0.1, 0.2, 0.3 fill the pool and stay; standard requests then come every 1000 s.
    const bids: DistributionSpec = { distribution: 'uniform', min: 0, max: 0.4 };
    const put: number[] = [];
    const uniforms = (values: readonly number[]): Stream => {
      let place = 0;
      return { next: () => values[place++ % values.length], save: () => place, restore: () => undefined };
    };
    const open = (name: Name): Stream => {
      if (name === 'spot-bids') return uniforms([0.5, 0.25, 0.75, 0.99]);
      if (name === 'spot-arrivals') return uniforms([Math.exp(-0.01)]);
      if (name === 'arrivals') return uniforms([Math.exp(-1)]);
      return uniforms([1e-9]);
    };
    let price = 0;
    const process = others(
      {
        capacity: 3,
        standard: { arrivals: 1 / 1000, hold: always(1e6) },
        spot: { arrivals: 1 / 1000, hold: always(1e6), bids },
      },
      { open, price: () => price, priceMovesAt: () => 2001 },
    );
    // After two standard requests only the highest bid is left: any price up to it puts nobody out.
    expect(levelAt(process, 2000)).toBe(0);
    price = 300_000;
    process.advance();
    put.push(process.value);
    price = 300_001;
    process.advance();
    put.push(process.value);
    expect(put).toEqual([0, 1]);
  });

  it('begin as settled as the burn-in makes them: without it as if all were admitted', () => {
    const spec = {
      capacity: 1000,
      spot: { ...spot, bids: { distribution: 'uniform', min: 0, max: 0.4 } as const },
    };
    const used = (burnIn: number): number =>
      1000 - others({ ...spec, burnIn }, { quote: () => 300_000 }).value;
    expect(used(0)).toBeGreaterThan(20);
    expect(used(10 * HOUR)).toBeLessThan(17);
  });

  it('are run ten times the longer of the mean holds before second 0', () => {
    const standard = { arrivals: 1, hold: exponential(7200) };
    expect(defaultBurnIn({ standard, spot })).toBe(72_000);
    expect(defaultBurnIn({ spot })).toBe(36_000);
  });
});

describe('every candidate draws its gap, its hold and its bid', () => {
  /** What each stream was asked for until a second. */
  function draws(spec: Partial<BackgroundSpec>, given: Given): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    const open = (name: Name): Stream => {
      const stream = openStream('tape', name);
      return { ...stream, next: () => ((counts[name] = (counts[name] ?? 0) + 1), stream.next()) };
    };
    const demand = { arrivals: 20 / HOUR, hold: exponential(HOUR) };
    const bids: DistributionSpec = { distribution: 'uniform', min: 0, max: 0.4 };
    const process = others({ standard: demand, spot: { ...demand, bids }, ...spec }, { open, ...given });
    changes(process, 30 * HOUR);
    // Past the second asked for, so that requests due in it have come in every case.
    const { start: _, 'spot-start': __, ...rest } = counts;
    return rest;
  }

  it.each<readonly [string, Partial<BackgroundSpec>, Given]>([
    ['a larger pool', { capacity: 500 }, {}],
    ['a price that nobody pays', {}, { price: () => 1e9, priceMovesAt: () => 700 }],
    [
      'units of ours in the way',
      {},
      { ours: { used: () => 9, staying: () => 9, nextCeiling: () => undefined } },
    ],
  ])('whether it is admitted or not: %s', (_, spec, given) => {
    const plain = draws({}, {});
    expect(plain['spot-bids']).toBeGreaterThan(500);
    expect(draws(spec, given)).toEqual(plain);
  });
});

describe('others beside units of ours', () => {
  const firm = (count: number) => ({ used: () => count, staying: () => count, nextCeiling: () => undefined });
  const crowd = { arrivals: 100 / HOUR, hold: exponential(HOUR) };

  it('never take what cannot be moved: standard and protected units', () => {
    const process = others({ standard: crowd }, { ours: firm(4) });
    const levels = changes(process, 50 * HOUR).map(([, level]) => level);
    // Those who were there before we came leave by themselves.
    expect(Math.min(...levels.slice(20))).toBe(4);
  });

  it('leave spot requests of their own outside while the pool is full, on their way out or not', () => {
    const ours = { used: () => 4, staying: () => 1, nextCeiling: () => undefined };
    const process = others({ spot: { ...crowd, bids: always(1) } }, { ours });
    expect(
      Math.min(
        ...changes(process, 50 * HOUR)
          .slice(20)
          .map(([, level]) => level),
      ),
    ).toBe(4);
  });

  it('move whoever bids least for a standard request: ours or theirs, at equal bids ours', () => {
    const taken = (ceiling: number): number => {
      let mine = 3;
      const ours = {
        used: () => mine,
        staying: () => mine,
        nextCeiling: (more: number) => (more < mine ? ceiling : undefined),
      };
      // A standard request every hour; spot requests fill what we leave at once, and stay.
      const hourly: Stream = { next: () => Math.exp(-1), save: () => 0, restore: () => undefined };
      let price = 1_000_000;
      const process = others(
        {
          standard: { arrivals: 1 / HOUR, hold: always(1e-6) },
          spot: { arrivals: 1000 / HOUR, hold: always(1e6), bids: always(0.2) },
        },
        {
          ours,
          price: () => price,
          open: (name) => (name === 'arrivals' ? hourly : openStream('move', name)),
        },
      );
      process.advance();
      price = 0;
      while (process.nextAt <= 3.5 * HOUR) {
        process.advance();
        mine = Math.min(mine, process.value);
      }
      return 3 - mine;
    };
    expect([taken(100_000), taken(200_000), taken(200_001)]).toEqual([3, 3, 0]);
  });
});
