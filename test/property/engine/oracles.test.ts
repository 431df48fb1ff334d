import { describe, expect, it } from 'vitest';
import { collectEvents, Run } from '../../../src/index.js';
import type { LineItem, RunOptions, SimulationEvent } from '../../../src/index.js';
import { scenarios, scenariosWithStrategies } from '../../../src/testing/index.js';
import type { ScenarioInput } from '../../../src/testing/index.js';
import { scanningIndex } from '../../oracle/scanning-index.js';
import { secondBySecond } from '../../oracle/second-by-second-bill.js';
import type { Charge } from '../../oracle/second-by-second-bill.js';
import { forAll, historyOf, modelOf } from '../../support/histories.js';

interface Outcome {
  readonly events: readonly SimulationEvent[];
  readonly items: readonly LineItem[];
  readonly results: string;
}

function outcomeOf(input: ScenarioInput, options: RunOptions): Outcome {
  let events: readonly SimulationEvent[] = [];
  const items: LineItem[] = [];
  const run = new Run(modelOf(input), {
    ...options,
    recorders: (directory) => {
      const collector = collectEvents(directory);
      events = collector.events;
      return [collector];
    },
    ledger: (item) => items.push(item),
  });
  const results = JSON.stringify(run.finish());
  return { events, items, results };
}

/** On a machine that does other things too. */
const SLOW = { timeout: 120_000 };

describe('against the oracles', () => {
  it.each([
    ['', scenarios(), 150],
    [', under strategies too', scenariosWithStrategies(), 40],
  ])(
    'the ceiling index does what a scan over everything does, event for event and item for item%s',
    SLOW,
    (_, arbitrary, numRuns) => {
      forAll(arbitrary, { numRuns, seed: 11 }, (input) => {
        const scanned = outcomeOf(input, { index: scanningIndex });
        expect(outcomeOf(input, {})).toEqual(scanned);
      });
    },
  );

  it.each([
    ['', scenarios(), 200],
    [', under strategies too', scenariosWithStrategies(), 60],
  ])(
    'every line item is what adding up its seconds comes to, and there is no other%s (R2, R4, R6, R21, R33)',
    SLOW,
    (_, arbitrary, numRuns) => {
      forAll(arbitrary, { numRuns, seed: 12 }, (input) => {
        const history = historyOf(input);
        expect(history.items.map(chargeOf).sort(byText)).toEqual(
          [...secondBySecond(history)].map(chargeOf).sort(byText),
        );
      });
    },
  );
});

const chargeOf = ({ service, replica, run, kind, from, to, seconds, amount }: Charge): string =>
  [service, replica, run, kind, from, to, seconds, amount].join(' ');
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
