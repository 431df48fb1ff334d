import { describe, expect, it } from 'vitest';
import type { SimulationEvent } from '../../../src/index.js';
import { scenarios } from '../../../src/testing/index.js';
import type { ScenarioInput } from '../../../src/testing/index.js';
import { NaiveWorld } from '../../oracle/naive-world.js';
import { forAll, historyOf } from '../../support/histories.js';

/** The scenario without what the naive world does not know. */
const plain = (input: ScenarioInput): ScenarioInput => ({
  ...input,
  duration: Math.min(input.duration, 2 * 3600),
  rules: { ...input.rules, standardDisplacesSpot: 'background' },
  services: input.services.map(({ autoscaling: _, deletion: __, ...service }) => ({
    ...service,
    rebalancing: false,
  })),
  timeline: (input.timeline ?? []).filter(({ action, at }) => action !== 'update' && at < 2 * 3600),
});

function line(event: SimulationEvent): string | undefined {
  switch (event.kind) {
    case 'desired':
      return [event.at, event.kind, event.service, event.replicas].join(' ');
    case 'waiting':
      return [event.at, event.kind, nameOf(event), event.refusals.join()].join(' ');
    case 'acquired':
      return [
        event.at,
        event.kind,
        nameOf(event),
        event.entry,
        event.pool,
        event.tier,
        event.protectedUntil,
        event.reallocation,
      ].join(' ');
    case 'noticed':
    case 'draining':
      return [event.at, event.kind, nameOf(event), event.cause, event.releaseAt].join(' ');
    case 'released':
      return [event.at, event.kind, nameOf(event), event.cause].join(' ');
    case 'ready':
    case 'withdrawn':
    case 'protection-ended':
      return [event.at, event.kind, nameOf(event)].join(' ');
    default:
      return undefined;
  }
}

const nameOf = ({ service, replica }: { readonly service: string; readonly replica: number }): string =>
  `${service}/${replica}`;

/** On a machine that does other things too. */
const SLOW = { timeout: 120_000 };

describe('the engine and a world that scans everything in every second', () => {
  it(
    'tell the same story, event for event and in the same order (R7, R18, R19, R20, R22, R23, R25)',
    SLOW,
    () => {
      forAll(scenarios().map(plain), { numRuns: 100, seed: 51 }, (input) => {
        const { parsed, events } = historyOf(input);
        const told = events.map(line).filter((text) => text !== undefined);
        expect(told).toEqual(new NaiveWorld(parsed, events).run());
      });
    },
  );
});
