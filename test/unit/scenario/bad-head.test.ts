import { expect, it } from 'vitest';
import { table } from './fault-table.js';
import { BASE, changed, faults, withTop } from './fixture.js';

const CAPACITY = 'expected a whole number of at least 1 or a percent above 0% up to 100% such as 50%, found';
const PRICED = 'expected a number above 0 and at most 100000, found';

table('the head', [
  [
    'a text for a duration',
    changed('duration: 2d', 'duration: two days'),
    's.yaml:3:11: duration: expected a duration such as 90s, 5m, 1h30m, 30d or P30D, found "two days"',
  ],
  [
    'no time at all',
    changed('duration: 2d', 'duration: 0s'),
    's.yaml:3:11: duration: expected a duration of at least 1s, found "0s"',
  ],
  [
    'more than ten years',
    changed('duration: 2d', 'duration: 4000d'),
    's.yaml:3:11: duration: expected at most 3653d (ten years), found "4000d"',
  ],
  [
    'half a second',
    changed('duration: 2d', 'duration: 1.5s'),
    's.yaml:3:11: duration: expected a whole number of seconds, found "1.5s"',
  ],
  [
    'a missing key',
    changed('duration: 2d\n', ''),
    's.yaml:1:1: duration: missing (The simulated time, at most 3653d)',
  ],
  [
    'a key without a value',
    changed('duration: 2d', 'duration:'),
    's.yaml:3:10: duration: expected a duration such as 90s, 5m, 1h30m, 30d or P30D, found nothing',
  ],
  ['another version', changed('version: 1', 'version: 2'), 's.yaml:1:10: version: expected 1, found 2'],
  [
    'a name that leaves its folder',
    changed('name: base', 'name: ../base'),
    's.yaml:2:7: name: expected a name of letters, digits, blanks, ".", "_" and "-" that begins with a letter or a digit, found "../base"',
  ],
  [
    'a misspelt key',
    changed('name: base', 'nam: base'),
    's.yaml:1:1: name: missing (The name; results are kept under it)',
    's.yaml:2:1: nam: unknown key "nam" (did you mean "name"?)',
  ],
  [
    'an instant without a zone',
    withTop('start: 2026-03-02T00:00:00'),
    's.yaml:4:8: start: expected an instant with its zone such as 2026-03-02T00:00:00+08:00, found "2026-03-02T00:00:00" (a local time without a zone)',
  ],
  [
    'an unknown provider',
    withTop('provider: aws'),
    's.yaml:4:11: provider: expected one of pai-eas, alibaba-ecs, aws-ec2, gcp-spot, gcp-preemptible, azure-spot, found "aws" (did you mean "aws-ec2"?)',
  ],
  ['a number for a text', withTop('currency: 5'), 's.yaml:4:11: currency: expected a text, found 5'],
  ['NaN as a seed', withTop('seed: .nan'), 's.yaml:4:7: seed: expected a number or a text, found NaN'],
  [
    'nothing to simulate',
    'version: 1\nname: x\nduration: 1d\n',
    's.yaml:1:1: neither pools nor services nor plans: there is nothing to simulate',
  ],
]);

table('rules', [
  [
    'a misspelt rule',
    withTop('rules: { notce: 5m }'),
    's.yaml:4:10: rules.notce: unknown key "notce" (did you mean "notice"?)',
  ],
  [
    'a ratio of 0',
    withTop('rules: { protectionPriceRatio: 0 }'),
    's.yaml:4:32: rules.protectionPriceRatio: expected a number above 0 and at most 1, found 0',
  ],
  [
    'a ratio above 1',
    withTop('rules: { protectionPriceRatio: 1.1 }'),
    's.yaml:4:32: rules.protectionPriceRatio: expected a number above 0 and at most 1, found 1.1',
  ],
  [
    'an order enforced between equal prices (R17)',
    withTop('rules: { protectionPriceRatio: 1 }'),
    's.yaml:4:32: rules.protectionPriceRatio: priceOrder enforce needs a protectionPriceRatio below 1, found 1 (say protectionPriceRatio: 0.9 or priceOrder: none)',
  ],
  [
    'the same by the preset',
    withTop('provider: aws-ec2\nrules: { priceOrder: enforce }'),
    's.yaml:5:22: rules.priceOrder: priceOrder enforce needs a protectionPriceRatio below 1, found 1 (say protectionPriceRatio: 0.9 or priceOrder: none)',
  ],
  [
    'an increment of 0',
    withTop('rules: { billingIncrement: 0s }'),
    's.yaml:4:28: rules.billingIncrement: expected a duration of at least 1s, found "0s"',
  ],
  [
    'a lifetime of never',
    withTop('rules: { maxLifetime: never }'),
    's.yaml:4:23: rules.maxLifetime: expected none or a duration such as 24h, found "never"',
  ],
]);

it('accepts the scenario that the cases change', () => {
  expect(faults(BASE)).toEqual([]);
});

it('tells all faults at once, those between parts too, from the top of the file down', () => {
  const text = changed('standardPrice: 0.4', 'standardPrice: -1').replace(
    '{ type: t2 }',
    '{ type: t9, capacity: 0 }, { type: t22 }',
  );
  expect(faults(`${text}timeline: [{ at: 1d, action: stop, service: chta }]\n`)).toEqual([
    `s.yaml:5:62: pools.a.standardPrice: ${PRICED} -1`,
    `s.yaml:9:75: services.chat.instances.1.capacity: ${CAPACITY} 0`,
    's.yaml:9:88: services.chat.instances.2.type: no pool has the type "t22" (did you mean "t2"?)',
    's.yaml:10:45: timeline.0.service: no service is called "chta" (did you mean "chat"?)',
  ]);
});

it('names at most a hundred faults', () => {
  const keys = Array.from({ length: 300 }, (_, i) => `unknown${i}: 1`).join('\n');
  const told = faults(withTop(keys));
  expect(told).toHaveLength(101);
  expect(told.at(-1)).toBe('and 200 more');
});
