import type { Micro } from '../units/index.js';
import { throughputRate, type PtuPrices, type TokenPrices } from './plan-rates.js';

const HOURS_A_DAY = 24;
const MINUTES = 60;
const MILLION = 1e6;

interface Throughput {
  readonly inputTpm: number;
  readonly outputTpm: number;
}

/** Hours a day from which a throughput paid by the day costs no more than by the hour; null where hours are free. */
export function dayBreakEven(hourly: PtuPrices, daily: PtuPrices, bought: Throughput): number | null {
  const hour = throughputRate(hourly, bought);
  return hour === 0 ? null : throughputRate(daily, bought) / hour;
}

/** Hours a month from which a model unit by the month costs no more than by the hour. */
export const monthBreakEven = (month: Micro, hour: Micro): number | null =>
  hour === 0 ? null : month / hour;

/** What is held against plain calls. */
export interface AgainstCalls {
  /** What the plan costs in an hour. */
  readonly hour: Micro;
  readonly bought: Throughput;
  /** Mean tokens of a request. */
  readonly input: number;
  readonly output: number;
  readonly calls: TokenPrices;
}

/**
 * The utilisation (of the side that is used more) from which a plan costs no more than plain calls for the same
 * tokens: price of the hour / price that plain calls ask for an hour at full use with this mix of input and output.
 * Above 1 plain calls are always cheaper. Null where they are free, or nothing fits.
 */
export function callsBreakEven({ hour, bought, input, output, calls }: AgainstCalls): number | null {
  const perMinute = Math.min(
    input > 0 ? bought.inputTpm / input : Infinity,
    output > 0 ? bought.outputTpm / output : Infinity,
  );
  const request = (input * calls.input + output * calls.output) / MILLION;
  const full = perMinute * MINUTES * request;
  return full > 0 && full < Infinity ? hour / full : null;
}

/** Price of an hour of a throughput that is paid by the day. */
export const hourOfDay = (daily: PtuPrices, bought: Throughput): Micro =>
  throughputRate(daily, bought) / HOURS_A_DAY;
