import { describe, expect, it } from 'vitest';
import type { ServiceMetrics } from '../../../src/metrics/index.js';
import type { Call } from '../../support/calls.js';
import { inputsOf } from '../../support/measure.js';
import { gone, got, ready, service, wants } from '../../support/service-calls.js';

const atLeast = (count: number) => ({
  services: inputsOf().services.map((facts) => ({ ...facts, minReady: () => count })),
});

/** Two wanted from 0, ready at 100 and 200; one is lost from 500 to 800, both from 900 on; until 1000. */
const STORY: readonly Call[] = [
  wants(0, 2),
  got(0, 0),
  got(1, 0, { entry: 1, pool: 1 }),
  ready(0, 100),
  ready(1, 200),
  ['noticed', 450, 0, 0, 'price', 500],
  gone(0, 500),
  ['waiting', 500, 0, 0, ['price-above-ceiling', 'out-of-stock']],
  got(0, 650, { reallocation: true }),
  ready(0, 800),
  ['noticed', 900, 0, 0, 'stock', 900],
  gone(0, 900, 'stock'),
  ['noticed', 900, 0, 1, 'outage', 900],
  gone(1, 900, 'outage'),
];

describe('the metrics of a service, by hand', () => {
  it.each<[string, Partial<ServiceMetrics>]>([
    [
      'preemptions, at notice, by cause',
      { preemptions: { total: 3, price: 1, stock: 1, lifetime: 0, outage: 1 } },
    ],
    ['preemptionsPer100Hours, of ready spot units', { preemptionsPer100Hours: (3 * 360_000) / 1200 }],
    ['acquisitions, fallbacks, reallocations', { acquisitions: 3, fallbacks: 1, reallocations: 1 }],
    ['desiredReplicaSeconds', { desiredReplicaSeconds: 2000 }],
    ['readyReplicaSeconds: a noticed unit serves until it goes', { readyReplicaSeconds: 400 + 700 + 100 }],
    ['shortfallReplicaSeconds', { shortfallReplicaSeconds: 800 }],
    ['downSeconds: r < m', { downSeconds: 200 + 300 + 100 }],
    ['outageSeconds: r = 0', { outageSeconds: 100 + 100 }],
    ['degradedSeconds: m <= r < d', { degradedSeconds: 0 }],
    ['availability', { availability: 0.4 }],
    ['servedCapacity: of ready weights 2 and 1 against 2 x 2', { servedCapacity: (500 * 2 + 700) / 4000 }],
    ['deploySeconds', { deploySeconds: 200 }],
    [
      'downtimeSpells, the last one cut by the horizon',
      { downtimeSpells: { count: 3, mean: 200, p50: 200, p95: 290, max: 300, censored: 1 } },
    ],
    [
      'timeToRecover, from release to the replacement being ready',
      { timeToRecover: { count: 3, mean: 500 / 3, p50: 100, p95: 280, max: 300, censored: 2 } },
    ],
    ['waitingSeconds', { waitingSeconds: 150 }],
    ['billedReplicaSeconds, from ready', { billedReplicaSeconds: 1200 }],
    ['wasteShare', { wasteShare: 0 }],
    ['wantedSeconds', { wantedSeconds: 1000 }],
  ])('%s', (_name, expected) => {
    expect(service(STORY)).toMatchObject(expected);
  });

  it('minReady parts degraded from down', () => {
    expect(service(STORY, { inputs: atLeast(1) })).toMatchObject({
      ...{
        downSeconds: 200,
        outageSeconds: 200,
        degradedSeconds: 400,
        availability: 0.8,
        deploySeconds: 100,
      },
    });
  });

  it('minReady above the desired is the desired', () => {
    expect(service(STORY, { inputs: atLeast(9) })).toMatchObject({ downSeconds: 600 });
  });

  it('placements: held time and count by entry, type and mode', () => {
    const { placements } = service(STORY);
    expect(placements).toEqual([
      { entry: 0, type: 'big', mode: 'spot', replicaSeconds: 500 + 250, acquisitions: 2, cost: 0 },
      { entry: 1, type: 'small', mode: 'spot', replicaSeconds: 900, acquisitions: 1, cost: 0 },
    ]);
  });

  it('placements show listed entries that were never taken', () => {
    const facts = inputsOf().services[0];
    const entries = [
      { type: 'dedicated_resource', mode: 'dedicated' },
      { type: 'big', mode: 'standard' },
    ] as const;
    const boxed = got(0, 0, { pool: -1, tier: 'dedicated', ceiling: Infinity });
    const { placements } = service([boxed], { inputs: { services: [{ ...facts, entries }, facts] } });
    expect(placements.map(({ type, acquisitions }) => [type, acquisitions])).toEqual([
      ['dedicated_resource', 1],
      ['big', 0],
    ]);
  });

  it('what comes and goes within a second is not seen', () => {
    const blink: Call[] = [wants(0, 1), got(0, 0), ready(0, 0), gone(0, 400), got(0, 400), ready(0, 400)];
    expect(service(blink)).toMatchObject({
      ...{ downSeconds: 0, deploySeconds: 0, availability: 1, downtimeSpells: { count: 0 } },
    });
    expect(service([...blink, wants(700, 9), wants(700, 1)])).toMatchObject({ downSeconds: 0 });
  });

  it('the loss of a standard unit counts as a preemption but not against spot hours', () => {
    const calls = [
      wants(0, 2),
      got(0, 0),
      got(1, 0, { tier: 'standard', ceiling: Infinity }),
      ready(0, 0),
      ready(1, 0),
    ];
    calls.push(['noticed', 900, 0, 1, 'outage', 900], gone(1, 900, 'outage'));
    expect(service(calls)).toMatchObject({ preemptions: { total: 1, outage: 1 }, preemptionsPer100Hours: 0 });
  });

  it('has no ratio where nothing was wanted', () => {
    expect(service([])).toMatchObject({
      ...{ availability: null, servedCapacity: null, deploySeconds: null, wasteShare: null },
      ...{ preemptionsPer100Hours: null, costPerReadyHour: null, relativeCost: null, state: null },
    });
  });

  it('a stopped service wants nothing and is not down; deploySeconds counts from the first wish', () => {
    const calls = [
      wants(0, 0),
      wants(100, 1),
      got(0, 100),
      ready(0, 160),
      wants(500, 0),
      gone(0, 530, 'scale'),
    ];
    expect(service(calls)).toMatchObject({ downSeconds: 60, wantedSeconds: 400, deploySeconds: 60 });
  });

  it('a draining unit serves no more but is billed until it goes: waste', () => {
    const calls: Call[] = [wants(0, 1), got(0, 0), ready(0, 0), ['draining', 600, 0, 0, 'scale', 900]];
    const result = service([...calls, gone(0, 900, 'scale')]);
    expect(result).toMatchObject({ readyReplicaSeconds: 600, billedReplicaSeconds: 900 });
    expect(result.wasteShare).toBeCloseTo(1 / 3, 12);
  });

  it('waste: ready above desired, starting under provisioned, nothing on dedicated machines or after a delete', () => {
    const calls: Call[] = [wants(0, 1), got(0, 0), got(1, 0), ready(0, 500), ready(1, 500)];
    expect(service(calls)).toMatchObject({ billedReplicaSeconds: 1000, wasteShare: 0.5 });
    const provisioned = { inputs: { billingStart: 'provisioned' } as const };
    expect(service(calls, provisioned)).toMatchObject({ billedReplicaSeconds: 2000, wasteShare: 0.75 });
    const boxed = [wants(0, 1), got(0, 0, { pool: -1, tier: 'dedicated' }), ready(0, 0)];
    expect(service(boxed)).toMatchObject({ billedReplicaSeconds: 0, wasteShare: null, servedCapacity: 1 });
    const deleted: Call[] = [wants(0, 1), got(0, 0), ready(0, 0), ['billingStopped', 600, 0], wants(600, 0)];
    expect(service([...deleted, gone(0, 630, 'scale')])).toMatchObject({
      billedReplicaSeconds: 600,
      wasteShare: 0,
    });
  });

  it('protected hours are completed, or broken by a release inside them', () => {
    const guarded = { tier: 'protected', protectedUntil: 300, locked: true } as const;
    const calls: Call[] = [
      got(0, 0, guarded),
      got(1, 0, guarded),
      got(2, 0, guarded),
      gone(1, 299, 'outage'),
    ];
    calls.push(['protectionEnded', 300, 0, 0], ['protectionEnded', 300, 0, 2], gone(2, 300));
    expect(service(calls)).toMatchObject({ protectedHours: { completed: 2, broken: 1 } });
  });

  it('tells the state at the end and why (R8)', () => {
    const calls: Call[] = [
      ['serviceState', 0, 0, 'Creating', ''],
      ['serviceState', 5, 0, 'Waiting', 'out-of-stock'],
    ];
    expect(service(calls)).toMatchObject({ state: 'Waiting', stateReason: 'out-of-stock' });
  });
});
