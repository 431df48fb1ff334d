import { describe, expect, it } from 'vitest';
import { describeVariant } from '../../../src/scenario/index.js';
import { table } from './fault-table.js';
import { BASE, EAS_JSON, faults, sound, withTop } from './fixture.js';

const VARIANTS = `variants:
  - { name: bare, set: { services.chat.protection: false } }
  - name: both
    from: bare
    description: cheaper still
    set:
      services.chat.instances.0.spotPriceLimit: 0.2
      rules.notice: 0s
      pools["a"].price.value: 0.05
`;
const TEXT = `${BASE}${VARIANTS}`;

describe('a variant', () => {
  it('changes what it sets, on top of what it builds on', () => {
    const { scenario, variant, variants } = sound(TEXT, { variant: 'both' });
    expect(scenario.services[0]).toMatchObject({
      protection: false,
      instances: [{ spotPriceLimit: 200_000 }, {}],
    });
    expect(scenario.rules.notice).toBe(0);
    expect(scenario.pools[0]?.price).toEqual({ process: 'constant', value: 50_000 });
    expect(variant).toBe('both');
    expect(variants).toEqual([
      { name: 'bare' },
      { name: 'both', from: 'bare', description: 'cheaper still' },
    ]);
  });

  it('leaves the scenario itself as it was', () => {
    expect(sound(TEXT).scenario).toEqual(sound(BASE).scenario);
    expect(sound(TEXT).variant).toBeNull();
  });

  it('says in words what differs', () => {
    expect(describeVariant(sound(TEXT))).toEqual([]);
    const differences = describeVariant(
      sound(TEXT, { variant: 'both', set: ['services.chat.replicas=3', 'version=1'] }),
    );
    expect(differences.map(({ text }) => text).sort()).toEqual([
      'pools.a.price.value: 0.1 -> 0.05',
      'rules: (default) -> {"notice":"0s"}',
      'services.chat.instances.0.spotPriceLimit: 0.12 -> 0.2',
      'services.chat.protection: (default) -> false',
      'services.chat.replicas: (default) -> 3',
    ]);
  });

  it('removes a key by null', () => {
    const text = `${BASE}variants: [{ name: standard, set: { services.chat.instances.0.spotPriceLimit: null } }]\n`;
    expect(sound(text, { variant: 'standard' }).scenario.services[0]?.instances[0]).toEqual({ type: 't1' });
  });

  it('is located where it was written', () => {
    const { locate } = sound(TEXT, { variant: 'both', set: ['services.chat.replicas=3'] });
    expect(locate(['services', 0, 'instances', 0, 'spotPriceLimit'])).toEqual({
      file: 's.yaml',
      line: 16,
      column: 49,
    });
    expect(locate(['services', 'chat', 'protection'])).toEqual({ file: 's.yaml', line: 11, column: 52 });
    expect(locate(['services', 'chat', 'replicas'])).toEqual({ file: '--set services.chat.replicas=3' });
    expect(locate(['services', 'chat', 'instances', 1, 'type'])).toEqual({
      file: 's.yaml',
      line: 9,
      column: 61,
    });
    expect(locate(['pools', 'b', 'standardPrice'])).toEqual({ file: 's.yaml', line: 6, column: 62 });
    expect(locate(['pools', 'b', 'weight'])).toEqual({ file: 's.yaml', line: 6, column: 5 });
  });
});

const one = (set: string): string => withTop(`variants: [{ name: x, set: { ${set} } }]`);

table('bad variants', [
  [
    'a circle',
    withTop('variants: [{ name: x, from: y }, { name: y, from: x }]'),
    's.yaml:4:29: variants.x.from: circular: x -> y -> x (a variant cannot build on itself)',
  ],
  [
    'one that builds on itself',
    withTop('variants: [{ name: x, from: x }]'),
    's.yaml:4:29: variants.x.from: circular: x -> x (a variant cannot build on itself)',
  ],
  [
    'an unknown one to build on',
    withTop('variants: [{ name: xylophone, from: xylofone }]'),
    's.yaml:4:37: variants.xylophone.from: no variant is called "xylofone" (did you mean "xylophone"?)',
  ],
  [
    'a name given twice',
    withTop('variants: [{ name: x }, { name: x }]'),
    's.yaml:4:33: variants.x.name: the name "x" is taken by entry 0 of variants',
  ],
  [
    'an unknown service',
    one('services.chta.replicas: 2'),
    's.yaml:4:30: services.chta.replicas: variant "x": no "chta" in services (did you mean "chat"?)',
  ],
  [
    'an unknown key',
    one('services.chat.replcas: 2'),
    's.yaml:4:30: services.chat.replcas: variant "x": unknown key "replcas" (did you mean "replicas"?)',
  ],
  [
    'an unknown key on the way',
    one('rulse.notice: 2m'),
    's.yaml:4:30: rulse.notice: variant "x": no "rulse" in the scenario (did you mean "rules"?)',
  ],
  [
    'an unknown type',
    one('services.chat.instances.1.type: t22'),
    's.yaml:4:62: services.chat.instances.1.type: variant "x": no pool has the type "t22" (did you mean "t2"?)',
  ],
  [
    'a wrong value deep in what it sets',
    one('"pools.a.price": { process: steps, steps: [{ at: 0s, value: -1 }] }'),
    's.yaml:4:90: pools.a.price.steps.0.value: variant "x": expected a number from 0 to 100000, found -1',
  ],
  [
    'no path',
    one('"a..b": 1'),
    's.yaml:4:30: a..b: variant "x": "a..b" is not a path (at character 2) (write services.chat.replicas, services.chat.instances.1.type, or pools["name.with.dots"].price.median)',
  ],
  [
    'a fault told once, though another builds on it',
    withTop('variants: [{ name: x, set: { services.chat.replicas: 1.5 } }, { name: y, from: x }]'),
    's.yaml:4:54: services.chat.replicas: variant "x": expected a whole number from 0 to 1000000, found 1.5',
  ],
]);

describe('a variant that leads nowhere', () => {
  it('is told beside the faults of the scenario', () => {
    expect(
      faults(one('services.chta.replicas: 2').replace('standardPrice: 0.4', 'standardPrice: -1')),
    ).toEqual([
      's.yaml:4:30: services.chta.replicas: variant "x": no "chta" in services (did you mean "chat"?)',
      's.yaml:6:62: pools.a.standardPrice: expected a number above 0 and at most 100000, found -1',
    ]);
  });

  it('that is not there is named with those that are', () => {
    expect(faults(TEXT, { variant: 'boht' })).toEqual([
      's.yaml: no variant is called "boht" (did you mean "both"?)',
    ]);
    expect(faults(BASE, { variant: 'x' })).toEqual([
      's.yaml: no variant is called "x" (the scenario has no variants)',
    ]);
  });
});

describe('--set', () => {
  it.each([
    ['services.chat.replcas=3', 'services.chat.replcas: unknown key "replcas" (did you mean "replicas"?)'],
    [
      'services.chat.instances.9.type=x',
      'services.chat.instances.9.type: no "9" in services.chat.instances (services.chat.instances has 2 entries, 0 to 1)',
    ],
    [
      'services.chat.replicas=1.5',
      'services.chat.replicas: expected a whole number from 0 to 1000000, found 1.5',
    ],
    ['name.first=x', 'name.first: name is "base", which has no "first" (set name as a whole)'],
    ['services.chat.autoscaling.min=3', 'services.chat.autoscaling.max: missing (The most replicas)'],
    [
      'pools.a.lifetime.mean=3h',
      'pools.a.lifetime.mean: pools.a.lifetime is not there to be changed (set it as a whole: pools.a.lifetime={ … })',
    ],
    [
      'services.chat.eas=x.json',
      'services.chat.eas: eas is read before variants and --set; it cannot be set by them (set the keys of the service)',
    ],
    ['variants=[]', 'variants: variants cannot be changed by a variant or --set'],
    ['__proto__.x=1', '__proto__.x: "__proto__" cannot be set'],
    ['seed=[1', 'the value is not YAML: flow sequence must end with a ]'],
    ['seed=', 'expected path=value (--set services.chat.replicas=4)'],
    ['seed', 'expected path=value (--set services.chat.replicas=4)'],
  ])('%s', (set, fault) => {
    expect(faults(BASE, { set: [set] })).toEqual([`--set ${set}: ${fault}`]);
  });

  it('points out that a name with dots is quoted', () => {
    const text = BASE.replace('name: a,', 'name: h/c8i.2xlarge,');
    expect(faults(text, { set: ['pools.h/c8i.2xlarge.weight=2'] })).toEqual([
      '--set pools.h/c8i.2xlarge.weight=2: pools.h/c8i.2xlarge.weight: no "h/c8i" in pools (a name with dots is quoted: pools["h/c8i.2xlarge"])',
    ]);
    expect(sound(text, { set: ['pools["h/c8i.2xlarge"].weight=2'] }).scenario.pools[0]?.weight).toBe(2);
  });

  it('takes maps and lists, and numbers as numbers', () => {
    const { scenario } = sound(BASE, {
      set: [
        'services.chat.instances=[{ type: t2 }, { type: t1 }]',
        'pools.0.stock={ process: constant, capacity: 3 }',
      ],
    });
    expect(scenario.services[0]?.instances).toEqual([{ type: 't2' }, { type: 't1' }]);
    expect(scenario.pools[0]?.stock).toEqual({ process: 'constant', capacity: 3 });
  });
});

describe('the order of making', () => {
  const text = `${BASE.replace('- name: chat', '- eas: chat.json')}    replicas: 3\nvariants:\n  - { name: low, set: { services.test.replicas: 4, services.test.disk: 50 } }\n  - { name: high, from: low, set: { services.test.replicas: 5 } }\n`;
  const files = { 'chat.json': EAS_JSON };
  const replicas = (variant?: string, ...set: string[]): readonly (number | undefined)[] => {
    const service = sound(text, { files, set, ...(variant === undefined ? {} : { variant }) }).scenario
      .services[0];
    return [service?.replicas, service?.disk];
  };

  it('is EAS, scenario, variant chain, --set, defaults', () => {
    expect(replicas()).toEqual([3, 40]);
    expect(replicas('low')).toEqual([4, 50]);
    expect(replicas('high')).toEqual([5, 50]);
    expect(replicas('high', 'services.test.replicas=6', 'services.test.replicas=7')).toEqual([7, 50]);
    expect(replicas('high', 'services.test.replicas=null', 'services.test.disk=null')).toEqual([1, 30]);
  });
});
