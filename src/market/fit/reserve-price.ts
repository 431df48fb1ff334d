import { normalCdf } from '../../random/index.js';
import { nelderMead, observedErrors } from '../../statistics/index.js';
import { fromLog, plain, written, type Fit, type FittedParameter, type Unfitted } from './fit.js';
import { ticksOf } from './ornstein-uhlenbeck.js';
import { fromMicro } from '../../units/index.js';
import type { Sample } from './sample.js';

/** Where a step stands in its band: the price before, the step before, the price after, in shares of the band. */
interface Moves {
  readonly from: Float64Array;
  readonly before: Float64Array;
  readonly to: Float64Array;
}

/**
 * Ben-Yehuda's banded autoregression: the band from the least and the greatest price that is no spike, coefficient
 * and noise by maximum likelihood of truncated normal steps (which is what drawing anew until the price is inside
 * the band means). The ends are known up to the order 1/n.
 */
export function fitReservePrice(sample: Sample): Fit | Unfitted {
  const process = 'reserve-price';
  const highest = Math.log(fromMicro(sample.spike));
  const prices = sample.grid.map((logs) => logs.map((x) => (x <= highest ? Math.exp(x) : NaN)));
  const { floor, ceiling, errors: ends } = bandOf(prices);
  if (!(ceiling > floor)) return { process, reason: 'the price below the spikes never changes' };
  const moves = movesOf(prices, floor, ceiling);
  if (moves.to.length < 20) return { process, reason: `needs at least 20 steps, found ${moves.to.length}` };
  const negative = ([turn, logNoise]: readonly number[]): number =>
    -likelihood(moves, Math.tanh(turn), Math.exp(logNoise));
  const found = nelderMead(negative, [-0.3, Math.log(0.2)], { step: 0.3, tolerance: 1e-9 });
  const errors = observedErrors(negative, found.point);
  const coefficient = Math.tanh(found.point[0]);
  const parameters: FittedParameter[] = [
    { path: 'floor', unit: 'price', value: floor, error: ends[0] },
    { path: 'ceiling', unit: 'price', value: ceiling, error: ends[1] },
    {
      path: 'coefficient',
      unit: 'number',
      value: coefficient,
      error: errors === undefined ? null : errors[0] * (1 - coefficient * coefficient),
    },
    fromLog('noise', 'number', found.point[1], errors?.[1]),
  ];
  return {
    process,
    price: {
      process,
      ...Object.fromEntries(parameters.map(({ path, value, unit }) => [path, written(value, unit)])),
      truncation: 'resample',
      ...ticksOf(sample),
    },
    parameters,
    method: 'maximum likelihood of truncated steps; the band as seen below the spikes',
    notes: [`prices above ${plain(fromMicro(sample.spike))} are left out: the band knows no spikes`],
  };
}

/** So many of the least (greatest) prices tell how dense they lie at the end of the band. */
const AT_THE_END = 30;

/**
 * The range of the prices, widened at each end by the mean distance of the outermost ones: what the extreme of so
 * many draws lacks on average, and how much it varies.
 */
function bandOf(prices: readonly Float64Array[]): {
  floor: number;
  ceiling: number;
  errors: [number, number];
} {
  const sorted = Float64Array.from(
    prices.flatMap((segment) => [...segment.filter((one) => !Number.isNaN(one))]),
  ).sort();
  const last = sorted.length - 1;
  const near = Math.max(1, Math.min(AT_THE_END, Math.floor(last / 4)));
  const low = (sorted[near] - sorted[0]) / near;
  const high = (sorted[last] - sorted[last - near]) / near;
  return {
    floor: Math.max(sorted[0] / 2, sorted[0] - low),
    ceiling: sorted[last] + high,
    errors: [low, high],
  };
}

function movesOf(prices: readonly Float64Array[], floor: number, ceiling: number): Moves {
  const [from, before, to]: [number[], number[], number[]] = [[], [], []];
  for (const segment of prices) {
    const place = segment.map((price) => (price - floor) / (ceiling - floor));
    for (let i = 2; i < place.length; i += 1) {
      if (Number.isNaN(place[i] + place[i - 1] + place[i - 2])) continue;
      from.push(place[i - 1]);
      before.push(place[i - 1] - place[i - 2]);
      to.push(place[i]);
    }
  }
  return { from: Float64Array.from(from), before: Float64Array.from(before), to: Float64Array.from(to) };
}

function likelihood({ from, before, to }: Moves, coefficient: number, noise: number): number {
  if (!(noise > 1e-6) || noise > 100) return -Infinity;
  let sum = -to.length * (Math.log(noise) + 0.5 * Math.log(2 * Math.PI));
  for (let i = 0; i < to.length; i += 1) {
    const centre = from[i] + coefficient * before[i];
    const z = (to[i] - centre) / noise;
    const inside = normalCdf((1 - centre) / noise) - normalCdf(-centre / noise);
    sum -= 0.5 * z * z + Math.log(Math.max(inside, 1e-300));
  }
  return sum;
}
