import { describe, expect, it } from 'vitest';
import { compareCases, openStream, Samples, compareMetric, type Case, type Row } from '../../../src/index.js';
import { BASE, bench, faultOf, valueOf } from '../../support/laboratory.js';
import { pool, service, type Input } from '../../support/simulate.js';

const ceiling = (value: number): Case => ({
  name: `at ${value}`,
  variant: null,
  set: [`services.s.instances.0.spotPriceLimit=${value}`],
});

const market: Input = {
  duration: '5d',
  pools: [
    pool('a', {
      price: { process: 'ornstein-uhlenbeck', median: 0.1, sigma: 0.3, reversion: '0.2/h', interval: '10m' },
      stock: { process: 'unlimited' },
    }),
  ],
  services: [
    service('s', {
      protection: false,
      instances: [{ type: 'ecs.a', spotPriceLimit: 0.12 }, { type: 'ecs.a' }],
      startup: '3m',
    }),
  ],
};

const plan = {
  replications: 30,
  confidence: 0.95,
  antithetic: false,
  metrics: ['cost.total', 'availability'],
};

describe('a comparison', () => {
  it('pairs the cases on the same market, and gains by it: variance ratio above 1', async () => {
    const at = bench(market);
    const cases = [BASE, ceiling(0.14), ceiling(0.1)];
    const compared = valueOf(await compareCases(at.laboratory, { cases, model: at.model }, plan));
    const [cost] = compared.metrics;
    expect(cost.rows[0].difference).toBeNull();
    for (const { difference } of cost.rows.slice(1)) expect(difference!.varianceRatio).toBeGreaterThan(1.3);
    expect(cost.winner).toBe('at 0.14');
    expect(cost.rows[1].difference!.verdict).toBe('lower');
    expect(cost.rows[2].difference!.verdict).toBe('higher');
  });

  it('knows when nothing differs, and that no number of replications would change it', async () => {
    const at = bench(market);
    const same: Case = { name: 'same', variant: null, set: ['services.s.grace=10s'] };
    const twin: Case = { name: 'twin', variant: null, set: ['services.s.instances.0.spotPriceLimit=0.12'] };
    const compared = await compareCases(at.laboratory, { cases: [BASE, twin], model: at.model }, plan);
    expect(valueOf(compared).metrics[0].rows[1].difference).toMatchObject({
      mean: 0,
      verdict: 'same',
      toSettle: null,
    });
    expect(valueOf(compared).metrics[0].winner).toBeNull();
    await expect(compareCases(at.laboratory, { cases: [BASE, same], model: at.model }, plan)).rejects.toThrow(
      /no "grace"|grace/,
    );
  });

  it('is corrected by the price of the market, and gains by it (Lavenberg and Welch)', async () => {
    const instances = [{ type: 'ecs.a', spotPriceLimit: 'market' }];
    const at = bench({ ...market, services: [service('s', { protection: false, instances })] });
    const two: Case = { name: 'two', variant: null, set: ['services.s.replicas=2'] };
    // Another price process, with a mean of its own.
    const other: Case = { name: 'dearer', variant: null, set: ['pools.a.price.median=0.11'] };
    const cases = [BASE, two, other];
    const models = cases.map((of) => valueOf(at.modelOf(of)));
    const asked = { ...plan, replications: 60, metrics: ['cost.total'] };
    const subject = { cases, model: at.model, models };
    const plain = valueOf(await compareCases(at.laboratory, subject, asked));
    const controlled = valueOf(await compareCases(at.laboratory, subject, { ...asked, controls: ['a'] }));
    expect(plain.controls).toEqual([]);
    expect(controlled.controls).toMatchObject([{ pool: 'a', metric: 'pools.a.priceMean' }]);
    const rows = controlled.metrics[0].rows;
    const width = ({ low, high }: { low: number | null; high: number | null }): number => high! - low!;
    rows.forEach(({ estimate, difference }, i) => {
      const before = plain.metrics[0].rows[i];
      expect(width(estimate), rows[i].case).toBeLessThan(0.8 * width(before.estimate));
      // Both intervals are for one and the same truth.
      expect(Math.abs(estimate.mean! - before.estimate.mean!)).toBeLessThan(width(before.estimate));
      if (difference === null) return;
      expect(difference.varianceRatio!).toBeGreaterThan(before.difference!.varianceRatio!);
      expect(Math.abs(difference.mean - before.difference!.mean)).toBeLessThan(width(before.difference!));
    });
  });

  it('refuses a control that one of the cases lacks, and names the case', async () => {
    const at = bench(market);
    const given: Case = {
      name: 'given',
      variant: null,
      set: ['pools.a.price={process: constant, value: 0.1}'],
    };
    const cases = [BASE, given];
    const models = cases.map((of) => valueOf(at.modelOf(of)));
    const refused = await compareCases(
      at.laboratory,
      { cases, model: at.model, models },
      { ...plan, controls: ['a'] },
    );
    expect(faultOf(refused)).toContain('--control a: in given: cannot be a control: its price is given');
  });

  it('in the steady state measures all cases from the longest warm-up on', async () => {
    const at = bench(market);
    const slow: Case = { name: 'slow', variant: null, set: ['services.s.startup=1d'] };
    const compared = valueOf(
      await compareCases(
        at.laboratory,
        { cases: [BASE, slow], model: at.model },
        { ...plan, steadyState: true, metrics: ['desiredReplicaSeconds', 'deploySeconds'] },
      ),
    );
    const { seconds, byCase } = compared.steadyState!;
    expect(byCase['slow'].seconds).toBeGreaterThanOrEqual(86_400);
    expect(seconds).toBe(Math.max(byCase['base'].seconds, byCase['slow'].seconds));
    const [desired, deploy] = compared.metrics;
    for (const { estimate } of desired.rows) expect(estimate.mean).toBe(5 * 86_400 - seconds);
    for (const { estimate } of deploy.rows) expect(estimate.mean).toBeNull();
  });

  it('names the nearest metric where there is none of the name', async () => {
    const at = bench(market);
    const refused = await compareCases(
      at.laboratory,
      { cases: [BASE, ceiling(0.14)], model: at.model },
      { ...plan, metrics: ['pools.a.pricemean', 'cots.total'] },
    );
    expect(faultOf(refused)).toContain('did you mean "pools.a.priceMean"?');
    expect(faultOf(refused)).toContain('did you mean "cost.total"?');
  });
});

/** Samples of one metric as if they had been run. */
function samplesOf(name: string, values: readonly number[]): Samples {
  const samples = new Samples({ ...BASE, name });
  values.forEach((value, task) =>
    samples.add({
      task,
      digest: `${name}${task}`,
      columns: ['totals.cost.total'],
      values: Float64Array.of(value),
    } satisfies Row),
  );
  return samples;
}

describe('the verdict', () => {
  const metric = 'totals.cost.total';

  it('is undecided where the interval covers zero, and tells how many replications would settle it', () => {
    const stream = openStream('verdict');
    const market = Array.from({ length: 20 }, () => 100 * stream.next());
    const a = samplesOf('a', market);
    const b = samplesOf(
      'b',
      market.map((value) => value - 0.05 + (stream.next() - 0.5)),
    );
    const { rows, winner, leader, contenders } = compareMetric(
      [
        { name: 'a', samples: a },
        { name: 'b', samples: b },
      ],
      metric,
      0.95,
    );
    const { difference } = rows[1];
    expect(difference!.low).toBeLessThan(0);
    expect(difference!.high).toBeGreaterThan(0);
    expect(difference!.verdict).toBe('undecided');
    expect(difference!.toSettle).toBeGreaterThan(20);
    expect(winner).toBeNull();
    expect([leader, ...contenders].sort()).toEqual(['a', 'b']);
  });

  it('is wider for more alternatives (Bonferroni)', () => {
    const stream = openStream('several');
    const draw = (shift: number) => Array.from({ length: 20 }, () => shift + stream.next());
    const cases = ['a', 'b', 'c', 'd'].map((name, i) => ({ name, samples: samplesOf(name, draw(i)) }));
    const all = compareMetric(cases, metric, 0.95).rows[1].difference!;
    const two = compareMetric(cases.slice(0, 2), metric, 0.95).rows[1].difference!;
    expect(all.high! - all.low!).toBeGreaterThan(1.1 * (two.high! - two.low!));
    expect(all.mean).toBe(two.mean);
  });

  it('errs no more often than promised: equal cases win at most 5 % of the time', () => {
    const stream = openStream('null');
    const runs = 400;
    let winners = 0;
    for (let run = 0; run < runs; run += 1) {
      const cases = ['a', 'b', 'c'].map((name) => ({
        name,
        samples: samplesOf(
          name,
          Array.from({ length: 12 }, () => stream.next()),
        ),
      }));
      if (compareMetric(cases, metric, 0.95).winner !== null) winners += 1;
    }
    expect(winners / runs).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs));
  });
});
