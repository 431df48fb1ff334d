import type { Micro, MicroPerHour } from '../units/index.js';

/** Prices of PTU: in micro-units per 10,000 input tokens a minute and per 1,000 output tokens a minute (R39). */
export interface PtuPrices {
  readonly input: Micro;
  readonly output: Micro;
}

/** One price tier of plain calls: in micro-units per million tokens. */
export interface TokenPrices {
  /** Longest input of a request in this tier; it decides on the whole request. */
  readonly upTo: number;
  readonly input: Micro;
  readonly output: Micro;
}

/** What a plan costs. All prices are data of the user's price tables. */
export type PlanRate =
  | { readonly kind: 'ptu'; readonly method: 'hourly' | 'upfront'; readonly per: PtuPrices }
  /** Per unit: an hour, or a month of 30 days. */
  | { readonly kind: 'model-unit'; readonly method: 'hourly'; readonly hour: MicroPerHour }
  | { readonly kind: 'model-unit'; readonly method: 'monthly'; readonly month: Micro }
  | { readonly kind: 'calls'; readonly tiers: readonly TokenPrices[] }
  /** The replicas behind it are billed as such. */
  | { readonly kind: 'eas' };

const INPUT_STEP = 10_000;
const OUTPUT_STEP = 1000;

/**
 * Price of a throughput for an hour (or, with daily prices, a day), rounded once to a whole micro-unit:
 * input price x input TPM / 10,000 + output price x output TPM / 1,000 (R38, R39).
 */
export const throughputRate = (
  per: PtuPrices,
  { inputTpm, outputTpm }: { readonly inputTpm: number; readonly outputTpm: number },
): Micro => Math.round((per.input * inputTpm) / INPUT_STEP + (per.output * outputTpm) / OUTPUT_STEP);

const MILLION = 1_000_000;

/** tokens x price / 1,000,000, half up; exact for any number of tokens and any price of the schema. */
export function tokensAmount(tokens: number, price: Micro): Micro {
  const millions = Math.floor(tokens / MILLION);
  const rest = (tokens - millions * MILLION) * price;
  return millions * price + Math.floor((rest + MILLION / 2) / MILLION);
}
