import type { ReplayPlan, Series, StepProcess } from '../../../src/kernel/index.js';
import {
  background as others,
  constantStock,
  erlang,
  shockedStock,
  stockSeason,
  stockSteps,
  traceStock,
  UNNOTICED,
  unlimitedStock,
  type BackgroundSpec,
  type ErlangSpec,
  type OwnUnits,
} from '../../../src/inventory/index.js';
import { openStream } from '../../../src/random/index.js';
import { conforms } from '../step-process.js';
import { scarceStock } from './scarce-stock.js';

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

const exponential = (mean: number) => ({ distribution: 'exponential', mean }) as const;
const bids = { distribution: 'uniform', min: 0.05, max: 0.4 } as const;

/** Others of both kinds, at a price that goes up and down by the clock; `ours` makes room or does not. */
function market(spec: Partial<BackgroundSpec>, ours: OwnUnits = UNNOTICED): StepProcess {
  const demand = { arrivals: 5 / 3600, hold: exponential(3600) };
  const process: StepProcess = others(
    { capacity: 10, standard: demand, spot: { ...demand, bids }, interval: 300, burnIn: 9999, ...spec },
    { standard: streams(), spot: { ...streams(), bids: openStream('stock', 'a', 'bids') } },
    {
      price: () => 100_000 + 50_000 * ((process.nextAt / 300) % 5),
      priceMovesAt: () => 300 * (Math.floor(process.nextAt / 300) + 1),
      quote: (utilisation) => 400_000 * utilisation,
      ours,
    },
  );
  return process;
}

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
  'others of both kinds': () => market({}),
  'others, standard only': () => market({ spot: undefined }),
  'others, spot only': () => market({ standard: undefined }),
  'others, one unit, overloaded': () => market({ capacity: 1, burnIn: 0 }),
  'others, many changes a second': () =>
    market({
      capacity: 300,
      standard: { arrivals: 20, hold: exponential(5) },
      spot: { arrivals: 30, hold: exponential(5), bids },
      burnIn: 50,
    }),
  'others, holds of length 0': () =>
    market({ standard: { arrivals: 1, hold: { distribution: 'normal', mean: 1, sd: 5 } } }),
  'others, beside units of ours': () =>
    market(
      {},
      { used: () => 3, staying: () => 2, nextCeiling: (taken) => (taken === 0 ? 200_000 : undefined) },
    ),
  shocked: () =>
    shockedStock(background({}), [
      { at: 0, until: 50_000, change: -3 },
      { at: 20_000, until: 80_000, change: 4 },
      { at: 70_000, until: 90_000, to: 0 },
    ]),
  ...scarceStock,
  'one that a user writes': hourly,
  'a season over one that a user writes': () =>
    stockSeason({ interval: 1 }, hourly(), { share: () => 0, units: (at) => at % 7 }),
};

for (const [name, make] of Object.entries(processes)) {
  conforms(`stock process: ${name}`, { make, legal: (units) => Number.isSafeInteger(units) && units >= 0 });
}
