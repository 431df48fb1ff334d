import { describe, expect, it } from 'vitest';
import { atEnds, designCases, parseAxis, wholeAxes, type Axis } from '../../../src/index.js';
import { parseDuration } from '../../../src/scenario/schema/quantities.js';
import { dominated } from '../../../src/experiment/frontier.js';
import { faultOf, valueOf } from '../../support/laboratory.js';

const axis = (text: string): Axis => valueOf(parseAxis(text));
const base = { variant: null, set: ['seed=3'] };
const design = (kind: 'grid' | 'lhs' | 'sobol', points = 8) => ({ kind, points, seed: '1' });

describe('values of a path', () => {
  it.each([
    ['a.b=1,2,3', ['1', '2', '3']],
    ['a.b=0.1..0.3:0.05', ['0.1', '0.15', '0.2', '0.25', '0.3']],
    ['a.b=1h..3h:1h', ['1h', '2h', '3h']],
    ['a.b=50..100:25%', undefined],
    ['a.b=50%..100%:25%', ['50%', '75%', '100%']],
    ['a.b=-1..1:1', ['-1', '0', '1']],
    ['a.b=30m..2h:30m', ['30m', '1h', '1h30m', '2h']],
    ['a.b=1h30m..3h:45m', ['1h30m', '2h15m', '3h']],
    ['a.b=PT1H..PT2H:1800s', ['1h', '1h30m', '2h']],
    ['a.b=1..6h:2h', ['1h', '3h', '5h']],
    ['a.b=1h30m,2h', ['1h30m', '2h']],
    ['a.b={ module: ../x.mjs }', ['{ module: ../x.mjs }']],
    [
      'pools["x=y.z"].price={ process: constant, value: 1 },{ process: constant, value: 2 }',
      ['{ process: constant, value: 1 }', '{ process: constant, value: 2 }'],
    ],
  ])('%s', (text, values) => {
    const parsed = parseAxis(text);
    if (values === undefined) expect(faultOf(parsed)).toContain('one unit');
    else expect(valueOf(parsed)).toMatchObject({ kind: 'list', values });
  });

  it('a range without a step is one', () => {
    expect(axis('a.b=1m..10m')).toEqual({ path: 'a.b', kind: 'range', low: 1, high: 10, unit: 'm' });
  });

  it.each([
    ['a.b', 'expected path=values'],
    ['a.b=', 'expected path=values'],
    ['a..b=1', 'not a path'],
    ['a.b=3..1', 'the range is empty'],
    ['a.b=1..2:0', 'does not lead from 1 to 2'],
    ['a.b=1..2:-1', 'does not lead from 1 to 2'],
    ['a.b=1h..2m', 'the range is empty: 1h is not below 2m'],
    ['a.b=1..2h30m', 'one unit, or all be durations'],
    ['a.b=30m..2h:1', 'one unit, or all be durations'],
    ['a.b=1h..2%', 'one unit, or all be durations'],
    ['a.b=1h..30m2h', 'one unit, or all be durations'],
    ['a.b=1,,2', 'a value of the list is empty'],
  ])('%s is refused: %s', (text, fault) => expect(faultOf(parseAxis(text))).toContain(fault));
});

describe('a design', () => {
  it('grid: every combination, the last path fastest', () => {
    const cases = valueOf(
      designCases([axis('s.replicas=1,2'), axis('s.protection=true,false')], design('grid'), base),
    );
    expect(cases.map(({ name }) => name)).toEqual([
      'replicas=1, protection=true',
      'replicas=1, protection=false',
      'replicas=2, protection=true',
      'replicas=2, protection=false',
    ]);
    expect(cases[3].set).toEqual(['seed=3', 's.replicas=2', 's.protection=false']);
  });

  it('lhs and sobol: points inside the ranges, equal for an equal seed', () => {
    const axes = [axis('a.x=0..1'), axis('a.y=1h..2h'), axis('a.z=p,q')];
    for (const kind of ['lhs', 'sobol'] as const) {
      const cases = valueOf(designCases(axes, design(kind, 16), base));
      expect(cases).toHaveLength(16);
      expect(valueOf(designCases(axes, design(kind, 16), base))).toEqual(cases);
      const zs = cases.map(({ set }) => set[3]);
      expect(zs.filter((z) => z === 'a.z=p').length).toBeGreaterThanOrEqual(7);
      for (const { set } of cases) expect(set[2]).toMatch(/^a\.y=1h(\d+m)?(\d+s)?$/);
    }
  });

  it('of durations in several units has points between them, in whole seconds', () => {
    const values = (text: string): readonly string[] =>
      valueOf(designCases([axis(text)], design('sobol', 4), base)).map(({ name }) => name);
    expect(values('a.x=30m..1h30m')).toEqual(['x=1h', 'x=1h15m', 'x=45m', 'x=52m30s']);
    expect(values('a.x=PT30M..1h30m')).toEqual(values('a.x=1800s..5400s'));
    expect(atEnds([axis('a.x=30m..1h30m'), axis('a.y=0.1..0.3'), axis('a.z=1,2')])).toEqual([
      { path: 'a.x', kind: 'list', values: ['30m', '1h30m'] },
      { path: 'a.y', kind: 'list', values: ['0.1', '0.3'] },
      { path: 'a.z', kind: 'list', values: ['1', '2'] },
    ]);
  });

  it('takes whole numbers, all equally often, out of a range over a key that takes no others', () => {
    const tree = {
      services: [{ name: 's', replicas: 2, instances: [{ type: 't', spotPriceLimit: 0.1 }] }],
      pools: [{ name: 'p', stock: { process: 'constant', capacity: 3 } }],
    };
    const whole = (text: string): boolean | undefined => {
      const [known] = wholeAxes([axis(text)], tree);
      return known.kind === 'range' ? known.whole : undefined;
    };
    expect(whole('services.s.replicas=1..6')).toBe(true);
    expect(whole('services.0.minReady=1..6')).toBe(true);
    expect(whole('pools.p.stock.capacity=0..60')).toBe(true);
    expect(whole('services.s.instances.0.capacity=1..3')).toBe(true);
    // A price, a rule with a unit, a share, a path that leads nowhere, ends that are no whole numbers.
    expect(whole('services.s.instances.0.spotPriceLimit=0..1')).toBeUndefined();
    expect(whole('rules.notice=1m..5m')).toBeUndefined();
    expect(whole('rules.protectionPriceRatio=0..1')).toBeUndefined();
    expect(whole('services.t.replicas=1..6')).toBeUndefined();
    expect(whole('services.s.replicas=1.5..6')).toBeUndefined();

    const axes = wholeAxes([axis('services.s.replicas=1..6'), axis('a.y=0..1')], tree);
    for (const kind of ['lhs', 'sobol'] as const) {
      const counts = new Map<string, number>();
      for (const { set } of valueOf(designCases(axes, design(kind, 60), base)))
        counts.set(set[1], (counts.get(set[1]) ?? 0) + 1);
      expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `services.s.replicas=${n}`));
      for (const times of counts.values()) expect(Math.abs(times - 10)).toBeLessThanOrEqual(1);
    }
    const alone = valueOf(designCases(axes.slice(0, 1), design('sobol', 60), base));
    expect(alone).toHaveLength(6);
  });

  it('takes whole seconds out of a range between whole seconds: durations are no finer', () => {
    const axes = [axis('a.x=11h..20h'), axis('a.y=1d..400d'), axis('a.z=0.1s..0.9s')];
    const cases = valueOf(designCases(axes, design('lhs', 50), base));
    for (const { set } of cases) {
      const [x, y, z] = set.slice(1).map((one) => parseDuration(one.slice(4)));
      expect([x, y].map(Number.isInteger)).toEqual([true, true]);
      expect(z).toBeGreaterThanOrEqual(0.1);
      expect(z).toBeLessThanOrEqual(0.9);
    }
    expect(new Set(cases.map(({ set }) => set[3])).size).toBe(50);
  });

  it('names points by the very values that are run', () => {
    const points = (text: string, kind: 'lhs' | 'sobol' = 'lhs', count = 20): readonly string[] => {
      const cases = valueOf(designCases([axis(text)], design(kind, count), base));
      for (const { name, set } of cases) expect(set.at(-1)).toBe(`a.${name}`);
      return cases.map(({ name }) => name.slice(2));
    };
    for (const x of points('a.x=0.1..0.3')) expect(x).toMatch(/^0\.[123]\d{0,5}$/);
    for (const x of points('a.x=1000..9000')) expect(x).toMatch(/^\d{4}(\.\d{1,2})?$/);
    for (const x of points('a.x=1.00001..1.00002')) expect(x).toMatch(/^1\.00001\d{0,5}$/);
    for (const x of points('a.x=10%..50%')) expect(x).toMatch(/^\d\d(\.\d{1,4})?%$/);
    for (const y of points('a.y=1m..10m')) expect(y).toMatch(/^(\dm)?(\d{1,2}s)?$|^10m$/);
    expect(points('a.y=1h..2h', 'sobol', 4)).toEqual(['1h30m', '1h45m', '1h15m', '1h22m30s']);
    expect(points('a.x=0..1', 'sobol', 8)).toContain('0.125');
  });

  it('rounds the points of a range to six digits of its width, and leaves none outside', () => {
    const inside = (text: string, low: number, high: number): readonly number[] => {
      const values = valueOf(designCases([axis(text)], design('lhs', 500), base)).map(({ name }) =>
        Number(name.slice(2)),
      );
      expect(values).toHaveLength(500);
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
      }
      // Each fiftieth of the range still has its ten points, but for one at an edge that rounding crosses.
      const part = (value: number): number => Math.min(49, Math.floor((50 * (value - low)) / (high - low)));
      const counts = Array.from({ length: 50 }, (_, i) => values.filter((value) => part(value) === i).length);
      expect(Math.max(...counts.map((count) => Math.abs(count - 10)))).toBeLessThanOrEqual(1);
      return values;
    };
    for (const value of inside('a.x=0.1..0.3', 0.1, 0.3)) expect(value).toBe(Number(value.toFixed(6)));
    for (const value of inside('a.x=20..5e6', 20, 5e6)) expect(value % 10).toBe(0);
    inside('a.x=0.12345678949..0.12345698941', 0.12345678949, 0.12345698941);
    inside('a.x=-1e-7..1e-7', -1e-7, 1e-7);
  });

  it('refuses a grid without steps, one path twice, and more points than anybody wants', () => {
    expect(faultOf(designCases([axis('a.x=0..1')], design('grid'), base))).toContain('a grid needs a step');
    expect(faultOf(designCases([axis('a.x=1,2'), axis('a.x=3')], design('grid'), base))).toContain(
      'varied twice',
    );
    const wide = [axis('a.x=1..1000:1'), axis('a.y=1..1000:1')];
    expect(faultOf(designCases(wide, design('grid'), base))).toContain('more than 100000 points');
  });
});

describe('the frontier', () => {
  it('keeps what no other beats in both', () => {
    const points = [
      { cost: 1, gain: 0.9 },
      { cost: 2, gain: 0.99 },
      { cost: 2, gain: 0.95 },
      { cost: 3, gain: 0.99 },
      { cost: 3, gain: 0.999 },
      { cost: 3, gain: 0.999 },
      { cost: null, gain: 1 },
    ];
    expect(dominated(points)).toEqual([false, false, true, true, false, false, false]);
  });

  it('agrees with asking every pair', () => {
    const points = Array.from({ length: 300 }, (_, i) => ({
      cost: (i * 7919) % 31,
      gain: (i * 104729) % 29,
    }));
    const slow = points.map((a) =>
      points.some((b) => b.cost <= a.cost && b.gain >= a.gain && (b.cost < a.cost || b.gain > a.gain)),
    );
    expect(dominated(points)).toEqual(slow);
  });
});
