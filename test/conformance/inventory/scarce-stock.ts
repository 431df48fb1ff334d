import type { StepProcess } from '../../../src/kernel/index.js';
import {
  bulk,
  constantStock,
  correlated,
  markovModulated,
  onOff,
  shockedStock,
  stockSeason,
  type BulkSpec,
  type CorrelatedSpec,
  type OnOffSpec,
} from '../../../src/inventory/index.js';
import { openStream } from '../../../src/random/index.js';
import { seasonalWave } from '../../../src/units/index.js';

const open = (purpose: string) => openStream('stock', 'a', purpose);
const spells = (spec: Partial<OnOffSpec>): StepProcess =>
  onOff(
    {
      capacity: 8,
      up: { distribution: 'exponential', mean: 6000 },
      down: { distribution: 'exponential', mean: 1500 },
      ...spec,
    },
    { ups: open('ups'), downs: open('downs'), start: open('start') },
  );
const chain = (units: readonly number[], rates: readonly (readonly number[])[]): StepProcess =>
  markovModulated(
    { states: units.map((count) => ({ units: count })), rates },
    { stays: open('stays'), jumps: open('jumps'), start: open('start') },
  );
const zone = (spec: Partial<CorrelatedSpec>): StepProcess =>
  correlated(
    {
      correlation: 0.4,
      reversion: 1 / 3600,
      interval: 300,
      levels: [
        { units: 5, share: 0.7 },
        { units: 0, share: 0.3 },
      ],
      ...spec,
    },
    { driver: openStream('driver', 'd'), zone: open('zone') },
  );
const batches = (spec: Partial<BulkSpec>): StepProcess =>
  bulk(
    {
      capacity: 16,
      losses: 1 / 3600,
      size: { distribution: 'uniform', min: 0.5, max: 12.5 },
      return: { distribution: 'lognormal', median: 1800, sigma: 1 },
      ...spec,
    },
    { losses: open('losses'), sizes: open('sizes'), returns: open('returns'), start: open('start') },
  );
const monday = { epochSeconds: 1_772_409_600, offsetSeconds: 0 };
const flat = seasonalWave({}, monday);
const daily = {
  share: seasonalWave({ daily: { amplitude: 0.5, peak: 3 * 3600 } }, monday),
  units: flat,
};
const both = { ...daily, units: seasonalWave({ weekly: { amplitude: 4, peak: 86_400 } }, monday) };

/** The processes in which a pool runs short by itself, made anew with the same streams every time. */
export const scarceStock: Readonly<Record<string, () => StepProcess>> = {
  'on-off': () => spells({}),
  'on-off, heavy tails': () =>
    spells({
      up: { distribution: 'pareto', shape: 1.5, min: 600 },
      down: { distribution: 'lognormal', median: 500, sigma: 2 },
    }),
  'on-off, always the same spells': () =>
    spells({ up: { distribution: 'constant', value: 7.5 }, down: { distribution: 'constant', value: 2.25 } }),
  'on-off, spells of length 0': () =>
    spells({
      up: { distribution: 'empirical', values: [0, 1] },
      down: { distribution: 'empirical', values: [0, 2] },
    }),
  'on-off, several changes a second': () =>
    spells({
      up: { distribution: 'exponential', mean: 0.6 },
      down: { distribution: 'exponential', mean: 0.5 },
    }),
  'on-off, begun up': () => spells({ start: 'up' }),
  'on-off, begun down, bathtub': () =>
    spells({ start: 'down', up: { distribution: 'bathtub', tau1: 3600, tau2: 2880, b: 86_400 } }),
  'markov-modulated': () =>
    chain(
      [0, 3, 8],
      [
        [0, 0.001, 0],
        [0.0005, 0, 0.0002],
        [0.0001, 0.0003, 0],
      ],
    ),
  'markov-modulated, two states alike': () =>
    chain(
      [4, 4, 1],
      [
        [0, 0.01, 0],
        [0, 0, 0.01],
        [0.02, 0.01, 0],
      ],
    ),
  correlated: () => zone({}),
  'correlated, driver only': () => zone({ correlation: 1 }),
  'correlated, by itself, off the grid': () => zone({ correlation: 0, interval: 7 }),
  'correlated, in levels': () =>
    zone({
      levels: [
        { units: 1, share: 0.25 },
        { units: 9, share: 0.5 },
        { units: 0, share: 0.25 },
      ],
    }),
  'correlated, always there': () => zone({ levels: [{ units: 3, share: 1 }] }),
  bulk: () => batches({}),
  'bulk, all or none': () => batches({ size: { distribution: 'constant', value: 16 } }),
  'bulk, all the time': () => batches({ losses: 0.5, return: { distribution: 'constant', value: 90 } }),
  'bulk, no units': () => batches({ capacity: 0 }),
  'season over constant stock': () => stockSeason({ interval: 300 }, constantStock({ capacity: 9 }), both),
  'season over bulk': () => stockSeason({ interval: 420, capacity: 12 }, batches({}), daily),
  'season over on-off': () => stockSeason({ interval: 3600 }, spells({}), both),
  'season, shocked': () =>
    shockedStock(stockSeason({ interval: 300 }, zone({}), daily), [{ at: 5000, until: 90_000, change: -3 }]),
};
