import { logDeterminant, nelderMead, observedErrors, solve } from '../../statistics/index.js';
import type { Seconds } from '../../units/index.js';
import type { Likelihood } from './fit.js';

/** x of each point on the grid, and what it is regressed on (the constant 1 among them). */
export type Regressors = (segment: number, point: number) => readonly number[];

/** A regression whose errors are a stationary autoregression of order one: a seasonal mean plus a ticked OU. */
export interface Autoregression {
  readonly coefficients: readonly number[];
  /** Logarithms of the stationary standard deviation and of the reversion (per second) of the errors. */
  readonly logSigma: number;
  readonly logReversion: number;
  /** Of coefficients, then of both logarithms; undefined where the data do not tell them apart. */
  readonly errors: readonly number[] | undefined;
  readonly likelihood: Likelihood;
}

const LEAST_LOG = -18;
const MOST_LOG = 3;

/**
 * Exact restricted maximum likelihood (H. D. Patterson, R. Thompson 1971: sigma and phi lose less by what the
 * coefficients take up) of x_t = b r_t + u_t, u a stationary AR(1) with phi = exp(-reversion interval), each
 * segment begun in the stationary law. Sums of products over pairs of neighbours suffice, so that each evaluation
 * costs nothing; coefficients and sigma have closed forms given phi (generalised least squares), phi is searched
 * for. Standard errors from the observed information of all parameters. `begins` says which segments begin in the
 * stationary law; the first point of the others is taken as given, since it hangs on what came before.
 */
export function fitAutoregression(
  grid: readonly Float64Array[],
  interval: Seconds,
  regressors: Regressors,
  begins: (segment: number) => boolean = () => true,
): Autoregression | undefined {
  const sums = productsOf(grid, regressors, begins);
  const observations = sums.pairs + sums.firsts;
  if (sums.pairs < sums.size + 3) return undefined;
  const profile = (logDecay: number): Profile | undefined =>
    logDecay < LEAST_LOG || logDecay > MOST_LOG ? undefined : profiled(sums, Math.exp(-Math.exp(logDecay)));
  const found = nelderMead(([logDecay]) => -(profile(logDecay)?.restricted ?? -Infinity), [Math.log(0.1)], {
    step: 1,
  });
  const [logDecay] = found.point;
  const best = profile(logDecay);
  if (best === undefined) return undefined;
  const { coefficients, logSigma, logLikelihood } = best;
  const errors = observedErrors(
    (point) => -fullLikelihood(sums, point.slice(0, -2), point[point.length - 2], point[point.length - 1]),
    [...coefficients, logSigma, logDecay],
  );
  const parameters = coefficients.length + 2;
  return {
    coefficients,
    logSigma,
    logReversion: logDecay - Math.log(interval),
    errors,
    likelihood: { logLikelihood, parameters, observations },
  };
}

/** Sums of products of v = (x, r...): of each pair's former, of its latter, of both, and of each segment's first. */
interface Products {
  readonly size: number;
  readonly pairs: number;
  readonly firsts: number;
  readonly former: Float64Array;
  readonly latter: Float64Array;
  readonly across: Float64Array;
  readonly first: Float64Array;
}

function productsOf(
  grid: readonly Float64Array[],
  regressors: Regressors,
  begins: (segment: number) => boolean,
): Products {
  const size = regressors(0, 0).length + 1;
  const zero = (): Float64Array => new Float64Array(size * size);
  const [former, latter, across, first] = [zero(), zero(), zero(), zero()];
  let [pairs, firsts] = [0, 0];
  let before = new Float64Array(size);
  let now = new Float64Array(size);
  grid.forEach((logs, segment) => {
    for (let point = 0; point < logs.length; point += 1) {
      now[0] = logs[point];
      now.set(regressors(segment, point), 1);
      if (point > 0) {
        pairs += 1;
        addProducts(former, before, before);
        addProducts(latter, now, now);
        addProducts(across, now, before);
      } else if (begins(segment)) {
        firsts += 1;
        addProducts(first, now, now);
      }
      [before, now] = [now, before];
    }
  });
  return { size, pairs, firsts, former, latter, across, first };
}

function addProducts(sums: Float64Array, a: Float64Array, b: Float64Array): void {
  const size = a.length;
  for (let i = 0; i < size; i += 1) for (let k = 0; k < size; k += 1) sums[i * size + k] += a[i] * b[k];
}

/** Sums of products of v_t - phi v_(t-1), and of the firsts times sqrt(1 - phi^2): independent errors of one size. */
function whitened({ size, former, latter, across, first }: Products, phi: number): number[][] {
  const share = 1 - phi * phi;
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, k) => {
      const [here, there] = [i * size + k, k * size + i];
      return (
        latter[here] - phi * (across[here] + across[there]) + phi * phi * former[here] + share * first[here]
      );
    }),
  );
}

interface Profile {
  readonly coefficients: readonly number[];
  readonly logSigma: number;
  readonly logLikelihood: number;
  /** The likelihood that phi is searched by, up to a constant. */
  readonly restricted: number;
}

const LOG_TWO_PI = Math.log(2 * Math.PI);

function profiled(sums: Products, phi: number): Profile | undefined {
  const moments = whitened(sums, phi);
  const right = moments[0].slice(1);
  const normal = moments.slice(1).map((row) => row.slice(1));
  const coefficients = solve(normal, right);
  const determinant = logDeterminant(normal);
  if (coefficients === undefined || determinant === undefined) return undefined;
  const explained = coefficients.reduce((sum, one, k) => sum + one * right[k], 0);
  const observations = sums.pairs + sums.firsts;
  const freedom = observations - coefficients.length;
  const squares = moments[0][0] - explained;
  const variance = squares / freedom;
  if (!(variance > 1e-14)) return undefined;
  const begun = 0.5 * sums.firsts * Math.log(1 - phi * phi);
  return {
    coefficients,
    logSigma: 0.5 * Math.log(variance / (1 - phi * phi)),
    logLikelihood: begun - 0.5 * (observations * (LOG_TWO_PI + Math.log(variance)) + freedom),
    restricted: begun - 0.5 * (freedom * Math.log(variance) + determinant),
  };
}

function fullLikelihood(
  sums: Products,
  coefficients: readonly number[],
  logSigma: number,
  logDecay: number,
): number {
  const phi = Math.exp(-Math.exp(logDecay));
  const weights = [1, ...coefficients.map((one) => -one)];
  const moments = whitened(sums, phi);
  const squares = weights.reduce(
    (sum, a, i) => sum + a * weights.reduce((inner, b, k) => inner + b * moments[i][k], 0),
    0,
  );
  const variance = Math.exp(2 * logSigma) * (1 - phi * phi);
  const observations = sums.pairs + sums.firsts;
  return (
    -0.5 * (observations * (LOG_TWO_PI + Math.log(variance)) + squares / variance) +
    0.5 * sums.firsts * Math.log(1 - phi * phi)
  );
}
