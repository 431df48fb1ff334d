import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  collectEvents,
  formatEvent,
  LogRecorder,
  parseEventLine,
  tee,
  type SimulationEvent,
} from '../../../src/events/index.js';
import { directoryOf, play, type Call } from '../../support/calls.js';
import { randomRun } from '../../support/random-calls.js';

const directory = directoryOf({ pools: ['hangzhou-h/"c8i"', 'zürich\\b'], services: ['a', '\u2028'] });
const run = fc.boolean().chain((locked) => randomRun({ locked }));

const STATES =
  'Creating Waiting Running Updating Scaling Stopping Stopped Starting Deleting Deleted DeleteFailed Failed';
const texts = fc.string({ unit: 'grapheme', maxLength: 12 });
const rare: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(fc.constant('outage' as const), fc.nat(99), fc.nat(1), fc.boolean()),
  fc.tuple(fc.constant('stock' as const), fc.nat(99), fc.nat(1), fc.constantFrom(0, 7, Infinity)),
  fc.tuple(
    fc.constant('serviceState' as const),
    fc.nat(99),
    fc.nat(1),
    fc.constantFrom(...(STATES.split(' ') as ['Running'])),
    texts,
  ),
  fc.tuple(fc.constant('action' as const), fc.nat(99), texts, texts, texts),
  fc.tuple(
    fc.constant('draining' as const),
    fc.nat(99),
    fc.constant(0),
    fc.nat(99),
    fc.constantFrom('delete' as const, 'rebalancing' as const, 'strategy' as const),
    fc.nat(9999),
  ),
);

function told(calls: readonly Call[]): { lines: string[]; events: readonly SimulationEvent[] } {
  const lines: string[] = [];
  const collector = collectEvents(directory);
  play(tee(new LogRecorder(directory, (line) => lines.push(line)), collector), calls);
  return { lines, events: collector.events };
}

describe('the event log', () => {
  it('reads back every event it wrote, and writes again the line it read', () => {
    fc.assert(
      fc.property(run, fc.array(rare), ({ calls }, more) => {
        const { lines, events } = told([...calls, ...more]);
        expect(lines.map((line) => parseEventLine(line))).toEqual(
          events.map((value) => ({ ok: true, value })),
        );
        expect(lines).toEqual(events.map(formatEvent));
      }),
      { seed: 41, numRuns: 150 },
    );
  });
});
