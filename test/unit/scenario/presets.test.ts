import { describe, expect, it } from 'vitest';
import { PRESETS, PROVIDERS } from '../../../src/scenario/index.js';
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
