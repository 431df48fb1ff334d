import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Agenda } from '../../../src/kernel/index.js';
import { copyPlain } from '../../../src/units/index.js';

type Operation =
  | { readonly kind: 'schedule'; readonly at: number; readonly rank: number }
  | { readonly kind: 'cancel'; readonly which: number }
  | { readonly kind: 'take' }
  | { readonly kind: 'resume' };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('schedule' as const),
      at: fc.integer({ min: 0, max: 9 }),
      rank: fc.integer({ min: 0, max: 15 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which: fc.nat() }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'take' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'resume' as const }) },
);

interface Entry {
  readonly at: number;
  readonly rank: number;
  readonly id: number;
}

describe('Agenda', () => {
  it('behaves as a sorted array: any schedules, cancels, takes, saves', () => {
    let largest = 0;
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 600, size: 'max' }), (operations) => {
        let agenda = new Agenda();
        let oracle: Entry[] = [];
        const handles: number[] = [];
        for (const op of operations) {
          if (op.kind === 'schedule') {
            oracle.push({ at: op.at, rank: op.rank, id: handles.length });
            handles.push(agenda.schedule(op.at, op.rank, op.rank * 3, handles.length));
          } else if (op.kind === 'cancel' && handles.length > 0) {
            const id = op.which % handles.length;
            expect(agenda.cancel(handles[id])).toBe(oracle.some((entry) => entry.id === id));
            oracle = oracle.filter((entry) => entry.id !== id);
          } else if (op.kind === 'take') {
            oracle = takeBoth(agenda, oracle);
          } else if (op.kind === 'resume') {
            const saved = copyPlain(agenda.save());
            agenda = new Agenda();
            agenda.restore(saved);
          }
          expect(agenda.pending).toBe(oracle.length);
          largest = Math.max(largest, oracle.length);
        }
        while (oracle.length > 0) oracle = takeBoth(agenda, oracle);
        expect(agenda.nextAt()).toBe(Infinity);
      }),
      { seed: 4, numRuns: 60 },
    );
    expect(largest).toBeGreaterThan(100);
  });

  it('keeps the order of what is left when most of it is cancelled at once', () => {
    const entry = fc.record({
      at: fc.nat(1000),
      rank: fc.nat(15),
      cancelled: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 100, maxLength: 400, size: 'max' }), (entries) => {
        const agenda = new Agenda();
        const handles = entries.map(({ at, rank }, id) => agenda.schedule(at, rank, rank * 3, id));
        const all = entries.map(({ at, rank, cancelled }, id) => ({ at, rank, id, gone: cancelled < 7 }));
        for (const { id, gone } of all) if (gone) expect(agenda.cancel(handles[id])).toBe(true);
        let oracle: Entry[] = all.filter(({ gone }) => !gone);
        expect(agenda.pending).toBe(oracle.length);
        while (oracle.length > 0) oracle = takeBoth(agenda, oracle);
      }),
      { seed: 5, numRuns: 40 },
    );
  });
});

function takeBoth(agenda: Agenda, oracle: readonly Entry[]): Entry[] {
  const [first, ...rest] = [...oracle].sort((a, b) => a.at - b.at || a.rank - b.rank || a.id - b.id);
  expect(agenda.nextAt()).toBe(first?.at ?? Infinity);
  if (first === undefined) return rest;
  expect(agenda.nextRank()).toBe(first.rank);
  agenda.take();
  expect([agenda.rank, agenda.handler, agenda.argument]).toEqual([first.rank, first.rank * 3, first.id]);
  return rest;
}
