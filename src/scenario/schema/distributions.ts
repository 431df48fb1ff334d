import * as z from 'zod';
import { optional, required } from './keys.js';
import { decimal, expecting } from './numbers.js';
import { duration, span } from './quantities.js';

/** The values of a distribution: what schema each has, and how descriptions call their unit. */
interface Values {
  readonly value: z.ZodType<number>;
  readonly positive: z.ZodType<number>;
  readonly unit: string;
  readonly id: string;
  /** Laws that only such values have. */
  readonly further?: readonly ReturnType<typeof bathtub>[];
}

/** A distribution of durations, in seconds. */
export const spans = distributionOf({
  value: span(),
  positive: span(true),
  unit: 'a duration',
  id: 'DurationDistribution',
  further: [bathtub()],
});

/** A distribution of prices, in the currency. */
export const amounts = distributionOf({
  value: decimal({ min: 0, max: 100_000 }),
  positive: decimal({ above: 0, max: 100_000 }),
  unit: 'a decimal price',
  id: 'PriceDistribution',
});

/** A distribution of plain numbers. */
export const counts = distributionOf({
  value: decimal({ min: 0, max: 1e9 }),
  positive: decimal({ above: 0, max: 1e9 }),
  unit: 'a number',
  id: 'NumberDistribution',
});

/** A bare duration as a constant, or a distribution of durations. */
export const durationOrSpans = z.union(
  [duration().transform((value) => ({ distribution: 'constant' as const, value })), spans],
  { error: expecting('a duration such as 3m or a distribution of durations') },
);

/** How long a unit is held: a bare duration as the mean of an exponential, or a distribution with a finite mean above 0. */
export const holds = spansOfMean('a hold');

/** How long a state of a stock lasts, likewise. */
export const spells = spansOfMean('a spell');

function spansOfMean(what: string) {
  const error = expecting(
    'a duration such as 3h (the mean of an exponential) or a distribution of durations',
  );
  return z
    .union([duration(1).transform((mean) => ({ distribution: 'exponential' as const, mean })), spans], {
      error,
    })
    .check(({ value, issues }) => {
      const message = meanFault(value, what);
      if (message !== undefined) issues.push(fault([], message, value));
    });
}

function meanFault(law: z.output<typeof spans>, what: string): string | undefined {
  if (law.distribution === 'pareto' && law.shape <= 1) {
    return `${what} needs a finite mean: expected a Pareto shape above 1, found ${law.shape}`;
  }
  const { distribution, ...parameters } = law;
  const values = distribution === 'empirical' ? law.values : Object.values(parameters);
  const never = distribution === 'normal' ? law.mean === 0 : values.every((value) => value === 0);
  return never ? `${what} needs a mean above 0s` : undefined;
}

export function distributionOf(values: Values) {
  return z
    .discriminatedUnion('distribution', [
      ...simple(values),
      ...shaped(values),
      hyperexponential(values),
      ...(values.further ?? []),
      empirical(values),
    ])
    .meta({ id: values.id, description: `A distribution whose values are each ${values.unit}.` });
}

function kind<N extends string>(name: N, law: string) {
  return required(z.literal(name), `The law: ${law}.`);
}

function simple({ value, positive, unit }: Values) {
  return [
    z.strictObject({
      distribution: kind('constant', 'always the same value'),
      value: required(value, `The value, ${unit}.`),
    }),
    z
      .strictObject({
        distribution: kind('uniform', 'evenly spread between min and max'),
        min: required(value, `The least value, ${unit}.`),
        max: required(value, `The greatest value, ${unit}.`),
      })
      .check(({ value: { min, max }, issues }) => {
        if (min > max) issues.push(fault(['min'], `min must not exceed max (${min} > ${max})`, min));
      }),
    z.strictObject({
      distribution: kind('exponential', 'without memory'),
      mean: required(positive, `The mean, ${unit}.`),
    }),
    z.strictObject({
      distribution: kind('normal', 'the bell curve; draws below 0 count as 0'),
      mean: required(value, `The mean, ${unit}.`),
      sd: required(value, `The standard deviation, ${unit}.`),
    }),
  ] as const;
}

function shaped({ positive, unit }: Values) {
  return [
    z.strictObject({
      distribution: kind('lognormal', 'its logarithm is normal'),
      median: required(positive, `The median, ${unit}.`),
      sigma: required(
        decimal({ min: 0, max: 10 }),
        'The standard deviation of the natural logarithm, 0 to 10.',
      ),
    }),
    z.strictObject({
      distribution: kind('weibull', 'hazard falls with age for a shape below 1 and grows for one above'),
      shape: required(decimal({ above: 0 }), 'The shape, above 0; 1 is the exponential.'),
      scale: required(positive, `The scale, ${unit}.`),
    }),
    z.strictObject({
      distribution: kind('pareto', 'a power tail'),
      shape: required(
        decimal({ above: 0 }),
        'The exponent of the tail, above 0; the mean is finite for a shape above 1.',
      ),
      min: required(positive, `The least value, ${unit}.`),
    }),
  ] as const;
}

function hyperexponential(values: Values) {
  const { positive, unit } = values;
  return z
    .strictObject({
      distribution: kind(
        'hyperexponential',
        'a mixture of exponentials, given by its branches or by mean and cv',
      ),
      branches: optional(
        branchList(values),
        'The exponentials that are mixed. Absent: two of balanced means, from `mean` and `cv`.',
      ),
      mean: optional(positive, `The mean of the mixture, ${unit}. Absent: \`branches\` are given.`),
      cv: optional(
        decimal({ min: 1 }),
        'The coefficient of variation (sd / mean), at least 1. Absent: `branches` are given.',
      ),
    })
    .check(({ value, issues }) => {
      const said = [value.branches, value.mean, value.cv].map((part) => part !== undefined).join();
      if (said === 'true,false,false' || said === 'false,true,true') return;
      issues.push(fault([], 'expected either branches, or both mean and cv', value));
    })
    .transform(({ distribution, branches, mean = 0, cv = 1 }) => ({
      distribution,
      branches: branches ?? balanced(mean, cv),
    }));
}

function branchList({ positive, unit }: Values) {
  const branch = z.strictObject({
    probability: required(
      decimal({ above: 0, max: 1 }),
      'The share of draws from this branch; the shares add up to 1.',
    ),
    mean: required(positive, `The mean of this branch, ${unit}.`),
  });
  return z
    .array(branch)
    .min(1)
    .check(({ value, issues }) => {
      const sum = value.reduce((total, { probability }) => total + probability, 0);
      if (Math.abs(sum - 1) < 1e-9) return;
      issues.push(fault([], `the probabilities must add up to 1, found ${sum}`, sum));
    });
}

function empirical({ value, unit }: Values) {
  return z
    .strictObject({
      distribution: kind('empirical', 'one of the given values'),
      values: required(z.array(value).min(1), `The values, each ${unit}.`),
      weights: optional(
        z.array(decimal({ min: 0 })),
        'How often each value is drawn, relative to the others. Absent: all alike.',
      ),
    })
    .check(({ value: { values, weights }, issues }) => {
      if (weights === undefined) return;
      if (weights.length !== values.length) {
        issues.push(
          fault(
            ['weights'],
            `expected one weight per value (${values.length}), found ${weights.length}`,
            weights,
          ),
        );
      } else if (!weights.some((weight) => weight > 0)) {
        issues.push(fault(['weights'], 'expected at least one weight above 0', weights));
      }
    });
}

function bathtub() {
  const time = (what: string) => required(span(true), `${what}, a duration.`);
  return z
    .strictObject({
      distribution: kind('bathtub', 'many end early, few in between, many before a deadline'),
      a: optional(
        decimal({ above: 0, max: 1 }),
        'The share of early and of late ends, each; who is left ends at the deadline. Absent: such that nobody is.',
      ),
      tau1: time('The time constant of the early ends'),
      tau2: time('The time constant of the late ends, counted back from the deadline'),
      b: time('The deadline'),
    })
    .check(({ value: { a, tau1, tau2, b }, issues }) => {
      const most = 1 / (2 - Math.exp(-b / tau1) - Math.exp(-b / tau2));
      if (a === undefined || a <= most) return;
      issues.push(
        fault(['a'], `expected at most ${Math.floor(most * 1e6) / 1e6} with these times, found ${a}`, a),
      );
    });
}

/** Two branches that carry half of the mean each: p = (1 + sqrt((c2 - 1) / (c2 + 1))) / 2 with c2 = cv x cv. */
function balanced(mean: number, cv: number): { probability: number; mean: number }[] {
  const square = cv * cv;
  const probability = (1 + Math.sqrt((square - 1) / (square + 1))) / 2;
  return [probability, 1 - probability].map((p) => ({ probability: p, mean: mean / (2 * p) }));
}

function fault(path: PropertyKey[], message: string, input: unknown) {
  return { code: 'custom' as const, path, message, input };
}
