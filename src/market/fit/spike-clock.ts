import { nelderMead, observedErrors } from '../../statistics/index.js';
import type { Spells } from './description.js';
import { fromLog, type FittedParameter } from './fit.js';

/** Rates per second at which spikes begin: one, or two that a hidden state turns between. */
export interface SpikeClock {
  /** Under `clock`; a single one is the clock itself. */
  readonly parameters: readonly FittedParameter[];
  /** The rate just after a spike began, which counts where spikes overlap. */
  readonly afterSpike: number;
}

/**
 * The clock of spikes, Poisson or of two rates, whichever Schwarz's criterion prefers; by maximum likelihood of the
 * beginnings. While a price is above the threshold further beginnings cannot be seen: there the hidden state just
 * runs on.
 */
export function fitSpikeClock({ pieces, starts }: Spells): SpikeClock {
  const quiet = pieces.reduce((sum, { above, seconds }) => sum + (above ? 0 : seconds), 0);
  const rate = Math.max(starts, 1) / quiet;
  const single: SpikeClock = {
    parameters: [{ path: 'clock', unit: 'rate', value: rate, error: rate / Math.sqrt(Math.max(1, starts)) }],
    afterSpike: rate,
  };
  if (starts < 20) return single;
  const unit = 1 / rate; // seconds; so that all parameters are of order one
  const negative = (point: readonly number[]): number => -likelihood(pieces, point, unit);
  const start = [Math.log(0.2), Math.log(8), Math.log(0.3), Math.log(3)];
  const { point, value } = nelderMead(negative, start, { step: 0.7, most: 1200, tolerance: 1e-9 });
  const poisson = starts * Math.log(rate * unit) - starts;
  const gain = 2 * (-value - poisson) - 3 * Math.log(starts);
  if (!(gain > 0)) return single;
  return doubled(point, observedErrors(negative, point), unit);
}

const KEYS = ['quiet', 'busy', 'toBusy', 'toQuiet'] as const;

function doubled(point: readonly number[], errors: readonly number[] | undefined, unit: number): SpikeClock {
  const turned = point[0] > point[1] ? [1, 0, 3, 2] : [0, 1, 2, 3];
  const parameters = KEYS.map((key, index) =>
    fromLog(`clock.${key}`, 'rate', point[turned[index]] - Math.log(unit), errors?.[turned[index]]),
  );
  const [quiet, busy, toBusy, toQuiet] = parameters.map(({ value }) => value);
  const share = toBusy / (toBusy + toQuiet);
  const mean = (1 - share) * quiet + share * busy;
  return { parameters, afterSpike: ((1 - share) * quiet * quiet + share * busy * busy) / mean };
}

/** Likelihood of the beginnings under rates (quiet, busy) and turns (to busy, to quiet), logs, per `unit` seconds. */
function likelihood(pieces: Spells['pieces'], point: readonly number[], unit: number): number {
  if (point.some((one) => Math.abs(one) > 12)) return -Infinity;
  const [quiet, busy, toBusy, toQuiet] = point.map(Math.exp);
  const hidden = [-toBusy, toBusy, toQuiet, -toQuiet];
  const silent = [-toBusy - quiet, toBusy, toQuiet, -toQuiet - busy];
  let [a, b, sum] = [toQuiet / (toBusy + toQuiet), toBusy / (toBusy + toQuiet), 0];
  for (const { above, opens, seconds } of pieces) {
    if (opens) [a, b] = [a * quiet, b * busy];
    const { flow, log } = exponential(above ? hidden : silent, seconds / unit);
    [a, b] = [a * flow[0] + b * flow[2], a * flow[1] + b * flow[3]];
    const whole = a + b;
    if (!(whole > 0)) return -Infinity;
    sum += Math.log(whole) + log;
    a /= whole;
    b /= whole;
  }
  return sum;
}

/** exp(M t) of a 2 x 2 matrix with real eigenvalues, as `flow` times exp(`log`). */
function exponential([a, b, c, d]: readonly number[], t: number): { flow: readonly number[]; log: number } {
  const mean = (a + d) / 2;
  const half = (a - d) / 2;
  const root = Math.sqrt(half * half + b * c);
  const fall = Math.exp(-2 * root * t);
  const even = (1 + fall) / 2;
  const odd = root < 1e-12 ? t : (1 - fall) / (2 * root);
  return {
    flow: [even + odd * half, odd * b, odd * c, even - odd * half],
    log: (mean + root) * t,
  };
}
