import type { Distribution } from './distribution.js';
import { requireSpan, requireThat } from './requirement.js';

/** The given values, each with its weight (default 1): the inverse of the weighted distribution function. */
export function empirical(values: readonly number[], weights?: readonly number[]): Distribution {
  requireThat(values.length > 0, 'an empirical law needs at least one value');
  requireThat(values.every(Number.isFinite), 'the values of an empirical law must be finite');
  requireThat(
    weights === undefined ||
      (weights.length === values.length && weights.every((w) => w >= 0 && w < Infinity)),
    'an empirical law needs one weight of at least 0 for each value',
  );
  const atoms = values
    .map((value, index) => ({ value, weight: weights?.[index] ?? 1 }))
    .filter((atom) => atom.weight > 0)
    .sort((a, b) => a.value - b.value);
  requireThat(atoms.length > 0, 'the weights of an empirical law are all 0');
  const total = atoms.reduce((sum, atom) => sum + atom.weight, 0);
  const mean = atoms.reduce((sum, atom) => sum + atom.weight * atom.value, 0) / total;
  const square = atoms.reduce((sum, { value, weight }) => sum + weight * (value - mean) * (value - mean), 0);
  let biased: ((u: number) => number) | undefined;
  return {
    mean,
    variance: square / total,
    quantile: inverse(atoms),
    residual: (u1, u2) => {
      requireSpan(
        atoms.every((atom) => atom.value >= 0),
        'an empirical law with values below 0',
      );
      if (mean === 0) return 0;
      biased ??= inverse(atoms.map(({ value, weight }) => ({ value, weight: weight * value })));
      return biased(u1) * u2;
    },
  };
}

interface Atom {
  readonly value: number;
  readonly weight: number;
}

/** The least value whose share of the weight, taken from below, reaches u. */
function inverse(atoms: readonly Atom[]): (u: number) => number {
  const values = Float64Array.from(atoms, (atom) => atom.value);
  const reached = Float64Array.from(atoms, (atom) => atom.weight);
  for (let i = 1; i < reached.length; i += 1) reached[i] = reached[i - 1] + reached[i];
  const last = values.length - 1;
  const total = reached[last];
  return (u) => {
    const wanted = u * total;
    let low = 0;
    let high = last;
    while (low < high) {
      const half = (low + high) >>> 1;
      if (reached[half] >= wanted) high = half;
      else low = half + 1;
    }
    return values[low];
  };
}
