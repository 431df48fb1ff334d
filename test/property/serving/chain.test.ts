import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SimulationEvent } from '../../../src/index.js';
import { naiveChain } from '../../oracle/naive-chain.js';
import { serve } from '../../support/tokens.js';
import { EPOCH, worlds } from './random-calls.js';

/** `minute plan fate` -> [calls, input, output] of an event log; price tiers summed. */
function fatesOf(events: readonly SimulationEvent[]): ReadonlyMap<string, readonly number[]> {
  const fates = new Map<string, number[]>();
  for (const event of events) {
    if (event.kind !== 'served' && event.kind !== 'passed-on' && event.kind !== 'rejected') continue;
    // Told at the end of its minute: the minute is the one before that second.
    const key = `${Math.ceil((EPOCH + event.at) / 60) - 1} ${event.plan} ${event.kind}`;
    const [requests = 0, input = 0, output = 0] = fates.get(key) ?? [];
    fates.set(key, [requests + event.requests, input + event.input, output + event.output]);
  }
  return fates;
}

const sorted = (fates: ReadonlyMap<string, readonly number[]>) =>
  [...fates].sort(([a], [b]) => (a < b ? -1 : 1));

describe('any calls down a chain of PTU, model units and plain calls', () => {
  it('are served, passed on and rejected on the stated triggers and no other, minute by minute (R37, R47, R49, R57, R62)', () => {
    fc.assert(
      fc.property(worlds, ({ calls, plans, scenario, files }) => {
        const { events } = serve(scenario, { files });
        expect(sorted(fatesOf(events))).toEqual(sorted(naiveChain(calls, plans, EPOCH)));
      }),
      { seed: 5, numRuns: 80 },
    );
  });
});
