import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../support/calls.js';
import { measure } from '../../support/measure.js';
import { randomRun, SERVICES } from '../../support/random-calls.js';

const run = fc.boolean().chain((locked) => randomRun({ locked }));

describe('timeToRecover', () => {
  it('time to recover is that of each lost replica on its own, where replicas replace themselves', () => {
    fc.assert(
      fc.property(run, ({ calls, end }) => {
        const { services } = measure({ calls, end });
        for (let service = 0; service < SERVICES; service += 1) {
          expect(services[`s${service}`].timeToRecover.max).toBe(longest(calls, service, end));
        }
      }),
      { seed: 54, numRuns: 150 },
    );
  });
});

/** The longest recovery, replica by replica; a service that wants nothing has forgotten what it lost. */
function longest(calls: readonly Call[], service: number, end: number): number | null {
  const lengths: number[] = [];
  for (let replica = service * 100; replica < service * 100 + 4; replica += 1) {
    let lost: number | null = null;
    let wanted = 0;
    let draining = false;
    let replaces = false;
    for (const call of calls) {
      if (call[0] === 'desired' && call[2] === service) wanted = call[3];
      if (wanted === 0) lost = null;
      if (call[0] === 'acquired' && call[2].replica === replica) {
        draining = false;
        replaces = call[2].reallocation;
      }
      if (call[0] === 'withdrawn' && call[3] === replica) lost = null;
      if (call[0] === 'draining' && call[3] === replica) draining = true;
      if (call[0] === 'released' && call[3] === replica)
        lost = draining || wanted === 0 ? null : (lost ?? call[1]);
      if (call[0] !== 'ready' || call[3] !== replica || !replaces || lost === null) continue;
      lengths.push(call[1] - lost);
      lost = null;
    }
    if (lost !== null) lengths.push(end - lost);
  }
  return lengths.length === 0 ? null : Math.max(...lengths);
}
