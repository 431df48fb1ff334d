import { pool, service, type Input } from './simulate.js';

export const CURVE = [
  { utilisation: 0, price: 0.05 },
  { utilisation: 0.6, price: 0.1 },
  { utilisation: 1, price: 0.34 },
] as const;

/** The price of `CURVE` at a utilisation, in micro-units. */
export function onCurve(utilisation: number): number {
  const price =
    utilisation < 0.6 ? 0.05 + (utilisation / 0.6) * 0.05 : 0.1 + ((utilisation - 0.6) / 0.4) * 0.24;
  return Math.round(price * 1e6);
}

/** Forty units, of which others use some twenty as standard and bid for some twenty more. */
export const market = (changes: Input = {}): Input => ({
  process: 'endogenous',
  capacity: 40,
  standard: { arrivals: '10/h', hold: '2h' },
  spot: {
    arrivals: '20/h',
    hold: '1h',
    bids: { distribution: 'lognormal', median: 0.2, sigma: 0.4 },
  },
  curve: CURVE,
  ...changes,
});

/** Pool `a` with such a market in place of price and stock. */
export function marketPool(changes: Input = {}): Input {
  const { price: _, stock: __, ...rest } = pool('a');
  return { ...rest, market: market(changes) };
}

/** A fleet of ours on spot in pool `a`, ready at once. */
export const fleet = (replicas: number, changes: Input = {}): Input =>
  service('s', { replicas, protection: false, startup: 0, ...changes });
