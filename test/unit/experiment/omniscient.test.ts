import { describe, expect, it } from 'vitest';
import {
  compareCases,
  comparisonJsonSchema,
  comparisonSchema,
  formatIssue,
  omniscientFault,
  performTask,
  PLAIN_PLAN,
  RefusedCase,
  reportComparison,
  runReplications,
  sequentialExecutor,
} from '../../../src/index.js';
import type { Case, Comparison } from '../../../src/index.js';
import { BASE, bench, perverse, valueOf } from '../../support/laboratory.js';
import { pool, service, type Input } from '../../support/simulate.js';

const HOUR = 3600;

const spot = (name: string, spotPriceLimit: number): Input => ({ type: `ecs.${name}`, spotPriceLimit });

const market: Input = {
  duration: '2d',
  pools: ['a', 'b'].map((name) =>
    pool(name, {
      zone: name,
      price: { process: 'ornstein-uhlenbeck', median: 0.1, sigma: 0.4, reversion: '0.5/h', interval: '10m' },
      stock: { process: 'unlimited' },
    }),
  ),
  services: [
    service('s', {
      ...{ protection: false, startup: '3m' },
      instances: [{ type: 'ecs.a', spotPriceLimit: 0.12 }, spot('b', 0.12), { type: 'ecs.a' }],
    }),
  ],
};

const eager: Case = {
  name: 'eager',
  variant: null,
  set: ['services.s.strategy={name: fixed, returnToPreferred: true}'],
};
const plan = {
  ...{ replications: 8, confidence: 0.95, antithetic: false, omniscient: true as const },
  metrics: ['cost.total', 'omniscient.regret', 'omniscient.relativeRegret'],
};

const compared = async (at: ReturnType<typeof bench>, cases = [BASE, eager]): Promise<Comparison> =>
  valueOf(await compareCases(at.laboratory, { cases, model: at.model }, plan));

describe('a comparison with the omniscient bound', () => {
  it('has one yardstick for all cases of one list, and the regret of each in pairs', async () => {
    const { omniscient: rows = [], metrics } = await compared(bench(market));
    expect(rows.map((row) => row.case)).toEqual(['base', 'eager']);
    expect(rows[1].bound).toEqual(rows[0].bound);
    const [cost, regret, relative] = metrics;
    // Nearly the same is served: what one costs more than the other it regrets more.
    rows.forEach(({ regret: own }, i) => expect(own).toEqual(regret.rows[i].estimate));
    expect(regret.rows[1].difference!.mean).toBeCloseTo(cost.rows[1].difference!.mean, 0);
    expect(regret.rows[1].difference!.verdict).toBe('lower');
    for (const { estimate, difference } of relative.rows) {
      expect(estimate.low).toBeGreaterThan(0);
      if (difference !== null) expect(difference.high).toBeLessThan(0);
    }
  });

  it('has the shape that is published in schema/comparison.schema.json, with the bound and without', async () => {
    await expect(`${JSON.stringify(comparisonJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../../schema/comparison.schema.json',
    );
    const { omniscient, ...bare } = await compared(bench(market));
    expect(omniscient).toHaveLength(2);
    expect(comparisonSchema.safeParse(bare).error).toBeUndefined();
    expect(comparisonSchema.safeParse({ ...bare, omniscient }).error).toBeUndefined();
    expect(comparisonSchema.safeParse({ ...bare, omniscient: [{ case: 'base' }] }).success).toBe(false);
  });

  it('is the same from any executor', async () => {
    const plain = await compared(bench(market));
    const shuffled = await compared(bench(market, (modelOf) => perverse(sequentialExecutor(modelOf))));
    expect(JSON.stringify(shuffled)).toBe(JSON.stringify(plain));
  });

  it('leaves digests and all other figures as they are', async () => {
    const at = bench(market);
    const { omniscient: _, ...without } = plan;
    const bare = valueOf(
      await compareCases(
        at.laboratory,
        { cases: [BASE, eager], model: at.model },
        { ...without, metrics: ['cost.total'] },
      ),
    );
    const bounded = await compared(at);
    expect(bounded.digest).toBe(bare.digest);
    expect(bounded.metrics[0]).toEqual(bare.metrics[0]);
    expect(bare.omniscient).toBeUndefined();
  });

  it('shows each list its own yardstick where the cases may not buy the same', async () => {
    const short: Case = {
      name: 'spot only',
      variant: null,
      set: ['services.s.instances=[{type: ecs.a, spotPriceLimit: 0.12}]'],
    };
    const report = (comparison: Comparison): string => JSON.stringify(reportComparison(comparison).sections);
    expect(report(await compared(bench(market)))).toContain('["omniscient","');
    const both = report(await compared(bench(market), [BASE, short]));
    expect(both).toContain('omniscient: base');
    expect(both).toContain('omniscient: spot only');
  });
});

describe('the bound of a task', () => {
  it('begins where the warm-up ends', () => {
    const { model } = bench(market);
    const task = { id: 0, case: BASE, replication: 0, mirrored: false, omniscient: true as const };
    const at = (warmUp: number) => {
      const { columns, values } = performTask(model, { ...task, warmUp });
      return (path: string): number => values[columns.indexOf(`totals.omniscient.${path}`)];
    };
    const [whole, late] = [at(0), at(HOUR)];
    expect(late('readyReplicaSeconds')).toBe(whole('readyReplicaSeconds') - HOUR + 180);
    expect(late('cost')).toBeLessThan(whole('cost'));
    expect(late('relativeRegret')).toBeCloseTo(late('regret') / late('costAsReady'), 9);
  });

  it('is refused where an interrupted unit is free, and where there is nothing to bound', () => {
    const { model } = bench({ ...market, rules: { interruptedFree: 'first-hour' } });
    const task = { id: 0, case: BASE, replication: 0, mirrored: false, warmUp: 0, omniscient: true as const };
    expect(() => performTask(model, task)).toThrow(RefusedCase);
    expect(formatIssue(omniscientFault(model)!)).toMatch(/no omniscient bound under first-hour.*--set rules/);
    const toTheSecond = { interruptedFree: 'last-increment', billingIncrement: '1s' };
    expect(omniscientFault(bench({ ...market, rules: toTheSecond }).model)).toBeUndefined();
  });

  it('is not looked for unless it is asked for', async () => {
    const at = bench(market);
    const replicated = await runReplications(
      at.laboratory,
      { of: BASE, model: at.model },
      { ...PLAIN_PLAN, replications: 2 },
    );
    expect(valueOf(replicated).totals).not.toHaveProperty('omniscient');
  });
});
