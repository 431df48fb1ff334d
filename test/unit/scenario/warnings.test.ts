import { describe, expect, it } from 'vitest';
import { BASE, changed, warnings, withEntry, withPrice, withService, withTop } from './fixture.js';

describe('warnings', () => {
  it('none without reason', () => {
    expect(warnings(BASE)).toEqual([]);
  });

  it('a list of spot entries alone (R30)', () => {
    expect(
      warnings(
        withEntry('{ type: t2, spotPriceLimit: 0.1 }').replace(
          ', spot: false',
          ', price: { process: constant, value: 0.05 }',
        ),
      ),
    ).toEqual([
      's.yaml:9:16: services.chat.instances: only spot entries: without price or stock for them nothing runs (add a standard entry behind the spot ones, R30)',
    ]);
  });

  it('a single type (R31)', () => {
    expect(warnings(withEntry('{ type: t1 }'))).toEqual([
      's.yaml:9:16: services.chat.instances: a single instance type: without stock of t1 nothing runs (add another type, R31)',
    ]);
  });

  it('a bid on what cannot be bid on (R29)', () => {
    expect(warnings(withEntry('{ type: t2, spotPriceLimit: 0.1 }, { type: t2 }'))).toEqual([
      's.yaml:9:81: services.chat.instances.1.spotPriceLimit: t2 cannot be bid on in r: the entry is always passed over (no pool of that type has spot, R29)',
    ]);
  });

  it('a type of another region (R32)', () => {
    expect(
      warnings(changed('type: t2, region: r', 'type: t2, region: r2', withService('region: r'))),
    ).toEqual([
      's.yaml:9:61: services.chat.instances.1.type: t2 is not offered in r, only in r2: the entry is always passed over (stock is per region, R32)',
    ]);
  });

  it('a disk above the free 30 GiB without a price for it', () => {
    expect(warnings(withService('disk: 40GiB'))).toEqual([
      's.yaml:10:11: services.chat.disk: 10 GiB of disk beyond the free 30 cost nothing here: no price is given (set prices.diskGiBHour)',
    ]);
    expect(
      warnings(
        changed('duration: 2d', 'duration: 2d\nprices: { diskGiBHour: 0 }', withService('disk: 40GiB')),
      ),
    ).toEqual([]);
  });

  it('a measured market whose spikes the order of the tiers cuts (R17)', () => {
    const text = withPrice('{ process: preset, name: ec2-2015-r3.large-a }');
    expect(warnings(text)).toEqual([
      's.yaml:5:99: pools.a.price.name: ec2-2015-r3.large-a had spikes above the standard price: here they are cut to below it (say rules.priceOrder: none to have them as they were)',
    ]);
    expect(warnings(withTop('rules: { priceOrder: none }', text))).toEqual([]);
  });

  it('an autoscaler with nothing to follow', () => {
    expect(warnings(withService('autoscaling: { min: 1, max: 2 }'))).toEqual([
      's.yaml:10:18: services.chat.autoscaling: the autoscaler has neither a demand nor a schedule: it only keeps min and max (add autoscaling.demand or autoscaling.schedule)',
    ]);
  });

  it('stand at the variant that brought them', () => {
    const text = withTop('variants: [{ name: one, set: { services.chat.instances: [{ type: t1 }] } }]');
    expect(warnings(text, { variant: 'one' })).toEqual([
      's.yaml:4:57: services.chat.instances: a single instance type: without stock of t1 nothing runs (add another type, R31)',
    ]);
  });
});
