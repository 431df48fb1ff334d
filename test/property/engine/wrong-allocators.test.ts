import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderedFallback } from '../../../src/index.js';
import type { Allocator, View } from '../../../src/index.js';
import { checkRun, parseInput, scenarios } from '../../../src/testing/index.js';
import type { ScenarioInput, Violation } from '../../../src/testing/index.js';

/** The platform's allocator, looking at the world through tinted glasses. */
const seeing = (tint: (view: View) => Partial<View>): Allocator => ({
  ...orderedFallback,
  allocate: (request, view) => {
    const plain: View = {
      price: (pool, tier) => view.price(pool, tier),
      free: (pool) => view.free(pool),
      machines: (group) => view.machines(group),
      room: (entry) => view.room(entry),
    };
    return orderedFallback.allocate(request, { ...plain, ...tint(plain) });
  },
});

interface Wrong {
  readonly name: string;
  readonly allocator: Allocator;
  /** The law it breaks. */
  readonly law: string;
}

const WRONG: readonly Wrong[] = [
  {
    name: 'tries the list from its end',
    allocator: {
      ...orderedFallback,
      allocate: (request, view) =>
        orderedFallback.allocate({ ...request, entries: [...request.entries].reverse() }, view),
    },
    law: 'placements are the first feasible',
  },
  {
    name: 'ignores stock',
    allocator: seeing(() => ({ free: () => 1 })),
    law: 'acquisitions stay within stock',
  },
  {
    name: 'breaks protection',
    allocator: { ...orderedFallback, mayReclaim: () => true },
    law: 'protection holds',
  },
  {
    name: 'ignores ceilings',
    allocator: seeing(() => ({ price: () => 0 })),
    law: 'acquisitions stay within ceilings',
  },
  {
    name: 'ignores the capacity of an entry',
    allocator: seeing(() => ({ room: () => Infinity })),
    law: 'placements are the first feasible',
  },
  {
    name: 'never takes back what is unprotected',
    allocator: { ...orderedFallback, mayReclaim: () => false },
    law: 'a deficit is explained',
  },
  {
    name: 'takes only what leaves a unit to spare',
    allocator: seeing((view) => ({ free: (pool) => view.free(pool) - 1 })),
    law: 'nobody waits beside a feasible entry',
  },
];

/** The smallest scenario in which the allocator breaks the law. */
function smallest({
  allocator,
  law,
}: Wrong): { input: ScenarioInput; violations: readonly Violation[] } | undefined {
  const broken = (input: ScenarioInput): readonly Violation[] =>
    checkRun(input, { allocator }).violations.filter((violation) => violation.law === law);
  const property = fc.property(scenarios(), (input) => broken(input).length === 0);
  const [input] = fc.check(property, { numRuns: 150, seed: 41, maxSkipsPerRun: 0 }).counterexample ?? [];
  return input && { input, violations: broken(input) };
}

describe('an allocator that is wrong', () => {
  for (const wrong of WRONG) {
    it(`${wrong.name}, and is caught by the law: ${wrong.law}`, { timeout: 120_000 }, () => {
      const found = smallest(wrong);
      expect(found?.violations[0]).toMatchObject({ law: wrong.law });
      // The scenario that shows it is one that `run` accepts, and in which the platform's own allocator is right.
      expect(parseInput(found!.input).scenario.name).toBe('random');
      expect(checkRun(found!.input).violations).toEqual([]);
    });
  }
});
