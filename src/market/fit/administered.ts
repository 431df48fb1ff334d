import { nelderMead, observedErrors } from '../../statistics/index.js';
import { entryOf } from './ornstein-uhlenbeck.js';
import { fromLog, plain, type Fit, type Unfitted } from './fit.js';
import { coveredBy, holdsOf, type Sample, type Segment } from './sample.js';

/** A log price and the seconds since the one before; NaN begins anew. */
interface Step {
  readonly x: number;
  readonly gap: number;
}

/**
 * A price set now and then by small steps: the clock from the number of changes, the level as an Ornstein-Uhlenbeck
 * process seen at the changes (exact likelihood over unequal gaps), the largest step as the largest seen.
 */
export function fitAdministered({ segments, round }: Sample): Fit | Unfitted {
  const process = 'administered';
  const steps = stepsOf(segments);
  const changes = steps.filter(({ gap }) => !Number.isNaN(gap));
  if (changes.length < 10) return { process, reason: `needs at least 10 changes, found ${changes.length}` };
  const seconds = coveredBy(segments);
  const mean = steps.reduce((sum, { x }) => sum + x, 0) / steps.length;
  const sd = Math.sqrt(steps.reduce((sum, { x }) => sum + (x - mean) * (x - mean), 0) / steps.length);
  const negative = ([mu, logSigma, logReversion]: readonly number[]): number =>
    -likelihood(steps, mean + mu, logSigma, logReversion);
  const found = nelderMead(negative, [0, Math.log(sd), Math.log((5 * changes.length) / seconds / 100)], {
    step: 0.5,
  });
  const errors = observedErrors(negative, found.point);
  const [mu, logSigma, logReversion] = found.point;
  const count = steps.length;
  const largest = largestStep(steps);
  const parameters = [
    fromLog('median', 'price', mean + mu, errors?.[0]),
    fromLog('sigma', 'number', logSigma, errors?.[1]),
    fromLog('reversion', 'rate', logReversion, errors?.[2]),
    { path: 'changes', unit: 'rate' as const, value: count / seconds, error: Math.sqrt(count) / seconds },
  ];
  return {
    process,
    price: {
      process,
      ...entryOf(parameters),
      maxStep: plain(Math.max(1e-6, largest)),
      ...(round === undefined ? {} : { round }),
    },
    parameters: [...parameters, { path: 'maxStep', unit: 'number', value: largest, error: null }],
    method: 'maximum likelihood over the changes; the largest step as seen',
    notes: [],
  };
}

/** The log price at each change; what a segment begins with was set at an unknown instant. */
function stepsOf(segments: readonly Segment[]): readonly Step[] {
  return segments.flatMap((segment) => {
    const { value, seconds } = holdsOf([segment]);
    return [...value].slice(1).map((price, index) => ({
      x: Math.log(price / 1e6),
      gap: index === 0 ? NaN : seconds[index],
    }));
  });
}

const largestStep = (steps: readonly Step[]): number =>
  steps.reduce(
    (most, { x, gap }, index) =>
      Number.isNaN(gap) ? most : Math.max(most, Math.expm1(Math.abs(x - steps[index - 1].x))),
    0,
  );

function likelihood(steps: readonly Step[], mu: number, logSigma: number, logReversion: number): number {
  const reversion = Math.exp(logReversion);
  const variance = Math.exp(2 * logSigma);
  if (logReversion > 2 || logReversion < -30) return -Infinity;
  let sum = 0;
  let before = 0;
  for (const { x, gap } of steps) {
    const off = x - mu;
    const fresh = Number.isNaN(gap);
    const phi = fresh ? 0 : Math.exp(-reversion * gap);
    const spread = fresh ? variance : -variance * Math.expm1(-2 * reversion * gap);
    const miss = off - phi * before;
    sum -= 0.5 * (Math.log(2 * Math.PI * spread) + (miss * miss) / spread);
    before = off;
  }
  return sum;
}
