import { describe, expect, it } from 'vitest';
import { DigestRecorder, tee, type Directory } from '../../../src/events/index.js';
import { acquisition, directoryOf, play, type Call } from '../../support/calls.js';

const BASE: readonly Call[] = [
  ['price', 0, 0, 110_000, 122_222],
  ['price', 0, 1, 5_000_000_000, 5_555_555_556],
  ['stock', 0, 0, 4],
  ['outage', 5, 0, true],
  ['desired', 0, 0, 2],
  ['serviceState', 0, 0, 'Creating', 'deploying'],
  ['waiting', 0, 0, 1, ['out-of-stock', 'price-above-ceiling']],
  ['withdrawn', 3, 0, 1],
  ['acquired', 7, acquisition({ protectedUntil: 3607, locked: true })],
  ['ready', 9, 0, 0],
  ['protectionEnded', 3607, 0, 0],
  ['noticed', 3700, 0, 0, 'price', 4000],
  ['draining', 3800, 0, 0, 'scale', 3830],
  ['released', 3830, 0, 0, 'price'],
  ['billingStopped', 3900, 0],
  ['action', 3900, 's0', 'delete', 'done'],
  ['machines', 0, 0, 2],
];

function digestOf(calls: readonly Call[], directory: Directory = directoryOf({})): DigestRecorder {
  const recorder = new DigestRecorder(directory);
  play(recorder, calls);
  return recorder;
}

const changed = (index: number, call: Call): string =>
  digestOf(BASE.map((one, at) => (at === index ? call : one))).digest();

describe('DigestRecorder', () => {
  it('is 32 hexadecimal digits, the same for the same events, known for ever', () => {
    expect(digestOf(BASE).digest()).toBe('9f79aa1837164f31d3cea86acdf70e1b');
    expect(digestOf(BASE).entityDigests()['dedicated/d0']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('sees every number, name and word of every event', () => {
    const whole = digestOf(BASE).digest();
    const facts = { protectedUntil: 3607, locked: true };
    const variants: readonly (readonly [number, Call])[] = [
      [0, ['price', 1, 0, 110_000, 122_222]],
      [0, ['price', 0, 0, 110_001, 122_222]],
      [0, ['price', 0, 0, 110_000, 122_223]],
      [1, ['price', 0, 1, 5_000_000_000 - 4_294_967_296, 5_555_555_556]],
      [1, ['price', 0, 1, 5_000_000_000, 5_555_555_557]],
      [2, ['stock', 0, 0, 5]],
      [2, ['stock', 0, 0, Infinity]],
      [3, ['outage', 5, 0, false]],
      [4, ['desired', 0, 0, 3]],
      [5, ['serviceState', 0, 0, 'Waiting', 'deploying']],
      [5, ['serviceState', 0, 0, 'Creating', 'deployinG']],
      [6, ['waiting', 0, 0, 1, ['out-of-stock']]],
      [6, ['waiting', 0, 0, 1, ['price-above-ceiling', 'out-of-stock']]],
      [7, ['withdrawn', 3, 0, 2]],
      [8, ['acquired', 7, acquisition({ ...facts, entry: 1 })]],
      [8, ['acquired', 7, acquisition({ ...facts, pool: 1 })]],
      [8, ['acquired', 7, acquisition({ ...facts, pool: -1 })]],
      [8, ['acquired', 7, acquisition({ ...facts, tier: 'protected' })]],
      [8, ['acquired', 7, acquisition({ ...facts, ceiling: Infinity })]],
      [8, ['acquired', 7, acquisition({ ...facts, price: 1_000_001 })]],
      [8, ['acquired', 7, acquisition({ ...facts, disk: 31 })]],
      [8, ['acquired', 7, acquisition({ ...facts, protectedUntil: 3608 })]],
      [8, ['acquired', 7, acquisition({ ...facts, locked: false })]],
      [8, ['acquired', 7, acquisition({ ...facts, reallocation: true })]],
      [9, ['ready', 10, 0, 0]],
      [10, ['protectionEnded', 3607, 0, 1]],
      [11, ['noticed', 3700, 0, 0, 'stock', 4000]],
      [11, ['noticed', 3700, 0, 0, 'price', 4001]],
      [12, ['draining', 3800, 0, 0, 'stop', 3830]],
      [13, ['released', 3830, 0, 0, 'stock']],
      [14, ['billingStopped', 3901, 0]],
      [15, ['action', 3900, 's1', 'delete', 'done']],
      [15, ['action', 3900, 's0', 'stop', 'done']],
      [15, ['action', 3900, 's0', 'delete', 'refused']],
      [16, ['machines', 0, 0, 3]],
    ];
    const digests = variants.map(([index, call]) => changed(index, call));
    expect(new Set([whole, ...digests]).size).toBe(variants.length + 1);
    expect(digestOf(BASE.slice(0, -1)).digest()).not.toBe(whole);
  });

  it('goes by names: indices and the order of listing do not matter', () => {
    const swapped: Directory = {
      ...directoryOf({ pools: ['p1', 'p0'], services: ['s1', 's0'] }),
      serviceOf: () => 1,
    };
    const calls: Call[] = BASE.map((call) => {
      const [method, at, index, ...rest] = call as unknown as [string, number, unknown, ...unknown[]];
      if (method === 'acquired')
        return ['acquired', at, { ...(index as ReturnType<typeof acquisition>), service: 1, pool: 1 }];
      if (typeof index !== 'number' || method === 'machines') return call;
      return [method, at, 1 - index, ...rest] as unknown as Call;
    });
    expect(digestOf(calls, swapped).digest()).toBe(digestOf(BASE).digest());
  });

  it('a service that is added leaves the digests of the others as they were', () => {
    const before = digestOf(BASE).entityDigests();
    const more = digestOf(
      [
        ...BASE,
        ['desired', 4000, 2, 1],
        ['acquired', 4000, acquisition({ service: 2, replica: 200, pool: 2 })],
      ],
      directoryOf({ pools: ['p0', 'p1', 'extra'], services: ['s0', 's1', 'extra'] }),
    );
    expect(more.entityDigests()).toMatchObject(before);
    expect(Object.keys(more.entityDigests())).toEqual([
      ...['action/s0', 'dedicated/d0', 'pool/extra', 'pool/p0', 'pool/p1'],
      ...['service/extra', 'service/s0', 'service/s1'],
    ]);
    expect(more.digest()).not.toBe(digestOf(BASE).digest());
  });

  it('writes -0 as 0 and one NaN', () => {
    const level = (value: number): string => digestOf([['stock', 0, 0, value]]).digest();
    expect(level(-0)).toBe(level(0));
    const other = new Float64Array(new Uint32Array([1, 0x7ff80000]).buffer)[0];
    expect(level(other)).toBe(level(NaN));
    expect(level(NaN)).not.toBe(level(Infinity));
  });

  it('saved and resumed is the digest of the whole', () => {
    const first = digestOf(BASE.slice(0, 9));
    const second = new DigestRecorder(directoryOf({}));
    second.restore(first.save());
    play(first, BASE.slice(9));
    play(second, BASE.slice(9));
    expect(second.digest()).toBe(digestOf(BASE).digest());
    expect(first.digest()).toBe(second.digest());
  });

  it('has no collisions among twenty thousand near prices and seconds', () => {
    const recorder = new DigestRecorder(directoryOf({}));
    const blank = recorder.save();
    const seen = new Set<string>();
    for (let price = 0; price < 5000; price += 1) {
      for (const at of [0, 1, 2, 3]) {
        recorder.restore(blank);
        recorder.price(at, 0, price, 0);
        seen.add(recorder.entityDigests()['pool/p0']);
      }
    }
    expect(seen.size).toBe(20_000);
  });
});

describe('tee', () => {
  it('tells every observer all that happens', () => {
    const recorders = [1, 2, 3, 4].map(() => new DigestRecorder(directoryOf({})));
    play(tee(...recorders), BASE);
    for (const recorder of recorders) expect(recorder.digest()).toBe(digestOf(BASE).digest());
  });

  it('of one is that one, of none is silent', () => {
    const only = new DigestRecorder(directoryOf({}));
    expect(tee(only)).toBe(only);
    expect(() => play(tee(), BASE)).not.toThrow();
  });
});
