import { describe, expect, it } from 'vitest';
import { Agenda } from '../../../src/kernel/index.js';
import { InvariantError } from '../../../src/units/index.js';

describe('Agenda', () => {
  it.each([Number.NaN, Infinity, -Infinity])('refuses an event due at %d', (at) => {
    const agenda = new Agenda();
    expect(() => agenda.schedule(at, 0, 0, 0)).toThrow(InvariantError);
    expect(agenda.pending).toBe(0);
  });

  it('takes a cancel once: not again, not after the event, not for a handle of nothing', () => {
    const agenda = new Agenda();
    const first = agenda.schedule(1, 0, 0, 0);
    const second = agenda.schedule(2, 0, 0, 0);
    expect([agenda.cancel(first), agenda.cancel(first)]).toEqual([true, false]);
    expect(agenda.nextAt()).toBe(2);
    agenda.take();
    expect([
      agenda.cancel(second),
      agenda.cancel(-1),
      agenda.cancel(Number.NaN),
      agenda.cancel(1e15),
    ]).toEqual([false, false, false, false]);
  });

  it('lets no old handle reach the entry that took over its place', () => {
    const agenda = new Agenda();
    const old = agenda.schedule(1, 0, 0, 0);
    agenda.nextAt();
    agenda.take();
    const next = agenda.schedule(2, 0, 0, 0);
    expect(next).not.toBe(old);
    expect(agenda.cancel(old)).toBe(false);
    expect(agenda.nextAt()).toBe(2);
  });

  it('keeps the whole range of ranks and fractions of whole arguments apart', () => {
    const agenda = new Agenda();
    agenda.schedule(5, 15, 1000, Number.MAX_SAFE_INTEGER);
    agenda.schedule(5, 0, 7, -3);
    agenda.nextAt();
    agenda.take();
    expect([agenda.rank, agenda.handler, agenda.argument]).toEqual([0, 7, -3]);
    agenda.nextAt();
    agenda.take();
    expect([agenda.rank, agenda.handler, agenda.argument]).toEqual([15, 1000, Number.MAX_SAFE_INTEGER]);
  });

  it.each([
    ['cancelled', false],
    ['run', false],
    ['cancelled', true],
    ['run', true],
  ])('keeps no memory for 100,000 entries once they are %s (in a queue: %s)', (how, inOrder) => {
    const agenda = new Agenda();
    agenda.admit(0, inOrder);
    const empty = agenda.bytes;
    const handles = Array.from({ length: 100_000 }, (_, entry) => agenda.schedule(entry, 0, 0, entry));
    expect(agenda.bytes).toBeGreaterThan(50 * empty);
    for (const handle of handles) {
      if (how === 'cancelled') agenda.cancel(handle);
      else if (agenda.nextAt() < Infinity) agenda.take();
    }
    expect(agenda.nextAt()).toBe(Infinity);
    expect(agenda.bytes).toBe(empty);
  });

  it('does not grow under endless re-scheduling and cancelling', () => {
    const agenda = new Agenda();
    for (let entry = 0; entry < 10; entry += 1) agenda.schedule(1e9 + entry, 0, 0, entry);
    const before = agenda.bytes;
    for (let round = 0; round < 100_000; round += 1) agenda.cancel(agenda.schedule(1e6 + round, 0, 0, 0));
    expect(agenda.bytes).toBeLessThanOrEqual(4 * before);
    expect(agenda.pending).toBe(10);
  });
});
