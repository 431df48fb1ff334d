import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Agenda } from '../../../src/kernel/index.js';
import { copyPlain } from '../../../src/units/index.js';

type Operation =
  | { readonly kind: 'schedule'; readonly at: number; readonly rank: number; readonly queue: number }
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
      // Of four queues, or none. Few ranks, so that entries often come in order.
      queue: fc.integer({ min: -4, max: 3 }),
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
  readonly handler: number;
}

const QUEUES = 4;

describe('Agenda', () => {
  it('behaves as a sorted array: any schedules, cancels, takes, saves', () => {
    let largest = 0;
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 600, size: 'max' }), (operations) => {
        let agenda = newAgenda();
        let oracle: Entry[] = [];
        const handles: number[] = [];
        for (const op of operations) {
          if (op.kind === 'schedule') {
            const { at, rank, handler } = placeOf(op);
            oracle.push({ at, rank, handler, id: handles.length });
            handles.push(agenda.schedule(at, rank, handler, handles.length));
          } else if (op.kind === 'cancel' && handles.length > 0) {
            const id = op.which % handles.length;
            expect(agenda.cancel(handles[id])).toBe(oracle.some((entry) => entry.id === id));
            oracle = oracle.filter((entry) => entry.id !== id);
          } else if (op.kind === 'take') {
            oracle = takeBoth(agenda, oracle);
          } else if (op.kind === 'resume') {
            const saved = copyPlain(agenda.save());
            agenda = newAgenda();
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
        const agenda = newAgenda();
        const all = entries.map(({ at, rank, cancelled }, id) => {
          // A third in order, in a queue.
          const place = id % 3 === 0 ? { at: id, rank: 5, handler: 1 } : { at, rank, handler: QUEUES + rank };
          return { ...place, id, gone: cancelled < 7 };
        });
        const handles = all.map(({ at, rank, handler, id }) => agenda.schedule(at, rank, handler, id));
        for (const { id, gone } of all) if (gone) expect(agenda.cancel(handles[id])).toBe(true);
        let oracle: Entry[] = all.filter(({ gone }) => !gone);
        expect(agenda.pending).toBe(oracle.length);
        while (oracle.length > 0) oracle = takeBoth(agenda, oracle);
      }),
      { seed: 5, numRuns: 40 },
    );
  });
});

function newAgenda(): Agenda {
  const agenda = new Agenda();
  for (let handler = 0; handler < QUEUES; handler += 1) agenda.admit(handler, true);
  return agenda;
}

function placeOf(op: Extract<Operation, { kind: 'schedule' }>): Omit<Entry, 'id'> {
  const { at, rank, queue } = op;
  return queue < 0 ? { at, rank, handler: QUEUES + rank * 3 } : { at, rank: rank & 1, handler: queue };
}

function takeBoth(agenda: Agenda, oracle: readonly Entry[]): Entry[] {
  const [first, ...rest] = [...oracle].sort((a, b) => a.at - b.at || a.rank - b.rank || a.id - b.id);
  expect(agenda.nextAt()).toBe(first?.at ?? Infinity);
  if (first === undefined) return rest;
  expect(agenda.nextRank()).toBe(first.rank);
  agenda.take();
  expect([agenda.rank, agenda.handler, agenda.argument]).toEqual([first.rank, first.handler, first.id]);
  return rest;
}
