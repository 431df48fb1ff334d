import { expect } from 'vitest';

/** A mean with its standard error. */
export interface Estimate {
  readonly mean: number;
  readonly error: number;
  /** Standard deviation of one sample. */
  readonly sd: number;
}

/** Of independent samples: one per replication. */
export function estimate(samples: readonly number[]): Estimate {
  const n = samples.length;
  const mean = sum(samples) / n;
  const sd = Math.sqrt(sum(samples.map((x) => (x - mean) * (x - mean))) / (n - 1));
  return { mean, error: sd / Math.sqrt(n), sd };
}

/** A ratio of sums over replications, never a mean of ratios; its standard error by the delta method. */
export function ratio(numerators: readonly number[], denominators: readonly number[]): Estimate {
  const mean = sum(numerators) / sum(denominators);
  const average = sum(denominators) / denominators.length;
  const { sd, error } = estimate(numerators.map((x, i) => (x - mean * denominators[i]) / average));
  return { mean, error, sd };
}

/**
 * Fails unless the estimate lies within 4 standard errors of the exact value, and the standard error is at most
 * 1 % of it. With SPOTSIM_THEORY set it prints the row that docs/theory.md shows.
 */
export function expectAgreement(name: string, exact: number, found: Estimate): void {
  const { mean, error } = found;
  const z = (mean - exact) / error;
  const share = (100 * error) / Math.abs(exact);
  row(name, digits(exact), digits(mean), `${share.toFixed(2)} %`, z.toFixed(2));
  expect(error, `${name}: the test has no power`).toBeLessThanOrEqual(0.01 * Math.abs(exact));
  expect(Math.abs(z), `${name}: found ${mean} +- ${error}, exact ${exact}`).toBeLessThanOrEqual(4);
}

/** Scatter of replications against the central limit theorem: catches a wrong correlation, not only a wrong mean. */
export function expectScatter(name: string, exact: number, { sd }: Estimate): void {
  row(name, digits(exact), digits(sd), '', `x ${(sd / exact).toFixed(2)}`);
  expect(sd / exact, name).toBeGreaterThan(1 / 1.3);
  expect(sd / exact, name).toBeLessThan(1.3);
}

/** The p-value of a test of fit. */
export function expectFit(name: string, p: number): void {
  row(name, '', '', '', `p = ${p.toFixed(3)}`);
  expect(p, name).toBeGreaterThan(1e-4);
}

/** A share of macro-replications within its band. */
export function expectCoverage(
  name: string,
  share: number,
  { least, most }: { readonly least: number; readonly most: number },
): void {
  row(name, `${least.toFixed(3)} to ${most.toFixed(3)}`, share.toFixed(3), '', '');
  expect(share, name).toBeGreaterThanOrEqual(least);
  expect(share, name).toBeLessThanOrEqual(most);
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const digits = (value: number): string => value.toPrecision(6);

function row(...cells: readonly string[]): void {
  if (process.env['SPOTSIM_THEORY'] === undefined) return;
  console.log(`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
}
