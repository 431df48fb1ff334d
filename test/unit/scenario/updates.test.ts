import { describe, expect, it } from 'vitest';
import { table } from './fault-table.js';
import { BASE, faults, sound, withAction, withTop } from './fixture.js';

const update = (at: string, set: string): string =>
  `{ at: ${at}, action: update, service: chat, set: { ${set} } }`;
const timeline = (...actions: string[]): string =>
  withTop(`timeline:\n${actions.map((action) => `  - ${action}\n`).join('')}`);

describe('an update of the timeline', () => {
  it('makes a service out of the one before it, in order of time', () => {
    const { updates, scenario } = sound(
      timeline(
        update('2h', 'instances.0.spotPriceLimit: 0.3'),
        update('1h', 'disk: 50GiB'),
        update('2h', 'protection: false'),
      ),
    );
    expect([...updates.keys()]).toEqual([1, 0, 2]);
    const base = scenario.services[0];
    const [later, first, last] = [0, 1, 2].map((index) => updates.get(index));
    expect(first).toEqual({ ok: true, service: { ...base, disk: 50 } });
    const instances = [{ type: 't1', spotPriceLimit: 300_000 }, { type: 't2' }];
    expect(later).toEqual({ ok: true, service: { ...base, disk: 50, instances } });
    expect(last).toEqual({ ok: true, service: { ...base, disk: 50, instances, protection: false } });
  });

  it('fails for too large a disk, and the next one builds on the last good service (R28)', () => {
    const { updates } = sound(
      timeline(update('1h', 'disk: 2001GiB, protection: false'), update('2h', 'rebalancing: true')),
    );
    expect(updates.get(0)).toEqual({ ok: false, reason: 'system disk of 2001 GiB exceeds 2000 GiB' });
    expect(updates.get(1)).toMatchObject({
      ok: true,
      service: { disk: 30, protection: true, rebalancing: true },
    });
  });

  it('of a service whose variant changed begins with the change', () => {
    const text = `${timeline(update('1h', 'disk: 50'))}variants: [{ name: x, set: { services.chat.rebalancing: true } }]\n`;
    expect(sound(text, { variant: 'x' }).updates.get(0)).toMatchObject({
      ok: true,
      service: { rebalancing: true, disk: 50 },
    });
  });
});

const set = (text: string): string => withAction(update('1d', text));

table('bad updates', [
  [
    'replicas',
    set('replicas: 3'),
    's.yaml:5:53: timeline.0.set.replicas: an update cannot change replicas (use action: scale)',
  ],
  [
    'the name',
    set('name: x'),
    's.yaml:5:53: timeline.0.set.name: an update cannot change name (a service keeps its name)',
  ],
  [
    'an unknown key',
    set('dsk: 3'),
    's.yaml:5:53: timeline.0.set.dsk: unknown key "dsk" (did you mean "disk"?)',
  ],
  [
    'an unknown type',
    set('instances.1.type: t22'),
    's.yaml:5:71: timeline.0.set["instances.1.type"]: no pool has the type "t22" (did you mean "t2"?)',
  ],
  [
    'an entry that is not there',
    set('instances.7.type: t1'),
    's.yaml:5:53: timeline.0.set["instances.7.type"]: no "7" in instances (instances has 2 entries, 0 to 1)',
  ],
  [
    'a wrong value inside',
    set('instances: [{ type: t1, spotPriceLimit: -1 }]'),
    's.yaml:5:93: timeline.0.set.instances.0.spotPriceLimit: expected a price from 0 to 100000 or market, found -1',
  ],
  [
    'an empty list',
    set('instances: []'),
    's.yaml:5:64: timeline.0.set.instances: expected a list with at least one entry, found an empty list',
  ],
]);

it('an update of a faulty service repeats none of its faults', () => {
  expect(faults(timeline(update('1h', 'disk: 50')).replace('{ type: t2 }', '{ type: t22 }'))).toHaveLength(1);
  expect(faults(BASE)).toEqual([]);
});
