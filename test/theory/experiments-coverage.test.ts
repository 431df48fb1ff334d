import { describe, expect, it } from 'vitest';
import {
  designCases,
  openStream,
  optimise,
  parseAxis,
  PLAIN_PLAN,
  runReplications,
  type Estimate,
  type Executor,
  type Laboratory,
} from '../../src/index.js';
import { normalQuantile } from '../../src/random/index.js';
import { expectCoverage } from '../support/estimate.js';
import { BASE, bench, valueOf } from '../support/laboratory.js';
import { pool, service } from '../support/simulate.js';

/** Replications apart from those of any other macro-replication. */
const FAR = 100_000;

const apart = ({ executor }: Laboratory, macro: number): Laboratory => ({
  executor: {
    run: (tasks) =>
      executor.run(tasks.map((task) => ({ ...task, replication: macro * FAR + task.replication }))),
  },
});

const covers = ({ low, high }: Estimate, exact: number): boolean =>
  low !== null && high !== null && low <= exact && exact <= high;

describe('the steady state of a service that begins badly', () => {
  // Ten replicas, each ready six hours after its acquisition and taken after X ~ Exp of mean 6 h. All begin at 0: nobody is
  // ready for six hours, and from then on each with probability P(X > 6 h) = exp(-1).
  const EXACT = Math.exp(-1);
  const [HORIZON, LIFE] = [72 * 3600, 6 * 3600];
  const MACRO = 500;
  const at = bench({
    duration: '72h',
    pools: [
      pool('a', { stock: { process: 'unlimited' }, lifetime: { distribution: 'exponential', mean: '6h' } }),
    ],
    services: [
      service('s', {
        ...{ replicas: 10, startup: '6h', protection: false },
        instances: [{ type: 'ecs.a', spotPriceLimit: 0.2 }],
      }),
    ],
  });

  /** Spells in which one of ten such replicas is ready, drawn directly: two hundred looks into a run cost more than it. */
  function spellsOf(macro: number, replication: number): readonly (readonly [number, number])[] {
    const stream = openStream('steady', macro, replication);
    const spells: [number, number][] = [];
    for (let replica = 0; replica < 10; replica += 1) {
      for (let begin = 0; begin < HORIZON;) {
        const end = begin - LIFE * Math.log(stream.next());
        if (end > begin + LIFE) spells.push([begin + LIFE, end]);
        begin = end;
      }
    }
    return spells;
  }

  const readyIn = (spells: ReturnType<typeof spellsOf>, from: number, to: number): number =>
    spells.reduce((sum, [begin, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(begin, from)), 0);

  const drawn = (macro: number): Executor => ({
    async *run(tasks) {
      for (const { id, replication, warmUp, series } of tasks) {
        const spells = spellsOf(macro, replication);
        const desired = 10 * (HORIZON - warmUp);
        const slice = HORIZON / (series?.slices ?? 1);
        const looks = (series?.metrics ?? []).flatMap((metric) =>
          Array.from({ length: series?.slices ?? 0 }, (_, k) =>
            metric === 'totals.downSeconds' ? slice : readyIn(spells, k * slice, (k + 1) * slice),
          ),
        );
        yield await Promise.resolve({
          ...{ task: id, digest: `${macro}/${replication}` },
          columns: ['totals.desiredReplicaSeconds', 'totals.servedCapacity'],
          values: Float64Array.of(desired, readyIn(spells, warmUp, HORIZON) / desired),
          series: Float64Array.from(looks),
        });
      }
    },
  });

  const asked = async (laboratory: Laboratory, steadyState: boolean) =>
    valueOf(
      await runReplications(
        laboratory,
        { of: BASE, model: at.model },
        { ...PLAIN_PLAN, replications: 20, steadyState },
      ),
    );

  it('is covered nearly as promised once the warm-up is left out, and hardly ever with it', async () => {
    const hits = { left: 0, kept: 0 };
    let cuts = 0;
    for (let macro = 0; macro < MACRO; macro += 1) {
      const [left, kept] = [
        await asked({ executor: drawn(macro) }, true),
        await asked({ executor: drawn(macro) }, false),
      ];
      cuts += left.steadyState!.seconds / 3600;
      if (covers(left.totals.servedCapacity, EXACT)) hits.left += 1;
      if (covers(kept.totals.servedCapacity, EXACT)) hits.kept += 1;
    }
    expectCoverage('MSER-5: coverage without the warm-up', hits.left / MACRO, { least: 0.9, most: 0.97 });
    expectCoverage('coverage with it', hits.kept / MACRO, { least: 0, most: 0.2 });
    // It is six hours long.
    expect(cuts / MACRO).toBeGreaterThan(5.5);
    expect(cuts / MACRO).toBeLessThan(15);
  });

  it('is what the engine finds, too', async () => {
    const { steadyState, totals } = await asked(at.laboratory, true);
    expect(steadyState!.seconds).toBeGreaterThan(5 * 3600);
    expect(steadyState!.doubtful).toBe(false);
    expect(covers(totals.servedCapacity, EXACT)).toBe(true);
  });
});

describe('replications to a precision', () => {
  /** Costs of one law in place of runs; everything else is the engine's. */
  const costs = (macro: number, cost: (uniform: number) => number): Executor => ({
    async *run(tasks) {
      for (const { id, replication } of tasks) {
        const value = cost(openStream('precision', macro, replication).next());
        yield await Promise.resolve({
          ...{ task: id, digest: `${macro}/${replication}` },
          ...{ columns: ['totals.cost.total'], values: Float64Array.of(value) },
        });
      }
    },
  });
  const { model } = bench({ services: [] });
  const MACRO = 600;
  // cv 0.3: lognormal with the mean 1, as skew as costs are.
  const sigma = Math.sqrt(Math.log(1.09));
  const law = (u: number): number => Math.exp(sigma * normalQuantile(u) - (sigma * sigma) / 2);

  it.each([
    [0.1, 0.87],
    [0.05, 0.91],
  ])(
    'to %d: intervals cover in at least %d, and the error is within the precision as often',
    async (relative, least) => {
      const hits = { covered: 0, within: 0 };
      for (let macro = 0; macro < MACRO; macro += 1) {
        const found = valueOf(
          await runReplications(
            { executor: costs(macro, law) },
            { of: BASE, model },
            { ...PLAIN_PLAN, replications: 0, precision: { metric: 'cost.total', relative, most: 5000 } },
          ),
        );
        expect(found.stopping?.reached).toBe(true);
        const { cost } = found.totals;
        if (covers(cost.total, 1)) hits.covered += 1;
        if (Math.abs(cost.total.mean! - 1) <= relative) hits.within += 1;
      }
      expectCoverage(`precision ${100 * relative} %, coverage`, hits.covered / MACRO, { least, most: 0.97 });
      expectCoverage(`precision ${100 * relative} %, error within it`, hits.within / MACRO, {
        least,
        most: 0.98,
      });
    },
  );
});

describe('the selection of optimize (KN), through the engine', () => {
  // Four pools with prices of their own, uniform over 0.2 wide bands, new every five minutes: two hours of the best cost 0.4,
  // of the others 0.01 more, which is the least difference that matters. No other set is harder.
  const DELTA = 0.01;
  const names = ['a', 'b', 'c', 'd'];
  const BEST = 'c';
  const at = bench({
    duration: '2h',
    pools: names.map((name) => {
      const low = 0.1 + (name === BEST ? 0 : DELTA / 2);
      const price = { distribution: 'uniform', min: low, max: low + 0.2 };
      return pool(name, {
        price: { process: 'independent', interval: '5m', price },
        stock: { process: 'unlimited' },
      });
    }),
    services: [
      service('s', {
        ...{ startup: 0, protection: false },
        instances: [{ type: 'ecs.a', spotPriceLimit: 'market' }],
      }),
    ],
  });
  const MACRO = 40;

  it('takes the best of four in at least 95 % of the cases', { timeout: 120_000 }, async () => {
    const path = 'services.s.instances.0.type';
    const axes = [valueOf(parseAxis(`${path}=${names.map((name) => `ecs.${name}`).join(',')}`))];
    expect(valueOf(designCases(axes, { kind: 'grid', points: 0, seed: '' }, BASE))).toHaveLength(4);
    let [right, runs] = [0, 0];
    for (let macro = 0; macro < MACRO; macro += 1) {
      const found = valueOf(
        await optimise(
          apart(at.laboratory, macro),
          { base: BASE, model: at.model },
          {
            axes,
            minimize: 'cost.total',
            constraints: [],
            confidence: 0.95,
            delta: DELTA,
            first: 10,
            most: 500,
            points: 0,
          },
        ),
      );
      expect(found.settled).toBe(true);
      if (found.best?.endsWith(`ecs.${BEST}`) === true) right += 1;
      runs += found.points.reduce((sum, { replications }) => sum + replications, 0);
    }
    // The promise is a lower bound; 2.5 standard errors of a share of 0.95 in 40.
    expectCoverage('KN, right choices', right / MACRO, {
      least: 0.95 - 2.5 * Math.sqrt(0.0475 / MACRO),
      most: 1,
    });
    // Sequential: it ends long before the 107 replications of each that its boundary allows.
    expect(runs / MACRO / 4).toBeLessThan(80);
    expect(runs / MACRO / 4).toBeGreaterThan(10);
  });
});
