import type { Distribution } from './distribution.js';
import { requireThat } from './requirement.js';

/** One exponential phase and the chance of taking it. */
export interface Branch {
  readonly probability: number;
  readonly mean: number;
}

/** A mixture of exponentials, inverted exactly: one uniform, and a larger uniform never gives a smaller value. */
export function hyperexponential(branches: readonly Branch[]): Distribution {
  requireThat(branches.length > 0, 'a hyperexponential needs at least one branch');
  for (const { probability, mean } of branches)
    requireThat(
      probability >= 0 && mean > 0 && mean < Infinity,
      `a branch needs probability >= 0 and a positive mean, not ${probability} and ${mean}`,
    );
  const total = branches.reduce((sum, branch) => sum + branch.probability, 0);
  requireThat(Math.abs(total - 1) < 1e-9, `the probabilities of the branches sum to ${total}, not to 1`);
  const taken = branches.filter((branch) => branch.probability > 0);
  const mean = taken.reduce((sum, branch) => sum + branch.probability * branch.mean, 0);
  const square = taken.reduce((sum, branch) => sum + 2 * branch.probability * branch.mean * branch.mean, 0);
  // What is left of a span is exponential with its branch's mean; the branch is met in proportion to its length.
  const met = taken.map((branch) => ({ ...branch, probability: (branch.probability * branch.mean) / mean }));
  return {
    mean,
    variance: square - mean * mean,
    quantile: (u) => mixtureQuantile(taken, u),
    residual: (u1) => mixtureQuantile(met, u1),
  };
}

/**
 * Two branches with a given mean and coefficient of variation (at least 1) and balanced means (each branch carries
 * half of the mean): p = (1 + sqrt((cv^2 - 1) / (cv^2 + 1))) / 2. Source: W. Whitt, Approximating a point process by
 * a renewal process, Operations Research 30 (1982) 125-147.
 */
export function balancedHyperexponential(mean: number, cv: number): readonly [Branch, Branch] {
  requireThat(
    cv >= 1 && cv < Infinity,
    `a hyperexponential has a coefficient of variation of at least 1, not ${cv}`,
  );
  requireThat(mean > 0 && mean < Infinity, `the mean must be positive and finite, not ${mean}`);
  const square = cv * cv;
  const slow = 1 / (square + 1) / (1 + Math.sqrt((square - 1) / (square + 1)));
  const fast = 1 - slow;
  return [
    { probability: fast, mean: mean / (2 * fast) },
    { probability: slow, mean: mean / (2 * slow) },
  ];
}

/**
 * Solves log S(x) = log(1 - u), S(x) = sum p exp(-x / m). log S is convex and falls, so Newton's steps from the left
 * never pass the root and need no guard. The start is the best of the lower bounds S >= p_i exp(-x / m_i) and, by
 * Jensen, S >= exp(-x sum p / m).
 */
function mixtureQuantile(branches: readonly Branch[], u: number): number {
  const target = Math.log1p(-u);
  let rate = 0;
  let x = 0;
  for (const { probability, mean } of branches) {
    rate += probability / mean;
    x = Math.max(x, mean * (Math.log(probability) - target));
  }
  x = Math.max(x, -target / rate);
  for (let round = 0; round < 100; round += 1) {
    let lost = 0;
    let slope = 0;
    for (const { probability, mean } of branches) {
      lost -= probability * Math.expm1(-x / mean);
      slope += (probability / mean) * Math.exp(-x / mean);
    }
    const step = ((1 - lost) * (Math.log1p(-lost) - target)) / slope;
    if (!(step > 1e-15 * x)) break;
    x += step;
  }
  return x;
}
