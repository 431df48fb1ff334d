import { describe, expect, it } from 'vitest';
import { PRESETS, PROVIDERS, type ProviderName, type Rules } from '../../../src/scenario/index.js';
import {
  pool,
  service,
  simulate,
  steps,
  times,
  world,
  type Input,
  type Simulated,
} from '../../support/simulate.js';
import { BASE, sound, withTop } from './fixture.js';

const COLUMNS = [
  'notice',
  'checkInterval',
  'protection',
  'protectionPriceRatio',
  'priceOrder',
  'billingStart',
  'billingIncrement',
  'interruptedFree',
  'priceReclaim',
  'maxLifetime',
] as const;

/** What each provider is known by, and where it says so; docs/models/providers.md has the whole table. */
const KNOWN_BY: readonly (readonly [ProviderName, keyof Rules, unknown, source: string])[] = [
  ['pai-eas', 'protection', 3600, 'EAS public resources: one hour, on by default (R19, R26)'],
  ['pai-eas', 'notice', 300, 'ECS overview 2020, "to be released" for 5 min; the EAS page states none (A8)'],
  ['pai-eas', 'checkInterval', 300, 'ECS overview 2020: price against bid every 5 min (A7)'],
  ['pai-eas', 'priceReclaim', true, 'EAS public resources: released for price or inventory (R20)'],
  ['pai-eas', 'billingIncrement', 60, 'older EAS billing page: usage in minutes (A24)'],
  ['alibaba-ecs', 'protection', 3600, 'ECS API, SpotDuration: 1 by default'],
  ['alibaba-ecs', 'protectionPriceRatio', 0.9, 'ECS overview: 0.152 protected, 0.137 unprotected'],
  ['alibaba-ecs', 'protectionPricing', 'locked', 'ECS billing example 2020: the price at purchase (A5)'],
  ['alibaba-ecs', 'billingIncrement', 1, 'ECS overview: per second'],
  ['alibaba-ecs', 'billingStart', 'provisioned', 'ECS billing example 2020: from creation to release'],
  ['aws-ec2', 'notice', 120, 'EC2 user guide, Spot Instance interruption notices: two minutes'],
  ['aws-ec2', 'interruptedFree', 'first-hour', 'EC2 user guide, Billing for interrupted Spot Instances'],
  ['aws-ec2', 'priceReclaim', true, 'EC2 user guide, reasons for interruption: price above the maximum'],
  ['aws-ec2', 'protection', 0, 'EC2 user guide: block durations are no longer offered'],
  ['aws-ec2', 'checkInterval', 0, 'EC2 user guide: interrupted as the event comes'],
  ['gcp-spot', 'notice', 30, 'Compute Engine, Spot VMs: a shutdown period of up to 30 s'],
  ['gcp-spot', 'priceReclaim', false, 'Compute Engine, Spot VMs: there is no bid'],
  ['gcp-spot', 'maxLifetime', null, 'Compute Engine, Spot VMs: no maximum runtime unless limited'],
  ['gcp-preemptible', 'maxLifetime', 86_400, 'Compute Engine, Preemptible VMs: stopped after 24 h'],
  ['gcp-preemptible', 'notice', 30, 'Compute Engine, Preemptible VMs: a shutdown period of 30 s'],
  [
    'gcp-preemptible',
    'interruptedFree',
    'none',
    'none found: a free first minute is often told, never confirmed',
  ],
  ['azure-spot', 'notice', 30, 'Azure Spot Virtual Machines: at least 30 s by Scheduled Events'],
  ['azure-spot', 'priceReclaim', true, 'Azure Spot Virtual Machines: evicted at a price above the maximum'],
  ['azure-spot', 'maxLifetime', null, 'Azure Spot Virtual Machines: none'],
];

describe('presets', () => {
  it.each([
    ['pai-eas', 300, 300, 3600, 0.9, 'enforce', 'running', 60, 'none', true, null],
    ['alibaba-ecs', 300, 300, 3600, 0.9, 'enforce', 'provisioned', 1, 'none', true, null],
    ['aws-ec2', 120, 0, 0, 1, 'none', 'provisioned', 1, 'first-hour', true, null],
    ['gcp-spot', 30, 0, 0, 1, 'none', 'provisioned', 1, 'none', false, null],
    ['gcp-preemptible', 30, 0, 0, 1, 'none', 'provisioned', 1, 'none', false, 86_400],
    ['azure-spot', 30, 0, 0, 1, 'none', 'provisioned', 1, 'none', true, null],
  ])('%s', (provider, ...figures) => {
    const { rules, services } = sound(withTop(`provider: ${provider}`)).scenario;
    expect(COLUMNS.map((column) => rules[column])).toEqual(figures);
    expect(services[0]?.protection).toBe(rules.protection > 0);
  });

  it.each(KNOWN_BY)('%s: %s is %s (%s)', (provider, rule, value) => {
    expect(sound(withTop(`provider: ${provider}`)).scenario.rules[rule]).toBe(value);
  });

  it('agree in the rest', () => {
    for (const provider of PROVIDERS) {
      expect(PRESETS[provider]).toMatchObject({
        protectionPricing: 'locked',
        capAtCeiling: true,
        reallocateOn: 'release',
        standardDisplacesSpot: 'background',
        grace: 30,
        rebalancePeriod: 600,
      });
    }
  });

  it('are those of PAI-EAS where none is named', () => {
    expect(sound(BASE).scenario.rules).toEqual(PRESETS['pai-eas']);
  });

  it('give way to the rules of the scenario, key by key', () => {
    const { rules } = sound(
      withTop('provider: gcp-preemptible\nrules: { notice: 0s, maxLifetime: none, protection: 1h }'),
    ).scenario;
    expect(rules).toEqual({ ...PRESETS['gcp-preemptible'], notice: 0, maxLifetime: null, protection: 3600 });
  });
});

describe('what the presets do', () => {
  const lost = steps([0, 10], [7200, 0]);
  const run = (provider: ProviderName, changes: Input = {}): Simulated =>
    simulate(
      world({
        provider,
        duration: '30h',
        pools: [pool('a', { stock: steps([0, 10]), ...changes })],
        services: [service('s')],
      }),
    );
  /** Seconds from the first notice to the release. */
  const noticeOf = (simulated: Simulated): number =>
    (times(simulated, 'released')[0] ?? NaN) - (times(simulated, 'noticed')[0] ?? NaN);

  it.each([
    ['pai-eas', 300],
    ['alibaba-ecs', 300],
    ['aws-ec2', 120],
    ['gcp-spot', 30],
    ['gcp-preemptible', 30],
    ['azure-spot', 30],
  ] as const)('%s gives a notice of %i s', (provider, notice) => {
    expect(noticeOf(run(provider, { stock: lost }))).toBe(notice);
  });

  it('gcp-preemptible ends a life after a day, the others do not', () => {
    for (const provider of PROVIDERS) {
      const { lifetime } = run(provider).results.totals.preemptions;
      expect(lifetime, provider).toBe(provider === 'gcp-preemptible' ? 1 : 0);
    }
  });

  it('a price above the ceiling takes a replica where one bids, and nowhere else', () => {
    for (const provider of PROVIDERS) {
      const { price } = run(provider, { price: steps([0, 0.1], [10_000, 0.3]) }).results.totals.preemptions;
      expect(price, provider).toBe(provider.startsWith('gcp') ? 0 : 1);
    }
  });

  it('the first hour is free where aws-ec2 takes the replica, and later ones are not', () => {
    const cost = (second: number): number =>
      run('aws-ec2', { stock: steps([0, 10], [second, 0]) }).results.totals.cost.total;
    expect(cost(3000)).toBe(0);
    expect(cost(9000)).toBeGreaterThan(0.2);
  });

  it('stock that is lost within the first hour takes a replica only where it is not protected', () => {
    for (const provider of PROVIDERS) {
      const noticed = times(run(provider, { stock: steps([0, 10], [600, 0]) }), 'noticed')[0];
      const shielded = provider === 'pai-eas' || provider === 'alibaba-ecs';
      expect(noticed, provider).toBe(shielded ? 3600 : 600);
    }
  });
});
