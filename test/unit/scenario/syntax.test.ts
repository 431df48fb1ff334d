import { describe, expect, it } from 'vitest';
import { faults, sound, withTop, BASE } from './fixture.js';

describe('syntax', () => {
  it('tells every YAML fault with its place', () => {
    expect(faults('version: 1\nname: x\n\tbad: 1\nname: y\npools: [1\nseed: 2\n')).toEqual([
      's.yaml:3:1: tabs are not allowed as indentation',
      's.yaml:4:1: duplicate key name',
      's.yaml:6:1: flow sequence in block collection must be sufficiently indented and end with a ]',
    ]);
  });

  it.each([
    [
      'a tab',
      'version: 1\npools:\n  - name: a\n\ttype: b\n    zone: c\n  - name: e\n    zone: f\nname: d\n',
      's.yaml:4:1: tabs are not allowed as indentation',
    ],
    [
      'a list that is not closed',
      'pools: [\n  - name: a\nname: d\n',
      's.yaml:2:3: block collections are not allowed within flow collections',
    ],
    [
      'a text that looks like a map',
      'name: a\ndescription: what: how: why\n',
      's.yaml:2:14: nested mappings are not allowed in compact mappings (check the indentation, and quote a text that has ": " in it)',
    ],
  ])('tells %s once, and not what the parser stumbles over behind it', (_, text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  it('wants one document', () => {
    expect(faults(`${BASE}---\na: 1\n`)).toEqual(['s.yaml:10:1: expected one YAML document, found several']);
  });

  it('refuses tags, which could mean anything', () => {
    expect(faults(withTop('seed: !roll 6'))).toEqual(['s.yaml:4:7: unresolved tag: !roll']);
    expect(faults(withTop('seed: !!binary aGk='))).toHaveLength(1);
  });

  it.each([
    ['', 's.yaml:1:1: the file is empty; expected a scenario'],
    ['# nothing\n', 's.yaml:1:1: the file is empty; expected a scenario'],
    ['[1, 2]', 's.yaml:1:1: expected a scenario: a map of keys'],
    ['just text', 's.yaml:1:1: expected a scenario: a map of keys'],
  ])('wants a map, not %j', (text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  it('reads JSON, a byte order mark before it, and a place for the schema in it', () => {
    const { scenario, input } = sound(BASE);
    const json = JSON.stringify(
      { $schema: '../schema/scenario.schema.json', ...(input as object) },
      null,
      '\t',
    );
    expect(sound(`\uFEFF${json}`, { name: 's.json' }).scenario).toEqual(scenario);
    expect(faults(json.replace('"duration": "2d"', '"duration": "2x"'), { name: 's.json' })).toEqual([
      's.json:5:14: duration: expected a duration such as 90s, 5m, 1h30m, 30d or P30D, found "2x"',
    ]);
  });

  it('refuses "__proto__" as a key like any other', () => {
    expect(faults(withTop('__proto__: { polluted: true }'))[0]).toMatch(
      /^s\.yaml:4:1: __proto__: unknown key "__proto__"/,
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('aliases', () => {
  it('are written out, each place for itself', () => {
    const text = `${BASE}  - { name: two, instances: &list [{ type: t1, spotPriceLimit: 0.1 }, { type: t2 }] }\n  - { name: three, instances: *list }\n`;
    const { scenario } = sound(text, { set: ['services.three.instances.0.spotPriceLimit=0.3'] });
    expect(scenario.services.map(({ instances }) => instances[0]?.spotPriceLimit)).toEqual([
      120_000, 100_000, 300_000,
    ]);
  });

  it('point a fault at the place that was written', () => {
    const text = withTop('description: &d 5\nseed: 1').replace(
      'name: chat',
      'name: chat\n    zonePolicy: *d',
    );
    expect(faults(text)).toEqual([
      's.yaml:4:17: description: expected a text, found 5',
      's.yaml:11:17: services.chat.zonePolicy: expected one of listed, cheapest, most-stock, found 5',
    ]);
  });

  it('without an anchor are faults', () => {
    expect(faults(withTop('seed: *one'))).toEqual(['s.yaml:4:7: no anchor &one stands before this alias']);
  });

  it('that contain themselves are faults', () => {
    expect(faults(withTop('pools: &p [*p]'))).not.toEqual([]);
    expect(faults('a: &a [*a]')).toEqual([
      's.yaml: nested deeper than 64 levels, or an alias inside itself (write the values out)',
    ]);
  });

  it('that multiply are refused before they fill the memory', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const bomb = names.map(
      (name, i) =>
        `${name}: &${name} [${Array(10)
          .fill(i === 0 ? 'x' : `*${names[i - 1]}`)
          .join(', ')}]`,
    );
    expect(faults(bomb.join('\n'))).toEqual([
      's.yaml: aliases multiply beyond reason (write the values out)',
    ]);
  });
});

describe('merge keys', () => {
  const merging = (written: string): string =>
    `${BASE}  - &two { name: two, zonePolicy: cheapest, replicas: 3, instances: [{ type: t2 }] }\n  - { ${written}, name: three }\n`;

  it.each(['<<: *two', '<<: [{ disk: 40 }, *two]'])(
    'take over the keys that the map lacks: %s',
    (written) => {
      const { scenario } = sound(merging(`${written}, replicas: 5`));
      const { name, zonePolicy, replicas } = scenario.services[2] ?? {};
      expect({ name, zonePolicy, replicas }).toEqual({ name: 'three', zonePolicy: 'cheapest', replicas: 5 });
    },
  );

  it('point a fault at the place that was written', () => {
    expect(faults(merging('<<: *two').replace('replicas: 3', 'replicas: x'))).toEqual([
      's.yaml:10:55: services.two.replicas: expected a whole number from 0 to 1000000, found "x"',
      's.yaml:10:55: services.three.replicas: expected a whole number from 0 to 1000000, found "x"',
    ]);
  });

  it('merge maps only', () => {
    expect(faults(merging('<<: 5'))).toEqual([
      's.yaml:11:7: << merges maps only (an alias of a map, a map, or a list of these)',
    ]);
  });

  it('that multiply are refused before they take for ever', () => {
    const bomb = Array.from({ length: 12 }, (_, i) =>
      i === 0
        ? 'a0: &a0 { x: 1 }'
        : `a${i}: &a${i} { <<: [${Array(9)
            .fill(`*a${i - 1}`)
            .join(', ')}] }`,
    );
    expect(faults(bomb.join('\n'))).toEqual([
      's.yaml:6:11: aliases multiply beyond reason (write the values out)',
    ]);
  });
});

describe('size', () => {
  it('a file of 50 MB is refused at once', () => {
    expect(faults(`a: ${'x'.repeat(50_000_000)}`)).toEqual([
      's.yaml: a file of 50.0 MB is too large to be read as one document (at most 4 MB) (long histories belong in files of their own: { process: trace, file: … })',
    ]);
  });

  it.each([
    ['brackets', '['.repeat(20_000)],
    ['maps', '{a: '.repeat(20_000)],
    ['dashes', '- '.repeat(20_000)],
    ['indentation', Array.from({ length: 1500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('%s nested beyond reason are refused', (_, text) => {
    expect(faults(text)[0]).toMatch(/nested deeper than 64 levels/);
  });
});
