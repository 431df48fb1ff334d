/** In which unit a scenario writes a parameter: an amount of the currency, a rate, a duration, a bare number. */
export type ParameterUnit = 'price' | 'rate' | 'duration' | 'number';

export interface FittedParameter {
  /** Where it stands in the pool's price, such as `median`, `regimes.0.sigma`. */
  readonly path: string;
  /** In the currency, per second, in seconds, or bare. */
  readonly value: number;
  /** Standard error, in the same unit; null where the method gives none. */
  readonly error: number | null;
  readonly unit: ParameterUnit;
}

/** A likelihood of the log prices on the common grid: only such ones are comparable. */
export interface Likelihood {
  readonly logLikelihood: number;
  readonly parameters: number;
  readonly observations: number;
}

/** What stands under `price` of a pool. */
export type PriceEntry = Readonly<Record<string, unknown>>;

/** A process with the parameters that suit a history best. */
export interface Fit {
  readonly process: string;
  readonly price: PriceEntry;
  readonly parameters: readonly FittedParameter[];
  /** How parameters and standard errors were found, in a few words. */
  readonly method: string;
  readonly likelihood?: Likelihood | undefined;
  readonly notes: readonly string[];
}

/** Why a process cannot be fitted to a history. */
export interface Unfitted {
  readonly process: string;
  readonly reason: string;
}

export const isFit = (one: Fit | Unfitted): one is Fit => 'price' in one;

/** A number as a scenario has it: six significant digits, never in exponents. */
export const plain = (value: number): number => Number(Number(value.toPrecision(6)).toFixed(12));

/** A parameter as the scenario writes it: `0.11`, `0.2/h`, `300s`. */
export function written(value: number, unit: ParameterUnit): number | string {
  if (unit === 'rate') return `${decimalText(value * 3600)}/h`;
  if (unit === 'duration') return `${decimalText(value)}s`;
  return plain(value);
}

const decimalText = (value: number): string => {
  const text = String(Number(value.toPrecision(6)));
  return text.includes('e')
    ? Number(value.toPrecision(6)).toFixed(20).replace(/0+$/, '').replace(/\.$/, '')
    : text;
};

/** The standard errors of a fit as the scenario writes them; those that are unknown are left out. */
export const writtenErrors = ({ parameters }: Fit): Readonly<Record<string, number | string>> =>
  Object.fromEntries(
    parameters.flatMap(({ path, error, unit }) =>
      error !== null && error > 0 ? [[path, written(error, unit)] as const] : [],
    ),
  );

/** A positive parameter that was searched for by its logarithm: delta method for its standard error. */
export const fromLog = (
  path: string,
  unit: ParameterUnit,
  log: number,
  error: number | undefined,
): FittedParameter => {
  const value = Math.exp(log);
  return { path, unit, value, error: error === undefined ? null : value * error };
};
