import { fromMicro } from '../../units/index.js';
import { spellsAbove } from './description.js';
import { plain, written, type Fit, type FittedParameter, type Unfitted } from './fit.js';
import { marginalOf, quantileOf } from './marginal.js';
import { fitOrnsteinUhlenbeck } from './ornstein-uhlenbeck.js';
import type { Sample } from './sample.js';
import { fitSpikeClock } from './spike-clock.js';

const LEVELS = 10;

/**
 * Spikes over an Ornstein-Uhlenbeck base: the base from the grid where the price is no spike, the clock from the
 * beginnings of spikes, lengths by their moments (freed of overlaps by the busy period of M/G/infinity,
 * mean (exp(r D) - 1) / r), levels from their quantiles by time.
 */
export function fitSpikes(sample: Sample): Fit | Unfitted {
  const process = 'spikes';
  const spells = spellsAbove(sample.segments, sample.spike);
  if (spells.lengths.length < 5) {
    const threshold = plain(fromMicro(sample.spike));
    return { process, reason: `needs at least 5 spikes above ${threshold}, found ${spells.lengths.length}` };
  }
  const base = fitOrnsteinUhlenbeck({ ...sample, grid: belowSpikes(sample) }, (run) => run === 0);
  if (!('price' in base)) return { process, reason: `its base: ${base.reason}` };
  const clock = fitSpikeClock(spells);
  const length = lengthOf(spells.lengths, clock.afterSpike);
  const { round: _, ...ticks } = base.price;
  return {
    process,
    price: {
      process,
      base: sample.round === undefined ? ticks : base.price,
      clock: clockEntry(clock.parameters),
      level: { distribution: 'empirical', values: levelsOf(sample) },
      duration: {
        distribution: 'lognormal',
        median: written(length.median, 'duration'),
        sigma: plain(length.sigma),
      },
    },
    parameters: [
      ...base.parameters.map((one) => ({ ...one, path: `base.${one.path}` })),
      ...clock.parameters,
      { path: 'duration.median', unit: 'duration', value: length.median, error: length.error },
      { path: 'duration.sigma', unit: 'number', value: length.sigma, error: null },
    ],
    method:
      'base by maximum likelihood below the threshold, clock by maximum likelihood of the starts, lengths by moments',
    notes: [`spikes are prices above ${plain(fromMicro(sample.spike))}`],
  };
}

/** Runs of the grid without spikes. */
function belowSpikes({ grid, spike }: Sample): readonly Float64Array[] {
  const highest = Math.log(fromMicro(spike)) + 1e-12;
  return grid.flatMap((logs) => {
    const runs: Float64Array[] = [];
    let begin = 0;
    for (let i = 0; i <= logs.length; i += 1) {
      if (i < logs.length && logs[i] <= highest) continue;
      if (i > begin) runs.push(logs.slice(begin, i));
      begin = i + 1;
    }
    return runs;
  });
}

function clockEntry(parameters: readonly FittedParameter[]): unknown {
  if (parameters.length === 1) return written(parameters[0].value, 'rate');
  return Object.fromEntries(
    parameters.map(({ path, value }) => [path.replace('clock.', ''), written(value, 'rate')]),
  );
}

function lengthOf(
  lengths: readonly number[],
  rate: number,
): { median: number; sigma: number; error: number } {
  const count = lengths.length;
  const busy = lengths.reduce((sum, one) => sum + one, 0) / count;
  const variance = lengths.reduce((sum, one) => sum + (one - busy) * (one - busy), 0) / (count - 1);
  const mean = Math.log1p(rate * busy) / rate;
  const logVariance = Math.log1p(variance / (busy * busy));
  const median = mean / Math.sqrt(1 + variance / (busy * busy));
  return {
    median,
    sigma: Math.sqrt(logVariance),
    error: median * Math.sqrt(Math.expm1(logVariance) / count),
  };
}

/** The price above the threshold at 5 %, 15 %, ... of the time that it is there. */
function levelsOf({ segments, spike }: Sample): readonly number[] {
  const all = marginalOf(segments);
  const weight = all.weight.map((one, index) => (all.value[index] > spike ? one : 0));
  const above = { value: all.value, weight, total: weight.reduce((sum, one) => sum + one, 0) };
  return Array.from({ length: LEVELS }, (_, index) =>
    plain(fromMicro(quantileOf(above, (index + 0.5) / LEVELS))),
  );
}
