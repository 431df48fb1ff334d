import {
  inverseOf,
  normalMixture,
  quantileOfSorted,
  schwarz,
  type NormalComponent,
  type NormalMixture,
  type Weighted,
} from '../../statistics/index.js';
import { plain, written, type Fit, type FittedParameter, type ParameterUnit, type Unfitted } from './fit.js';
import { holdsOf, type Sample } from './sample.js';

const MOST_COMPONENTS = 4;

/**
 * Javadi's marked point process: mixtures of normals for the price and for the gap between two changes, by
 * expectation and maximisation, the number of components by Schwarz's criterion. Prices count by the time that they
 * were in force, since what matters is the share of time at a price, and the model's marks do not know their gaps.
 */
export function fitMixture({ segments }: Sample): Fit | Unfitted {
  const process = 'mixture';
  const { value, seconds, begun, ended } = holdsOf(segments);
  const gaps = seconds.filter((_, index) => begun[index] + ended[index] === 2);
  if (gaps.length < 20) return { process, reason: `needs at least 20 changes, found ${gaps.length}` };
  const total = seconds.reduce((sum, one) => sum + one, 0);
  // As many observations as equal weights would need for the same precision (L. Kish 1965).
  const effective = (total * total) / seconds.reduce((sum, one) => sum + one * one, 0);
  const weight = seconds.map((one) => (one * effective) / total);
  const prices = value.map((one) => one / 1e6);
  const price = chosen({ value: prices, weight }, narrowestPrice(prices));
  const gap = chosen({ value: gaps, weight: gaps.map(() => 1) }, narrowestGap(gaps));
  const parameters = [...named('price', 'price', price), ...named('gap', 'duration', gap)];
  return {
    process,
    price: { process, price: entriesOf(price, 'price'), gap: entriesOf(gap, 'duration') },
    parameters,
    method: 'expectation and maximisation; components by the Bayesian criterion; sandwich errors',
    notes: [
      `${price.components.length} components for the price (by time), ${gap.components.length} for the gap`,
      ...(price.components.some(({ mean, sd }) => mean < 2 * sd) ||
      gap.components.some(({ mean, sd }) => mean < 2 * sd)
        ? ['a component reaches below 0, where the process draws anew: its mean there is larger than stated']
        : []),
    ],
  };
}

/** Components as the entry has them: what rounding makes of the weights. */
const entriesOf = ({ components }: Chosen, unit: ParameterUnit): readonly unknown[] =>
  components.map(({ weight, mean, sd }) => ({
    weight: plain(weight),
    mean: unit === 'duration' ? `${plain(Math.max(1, mean))}s` : plain(mean),
    sd: written(sd, unit),
  }));

interface Chosen extends NormalMixture {
  readonly errors: readonly number[] | undefined;
}

function chosen(raw: Weighted, leastSd: number): Chosen {
  const data = gathered(raw, leastSd / 4);
  const total = data.weight.reduce((sum, one) => sum + one, 0);
  let best: { mixture: NormalMixture; criterion: number } | undefined;
  for (let components = 1; components <= Math.min(MOST_COMPONENTS, data.value.length); components += 1) {
    const mixture = normalMixture(data, { components, leastSd });
    const criterion = schwarz(mixture.logLikelihood, 3 * components - 1, total);
    if (best === undefined || criterion < best.criterion) best = { mixture, criterion };
  }
  const mixture = (best as NonNullable<typeof best>).mixture;
  const sound = mixture.components.filter(({ weight }) => weight > 1e-6);
  return { ...mixture, components: sound, errors: sandwich(raw, sound) };
}

/** Values that differ by less than a fraction of the narrowest component as one. */
function gathered({ value, weight }: Weighted, width: number): Weighted {
  const sums = new Map<number, number>();
  value.forEach((one, index) => {
    const key = Math.round(one / width);
    sums.set(key, (sums.get(key) ?? 0) + weight[index]);
  });
  return {
    value: Float64Array.from(sums.keys(), (key) => key * width),
    weight: Float64Array.from(sums.values()),
  };
}

/** A price may stand on one value: half the finest step, or a hundredth of the range where that is less. */
function narrowestPrice(value: Float64Array): number {
  const sorted = value.slice().sort();
  const range = sorted[sorted.length - 1] - sorted[0];
  let step = Infinity;
  for (let i = 1; i < sorted.length; i += 1)
    if (sorted[i] > sorted[i - 1]) step = Math.min(step, sorted[i] - sorted[i - 1]);
  return Number.isFinite(step) ? Math.min(range / 100, Math.max(step / 2, range / 10_000)) : sorted[0] / 1000;
}

/** A gap does not: a few gaps that happen to be alike are no component of their own. */
const narrowestGap = (value: Float64Array): number =>
  Math.max(0.5, 0.05 * quantileOfSorted(value.slice().sort(), 0.5));

/** Paths, values and errors of a list of components; weights count relative to one another. */
function named(
  list: 'price' | 'gap',
  unit: ParameterUnit,
  { components, errors }: Chosen,
): FittedParameter[] {
  const size = components.length;
  return components.flatMap(({ weight, mean, sd }, index): FittedParameter[] => {
    const error = (place: number): number | null => errors?.[place] ?? null;
    const share = index < size - 1 ? error(2 * size + index) : null;
    return [
      { path: `${list}.${index}.weight`, unit: 'number', value: weight, error: share },
      { path: `${list}.${index}.mean`, unit, value: mean, error: error(index) },
      { path: `${list}.${index}.sd`, unit, value: sd, error: error(size + index) },
    ];
  });
}

/**
 * Standard errors H^-1 J H^-1 of weighted maximum likelihood (P. J. Huber 1967, H. White 1982): means, sds, and all
 * weights but the last. H is taken as the sum of weighted outer products of scores, J as that of squared weights.
 */
function sandwich(
  { value, weight }: Weighted,
  components: readonly NormalComponent[],
): readonly number[] | undefined {
  const size = 3 * components.length - 1;
  const zero = (): number[][] => Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const [information, spread] = [zero(), zero()];
  for (let i = 0; i < value.length; i += 1) {
    const score = scoreOf(value[i], components);
    for (let a = 0; a < size; a += 1)
      for (let b = 0; b < size; b += 1) {
        const product = weight[i] * score[a] * score[b];
        information[a][b] += product;
        spread[a][b] += weight[i] * product;
      }
  }
  const inverse = inverseOf(information);
  return inverse?.map((row) => {
    const along = spread.map((line) => line.reduce((sum, one, k) => sum + one * row[k], 0));
    return Math.sqrt(row.reduce((sum, one, k) => sum + one * along[k], 0));
  });
}

function scoreOf(x: number, components: readonly NormalComponent[]): number[] {
  const density = components.map(
    ({ mean, sd }) => Math.exp(-0.5 * ((x - mean) / sd) * ((x - mean) / sd)) / sd,
  );
  const whole = components.reduce((sum, { weight }, k) => sum + weight * density[k], 0) || 1e-300;
  const part = components.map(({ weight }, k) => (weight * density[k]) / whole);
  const last = components.length - 1;
  return [
    ...components.map(({ mean, sd }, k) => (part[k] * (x - mean)) / (sd * sd)),
    ...components.map(({ mean, sd }, k) => (part[k] * (((x - mean) / sd) * ((x - mean) / sd) - 1)) / sd),
    ...components.slice(0, last).map((_, k) => (density[k] - density[last]) / whole),
  ];
}
