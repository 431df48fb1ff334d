import type { ReplayPlan, Series, StepProcess } from '../../../src/kernel/index.js';
import {
  constantStock,
  erlang,
  shockedStock,
  stockSteps,
  traceStock,
  unlimitedStock,
  type ErlangSpec,
} from '../../../src/inventory/index.js';
import { openStream } from '../../../src/random/index.js';
import { conforms } from '../step-process.js';

const series: Series = {
  at: Float64Array.of(0, 300, 600, 900),
  value: Float64Array.of(0, 1, 1, 0),
  until: 1200,
};
const plan: ReplayPlan = { align: 'start', after: 'repeat', window: 'whole' };
const run = { start: 0, duration: 10_000 };
const streams = () => ({
  arrivals: openStream('stock', 'a', 'arrivals'),
  holds: openStream('stock', 'a', 'holds'),
  start: openStream('stock', 'a', 'start'),
});
const background = (spec: Partial<ErlangSpec>): StepProcess =>
  erlang(
    { capacity: 10, arrivals: 7 / 3600, hold: { distribution: 'exponential', mean: 3600 }, ...spec },
    streams(),
  );

/** A process as a user would write it: one unit is taken every hour, and all come back at midnight. */
function hourly(): StepProcess {
  let hours = 0;
  return {
    get value() {
      return 24 - (hours % 24);
    },
    get nextAt() {
      return (hours + 1) * 3600;
    },
    advance: () => void (hours += 1),
    save: () => ({ hours }),
    restore: (saved) => void (hours = (saved as { hours: number }).hours),
  };
}

const processes: Readonly<Record<string, () => StepProcess>> = {
  unlimited: unlimitedStock,
  constant: () => constantStock({ capacity: 0 }),
  steps: () =>
    stockSteps({
      steps: [
        { at: 0, value: 5 },
        { at: 1, value: 0 },
      ],
    }),
  trace: () => traceStock(series, { ...plan, scale: 25 }, run),
  'trace, random window': () =>
    traceStock(series, { ...plan, window: 'random', scale: 2.5 }, run, openStream('w')),
  erlang: () => background({}),
  'erlang, deterministic holds': () => background({ hold: { distribution: 'constant', value: 3600 } }),
  'erlang, lognormal holds': () => background({ hold: { distribution: 'lognormal', median: 900, sigma: 2 } }),
  'erlang, several changes a second': () =>
    background({ capacity: 200, arrivals: 30, hold: { distribution: 'exponential', mean: 5 } }),
  'erlang, overloaded': () => background({ capacity: 1, arrivals: 1 }),
  'erlang, holds of length 0': () => background({ hold: { distribution: 'normal', mean: 1, sd: 5 } }),
  'erlang, nobody else': () => background({ arrivals: 0 }),
  'erlang, no units': () => background({ capacity: 0 }),
  shocked: () =>
    shockedStock(background({}), [
      { at: 0, until: 50_000, change: -3 },
      { at: 20_000, until: 80_000, change: 4 },
      { at: 70_000, until: 90_000, to: 0 },
    ]),
  'one that a user writes': hourly,
};

for (const [name, make] of Object.entries(processes)) {
  conforms(`stock process: ${name}`, { make, legal: (units) => Number.isSafeInteger(units) && units >= 0 });
}
