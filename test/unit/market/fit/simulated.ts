import { compile, failure, inMemory, openStream, parseScenario, toMicro } from '../../../../src/index.js';
import type { Result, StepProcess } from '../../../../src/index.js';
import type { Series } from '../../../../src/kernel/index.js';
import {
  FITTERS,
  follow,
  isFit,
  prepareSeries,
  type Fit,
  type Unfitted,
} from '../../../../src/market/index.js';

/** A Monday, 00:00 UTC. */
const START = Date.parse('2026-03-02T00:00:00Z') / 1000;
const DAY = 86_400;

/** The processes that a scenario's price makes, one for each seed. */
function processesOf(price: unknown): (seed: number) => StepProcess {
  const pool = { name: 'pool', type: 't', region: 'r', zone: 'z', standardPrice: 1, price };
  const scenario = {
    version: 1,
    name: 'simulated',
    start: '2026-03-02T00:00:00Z',
    duration: '1d',
    rules: { priceOrder: 'none' },
    pools: [pool],
  };
  const read = (file: string): Result<string> => failure({ at: { file }, message: 'not read' });
  const parsed = parseScenario({ name: 'simulated', text: JSON.stringify(scenario) }, { read });
  const model = parsed.ok ? compile(parsed.value, inMemory()) : parsed;
  if (!model.ok) throw new Error(model.issues.map(({ message }) => message).join('; '));
  const [{ market }] = model.value.pools;
  if (market === undefined) throw new Error('no market');
  const name = JSON.stringify(price);
  return (seed) => {
    const streamOf = (...purpose: readonly string[]): ReturnType<typeof openStream> =>
      openStream('recovery', seed, name, ...purpose);
    return market.process(streamOf(), streamOf, { stock: () => 0, used: () => 0 });
  };
}

/** A history of so many days: rows where the price changes. */
function historyOf(process: StepProcess, days: number): Series {
  const [at, value]: [number[], number[]] = [[], []];
  follow(process, days * DAY, (price, from) => {
    if (value[value.length - 1] === price) return;
    at.push(START + from);
    value.push(price);
  });
  return { at: Float64Array.from(at), value: Float64Array.from(value), until: START + days * DAY };
}

/** A process fitted to a whole series; the grid ticks every five minutes, and the standard price is 1. */
function fitted(process: string, series: Series, standardPrice = 1): Fit | Unfitted {
  const options = {
    offset: 0,
    replications: 1,
    source: {},
    interval: 300,
    standardPrice: toMicro(standardPrice),
  };
  return FITTERS[process](prepareSeries(series, options).whole);
}

/** Of one parameter over many seeds. */
export interface Recovery {
  readonly path: string;
  readonly true: number;
  readonly mean: number;
  /** Distance of the mean from the truth in standard errors of the mean. */
  readonly z: number;
  /** Mean reported standard error over the spread of the estimates; null where none is reported. */
  readonly calibration: number | null;
}

export interface RecoveryPlan {
  readonly price: unknown;
  readonly days: number;
  readonly seeds: number;
  /** In the units of the fit: the currency, per second, seconds. */
  readonly truth: Readonly<Record<string, number>>;
}

/** Simulates, fits, and compares with the truth. */
export function recover(process: string, { price, days, seeds, truth }: RecoveryPlan): readonly Recovery[] {
  const make = processesOf(price);
  const fits = Array.from({ length: seeds }, (_, seed) => fitted(process, historyOf(make(seed), days)));
  return Object.entries(truth).map(([path, value]): Recovery => {
    const found = fits.map((fit) =>
      isFit(fit) ? fit.parameters.find((one) => one.path === path) : undefined,
    );
    const estimates = found.map((one) => one?.value ?? NaN);
    const mean = estimates.reduce((sum, one) => sum + one, 0) / seeds;
    const squares = estimates.reduce((sum, one) => sum + (one - mean) * (one - mean), 0);
    const sd = Math.sqrt(squares / (seeds - 1));
    const errors = found.map((one) => one?.error ?? NaN);
    const error = errors.reduce((sum, one) => sum + one, 0) / seeds;
    const z = (mean - value) / (sd / Math.sqrt(seeds));
    return { path, true: value, mean, z, calibration: Number.isNaN(error) ? null : error / sd };
  });
}
