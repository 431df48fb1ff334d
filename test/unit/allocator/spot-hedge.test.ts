import { describe, expect, it } from 'vitest';
import { spotHedge } from '../../../src/allocator/strategy/spot-hedge.js';
import type {
  Choice,
  Group,
  News,
  Observation,
  OwnReplica,
} from '../../../src/allocator/strategy/strategy.js';

/** Prices of zones a, b and c, and of standard behind them. */
const PRICES = [30, 20, 25, 100];
const ZONES = ['spot 0 a', 'spot 1 b', 'spot 2 c'];
const [A, B, C] = ZONES;

const choices: readonly Choice[] = ['a', 'b', 'c', 'od'].map((pool, entry) => ({
  ...{ entry, pool, type: pool, zone: pool, standardPrice: 100, weight: 1 },
  ...(pool === 'od' ? { tier: 'standard', limit: Infinity } : { tier: 'unprotected', limit: 100 }),
}));

const replica = (slot: number, group: string, state: OwnReplica['state'] = 'ready'): OwnReplica => ({
  ...{ slot, group, state, askedAt: 0, ceiling: 100 },
  choice: state === 'waiting' ? -1 : Math.max(ZONES.indexOf(group), group === 'standard' ? 3 : 0),
});

const seen = (replicas: readonly OwnReplica[], news: readonly News[] = []): Observation => ({
  ...{ at: 600, desired: 2, choices, replicas, news },
  price: (choice) => PRICES[choice],
  history: () => ({ at: [0], price: [20], until: 600 }),
  spare: () => undefined,
});

const told = (kind: News['kind'], group: string): News => ({ at: 600, kind, slot: 0, group, choice: 0 });

/** Counts by group, and the zones that are thought to preempt. */
function decided(
  observation: Observation,
  preempting: readonly string[] = [],
  extra = 1,
): { readonly counts: Readonly<Record<string, number>>; readonly preempting: readonly string[] } {
  const strategy = spotHedge({ extra, fallback: true, interval: 60 });
  const [state, groups] = strategy.decide({ preempting, due: 0 }, observation);
  const counts = groups.filter(({ count }: Group) => count > 0).map(({ name = '', count }) => [name, count]);
  return { counts: Object.fromEntries(counts), preempting: state.preempting };
}

describe('SpotHedge (Algorithm 1 of the paper)', () => {
  it('launches desired + extra on spot, in the cheapest zones that have nothing yet', () => {
    expect(decided(seen([]), [], 0).counts).toEqual({ [B]: 1, [C]: 1, standard: 2 });
    expect(decided(seen([])).counts).toEqual({ [A]: 1, [B]: 1, [C]: 1, standard: 2 });
    expect(decided(seen([replica(0, A), replica(1, B), replica(2, C)]), [], 2).counts).toMatchObject({
      [B]: 2,
    });
  });

  it('keeps min(desired, desired + extra - ready spot) on standard', () => {
    const spot = [replica(0, A), replica(1, B), replica(2, C)];
    expect(decided(seen(spot)).counts).toEqual({ [A]: 1, [B]: 1, [C]: 1 });
    expect(decided(seen(spot.slice(0, 2))).counts['standard']).toBe(1);
    expect(
      decided(seen([replica(0, A, 'starting'), replica(1, B, 'noticed'), replica(2, C)])).counts['standard'],
    ).toBe(2);
    expect(decided(seen([])).counts['standard']).toBe(2);
  });

  it.each(['noticed', 'refused'] as const)(
    'a zone that %s moves to Z_P, and the launch goes elsewhere',
    (kind) => {
      const held = [replica(0, A), replica(1, C)];
      const { counts, preempting } = decided(seen(held, [told(kind, B)]));
      expect(preempting).toEqual([B]);
      expect(counts).toEqual({ [A]: 1, [C]: 2, standard: 1 });
    },
  );

  it('a ready replica brings its zone back to Z_A', () => {
    const { counts, preempting } = decided(seen([replica(0, A), replica(1, C)], [told('ready', B)]), [B]);
    expect(preempting).toEqual([]);
    expect(counts).toEqual({ [A]: 1, [B]: 1, [C]: 1, standard: 1 });
  });

  it('with fewer than two zones in Z_A all are there again', () => {
    expect(decided(seen([replica(0, A)], [told('noticed', C)]), [B]).preempting).toEqual([]);
    expect(decided(seen([replica(0, A)], [told('noticed', B)]), []).preempting).toEqual([B]);
  });

  it('gives up the dearest beyond desired + extra, those that are not ready first', () => {
    const many = [replica(0, A), replica(1, B), replica(2, B), replica(3, C)];
    expect(decided(seen(many)).counts).toEqual({ [B]: 2, [C]: 1 });
    const starting = [replica(0, A), replica(1, B, 'starting'), replica(2, B), replica(3, C)];
    expect(decided(seen(starting)).counts).toEqual({ [A]: 1, [B]: 1, [C]: 1 });
  });
});
