/**
 * Pseudo-values of the ratio sum(tops) / sum(bottoms): n T - (n - 1) T(without i). Their mean is the jackknife's
 * estimate, which has a bias of order 1/n^2 where the plain ratio has 1/n, and a t interval of them is that of the
 * ratio. All are NaN where the bottoms without one of them sum to 0. Source: R. G. Miller, The jackknife - a
 * review, Biometrika 61 (1974) 1-15.
 */
export function ratioPseudoValues(tops: ArrayLike<number>, bottoms: ArrayLike<number>): Float64Array {
  const n = tops.length;
  const top = sum(tops);
  const bottom = sum(bottoms);
  const whole = top / bottom;
  return Float64Array.from({ length: n }, (_, i) => {
    if (n === 1) return whole;
    return n * whole - (n - 1) * ((top - tops[i]) / (bottom - bottoms[i]));
  });
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += values[i];
  return total;
}
