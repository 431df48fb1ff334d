import { describe, expect, it } from 'vitest';
import type { DistributionSpec } from '../../../src/random/spec.js';
import {
  BASE,
  changed,
  sound,
  withAction,
  withEntry,
  withPrice,
  withService,
  withStock,
  withTop,
} from './fixture.js';

describe('defaults', () => {
  const { scenario } = sound(BASE);

  it('fill the head', () => {
    const { version, description, seed, start, duration, currency, provider, prices, dedicated, timeline } =
      scenario;
    expect({
      version,
      description,
      seed,
      start,
      duration,
      currency,
      provider,
      prices,
      dedicated,
      timeline,
    }).toEqual({
      version: 1,
      description: '',
      seed: '1',
      start: { epochSeconds: 1_767_196_800, offsetSeconds: 28_800 },
      duration: 172_800,
      currency: 'USD',
      provider: 'pai-eas',
      prices: { diskGiBHour: 0 },
      dedicated: [],
      timeline: [],
    });
  });

  it('fill a pool', () => {
    expect(scenario.pools[1]).toEqual({
      name: 'b',
      type: 't2',
      region: 'r',
      zone: 'z2',
      standardPrice: 200_000,
      spot: false,
      weight: 1,
      stock: { process: 'unlimited' },
    });
  });

  it('fill a service', () => {
    expect(scenario.services[0]).toEqual({
      name: 'chat',
      region: 'r',
      replicas: 1,
      minReady: null,
      instances: [{ type: 't1', spotPriceLimit: 120_000 }, { type: 't2' }],
      protection: true,
      zonePolicy: 'listed',
      disk: 30,
      startup: { distribution: 'constant', value: 180 },
      rebalancing: false,
      maxSurge: { percent: 2 },
      maxUnavailable: { count: 0 },
      strategy: { name: 'fixed' },
      deletion: { activeRequests: false, referencedBy: [], permitted: true, stuck: false },
    });
  });

  it('fill the autoscaler with those of EAS', () => {
    const service = sound(withService('autoscaling: { min: 1, max: 3 }')).scenario.services[0];
    expect(service?.autoscaling).toEqual({
      min: 1,
      max: 3,
      metric: 'qps',
      target: 1,
      scaleUpWindow: 0,
      scaleDownWindow: 300,
      schedule: [],
      excludeDates: [],
    });
  });

  it('make the only dedicated machines those of an entry that names none', () => {
    const machines = 'dedicated: [{ name: boxes, type: m, machines: 2, price: 0.35 }]';
    const { dedicated, services } = sound(
      changed('duration: 2d', `duration: 2d\n${machines}`, withEntry('{ type: dedicated_resource }')),
    ).scenario;
    expect(dedicated).toEqual([
      { name: 'boxes', type: 'm', machines: 2, price: 350_000, diskFree: 200, weight: 1 },
    ]);
    expect(services[0]?.instances[1]).toEqual({ type: 'dedicated_resource', from: 'boxes' });
  });

  it('fill a trace', () => {
    expect(
      sound(withPrice('{ process: trace, file: p.json, format: aws }')).scenario.pools[0]?.price,
    ).toEqual({
      process: 'trace',
      file: 'p.json',
      format: 'aws',
      scale: 1,
      tier: 'unprotected',
      align: 'start',
      after: 'fail',
      window: 'whole',
    });
  });
});

describe('readings', () => {
  it('a rate is per second, a bare hold the mean of an exponential', () => {
    expect(
      sound(withStock('{ process: erlang, capacity: 40, arrivals: 9/h, hold: 3h }')).scenario.pools[0]?.stock,
    ).toEqual({
      process: 'erlang',
      capacity: 40,
      arrivals: 9 / 3600,
      hold: { distribution: 'exponential', mean: 10_800 },
    });
  });

  it('an Ornstein-Uhlenbeck median stays a decimal, a constant price is in micro-units', () => {
    expect(
      sound(withPrice('{ process: ornstein-uhlenbeck, median: 0.11, sigma: 0.35, reversion: 0.2/h }'))
        .scenario.pools[0]?.price,
    ).toEqual({
      process: 'ornstein-uhlenbeck',
      median: 0.11,
      sigma: 0.35,
      reversion: 0.2 / 3600,
      interval: 300,
    });
    expect(sound(BASE).scenario.pools[0]?.price).toEqual({ process: 'constant', value: 100_000 });
  });

  it('a distribution of durations is in seconds and fits the room that draws from it', () => {
    const startup: DistributionSpec | undefined = sound(
      withService('startup: { distribution: empirical, values: [1m, 1.5s] }'),
    ).scenario.services[0]?.startup;
    expect(startup).toEqual({ distribution: 'empirical', values: [60, 1.5] });
  });

  it('mean and cv make a mixture of balanced means with that mean and variance', () => {
    const startup = sound(withService('startup: { distribution: hyperexponential, mean: 100s, cv: 2 }'))
      .scenario.services[0]?.startup;
    if (startup?.distribution !== 'hyperexponential') throw new Error('not a mixture');
    const moment = (k: number): number =>
      startup.branches.reduce((sum, { probability, mean }) => sum + probability * mean ** k, 0);
    expect(moment(0)).toBeCloseTo(1, 12);
    expect(moment(1)).toBeCloseTo(100, 9);
    expect(2 * moment(2) - moment(1) ** 2).toBeCloseTo(40_000, 6);
    const [first, second] = startup.branches.map(({ probability, mean }) => probability * mean);
    expect(first).toBeCloseTo(second, 9);
  });

  it('a list holds counts and percents apart, a ceiling may be the market', () => {
    const { instances, minReady } = sound(
      withService('minReady: 75%')
        .replace('0.12 }', 'market, capacity: 50% }')
        .replace('{ type: t2 }', '{ type: t2, capacity: 3 }'),
    ).scenario.services[0];
    expect(instances).toEqual([
      { type: 't1', spotPriceLimit: 'market', capacity: { percent: 50 } },
      { type: 't2', capacity: { count: 3 } },
    ]);
    expect(minReady).toEqual({ percent: 75 });
  });

  it('an entry with a limit is spot, one without is standard (R24)', () => {
    const limits = sound(BASE).scenario.services[0]?.instances.map((entry) => 'spotPriceLimit' in entry);
    expect(limits).toEqual([true, false]);
  });

  it('a seed is a number or a text, and the command line stands above it', () => {
    expect(sound(withTop('seed: 42')).scenario.seed).toBe('42');
    expect(sound(withTop('seed: forty-two')).scenario.seed).toBe('forty-two');
    expect(sound(withTop('seed: 42'), { seed: '007' }).scenario.seed).toBe('007');
  });

  it('a deletion is of a service or of machines', () => {
    expect(sound(withAction('{ at: 1d, action: delete, service: chat }')).scenario.timeline).toEqual([
      { at: 86_400, action: 'delete', service: 'chat' },
    ]);
  });

  it('a price finer than a micro-unit is rounded', () => {
    expect(sound(withTop('prices: { diskGiBHour: 0.00005049 }')).scenario.prices.diskGiBHour).toBe(50);
  });
});
