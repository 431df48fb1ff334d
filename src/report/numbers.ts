import { formatDuration, HOUR } from '../units/index.js';
import type { Seconds } from '../units/index.js';

/** Shown where there is no value: a ratio of nothing, a price of a pool that has none. */
export const NONE = '-';

const withCommas = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** `1234.5` as `1,234.50`. */
export function fixed(value: number, decimals: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? '-' : '';
  return sign + withCommas(whole) + (fraction === undefined ? '' : `.${fraction}`);
}

export const count = (value: number | null): string => (value === null ? NONE : fixed(value, 0));

/** Cents, and as many decimals more as a small amount needs to be seen. */
export const money = (amount: number | null): string =>
  amount === null ? NONE : fixed(amount, decimalsFor(amount));

/** Amounts of one column: all with the decimals that the largest needs. */
export function moneyColumn(amounts: readonly (number | null)[]): (amount: number | null) => string {
  const largest = Math.max(0, ...amounts.map((amount) => Math.abs(amount ?? 0)));
  return (amount) => (amount === null ? NONE : fixed(amount, decimalsFor(largest)));
}

const decimalsFor = (amount: number): number => {
  const size = Math.abs(amount);
  return size >= 1 || size < 5e-7 ? 2 : size >= 0.01 ? 4 : 6; // what no decimal shows is 0.00
};

/** A price per hour: four decimals, six where it is tiny. */
export const price = (value: number | null): string =>
  value === null ? NONE : fixed(value, value !== 0 && Math.abs(value) < 0.001 ? 6 : 4);

/** A share as a percentage that says 100 % and 0 % only where it means it. */
export function percent(share: number | null): string {
  if (share === null) return NONE;
  const value = share * 100;
  const rounded = (decimals: number): number => Number(value.toFixed(decimals));
  for (const decimals of value >= 0 && value <= 100 ? [2, 3, 4, 5] : [1]) {
    const edge = rounded(decimals) === 0 || rounded(decimals) === 100;
    if (!edge || value === 0 || value === 100) return `${trimmed(value, decimals)} %`;
  }
  return value < 50 ? '< 0.00001 %' : '> 99.9999 %';
}

const trimmed = (value: number, decimals: number): string =>
  value === 0 || value === 100 ? value.toFixed(0) : fixed(value, decimals);

/** A rough share, for comparison with a reference: `41 %`. */
export const roughly = (share: number | null): string =>
  share === null ? NONE : `${fixed(share * 100, share < 0.1 ? 1 : 0)} %`;

export const hours = (seconds: number | null): string => (seconds === null ? NONE : fixed(seconds / HOUR, 1));

const PARTS = /\d+[a-z]/g;

/** A duration by its two largest units: `12d3h`, `8m20s`. */
export function span(seconds: Seconds | null): string {
  if (seconds === null) return NONE;
  const size = seconds >= 86_400 ? 3600 : seconds >= 3600 ? 60 : 1;
  const rough = formatDuration(Math.round(seconds / size) * size);
  return (rough.match(PARTS) ?? [rough]).slice(0, 2).join('');
}

/** `1 preemption`, `3 preemptions`. */
export const counted = (number: number, noun: string): string =>
  `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
