import type { Distribution } from './distribution.js';
import { invert } from './inversion.js';
import { requireThat } from './requirement.js';

/** Parameters of a bathtub law; times in the unit of its values. */
export interface Bathtub {
  /** Share of early and of late ends each; absent: such that all end by `b`, and no more at `b` than around it. */
  readonly a?: number | undefined;
  /** Time constant of the early ends. */
  readonly tau1: number;
  /** Time constant of the late ends. */
  readonly tau2: number;
  /** The deadline. */
  readonly b: number;
}

/**
 * Life under a deadline: many end early, few in between, many just before the deadline b.
 * P(X <= t) = F(t) - F(0) for t < b with F(t) = a (1 - exp(-t / tau1) + exp((t - b) / tau2)), and whoever lives to
 * see b ends there. Source: P. Kadupitiya, V. Jadhao, P. Sharma, "Modeling the temporally constrained preemptions of
 * transient cloud VMs", HPDC 2020 (arXiv 1911.05160), their F; docs/models/distributions.md.
 */
export function bathtub({ a, tau1, tau2, b }: Bathtub): Distribution {
  requireThat(
    [tau1, tau2, b].every((time) => time > 0 && time < Infinity),
    `a bathtub needs positive finite times, not ${tau1}, ${tau2} and ${b}`,
  );
  const [early, late] = [Math.exp(-b / tau1), Math.exp(-b / tau2)];
  const most = 1 / (2 - early - late);
  const share = a ?? most;
  requireThat(
    share > 0 && share <= most * (1 + 1e-9),
    `a bathtub with these times needs a share above 0 and at most ${most}, not ${share}`,
  );
  const cdf = (t: number): number => share * (-Math.expm1(-t / tau1) + Math.exp((t - b) / tau2) - late);
  const density = (t: number): number =>
    share * (Math.exp(-t / tau1) / tau1 + Math.exp((t - b) / tau2) / tau2);
  /** The integral of 1 - cdf from 0 to x. */
  const survived = (x: number): number =>
    x - share * (x * (1 - late) + tau1 * Math.expm1(-x / tau1) + tau2 * (Math.exp((x - b) / tau2) - late));
  const mean = survived(b);
  const moment =
    (b * b * (1 - late)) / 2 - tau1 * (tau1 * (1 - early) - b * early) + tau2 * (b - tau2 * (1 - late));
  const within = { low: 0, high: b, cdf, density };
  const left = {
    low: 0,
    high: b,
    cdf: (x: number) => survived(x) / mean,
    density: (x: number) => (1 - cdf(x)) / mean,
  };
  const byDeadline = cdf(b);
  return {
    mean,
    variance: b * b - 2 * share * moment - mean * mean,
    quantile: (u) => (u >= byDeadline ? b : invert(within, u, tau1 < b ? tau1 : b / 2)),
    residual: (u1) => invert(left, u1, b / 2),
  };
}
