/** A distribution function with its density, to be inverted on [low, high]. */
interface Invertible {
  readonly low: number;
  /** Infinity unless told. */
  readonly high?: number;
  readonly cdf: (x: number) => number;
  readonly density: (x: number) => number;
}

/**
 * Inverts a continuous distribution function: Newton's step where it stays inside the bracket, a bisection where
 * it does not, so that it always ends. `start` > low is a guess of any quality. It ends with the first step that is
 * below `settled`, relative to the value: Newton's steps square their errors, so that where the law is smooth 1e-9
 * is enough for full accuracy.
 */
export function invert(law: Invertible, u: number, start: number, settled = 4e-16): number {
  let low = law.low;
  let high = law.high ?? Infinity;
  let x = start;
  for (let round = 0; round < 200; round += 1) {
    const excess = law.cdf(x) - u;
    if (excess === 0) return x;
    if (excess > 0) high = x;
    else low = x;
    const newton = x - excess / law.density(x);
    const next = newton > low && newton < high ? newton : middle(low, high);
    if (Math.abs(next - x) <= settled * Math.abs(next)) return next;
    x = next;
  }
  return x;
}

const middle = (low: number, high: number): number =>
  high === Infinity ? 2 * Math.abs(low) + 1 : (low + high) / 2;
