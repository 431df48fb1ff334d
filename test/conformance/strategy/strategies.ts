import type { Input } from '../../support/simulate.js';

/** Every strategy that a scenario can name, by what it would write; modifiers alone and together. */
export const STRATEGIES: Readonly<Record<string, Input>> = {
  'standard-price': { name: 'standard-price', share: 0.5 },
  percentile: { name: 'percentile', window: '6h', every: '10m' },
  'percentile, capped': { name: 'percentile', quantile: 0.5, window: '2h', cap: 0.3 },
  'percentile, bidding anew for what it holds': {
    ...{ name: 'percentile', quantile: 0.7, window: '2h', every: '5m', rebid: true },
  },
  mean: { name: 'mean', window: '6h' },
  drafts: { name: 'drafts', probability: 0.8, confidence: 0.8, need: '30m', window: '12h', every: '30m' },
  'zheng-one-time': { name: 'zheng-one-time', work: '1h', window: '1d' },
  'zheng-persistent': { name: 'zheng-persistent', recovery: '60s', window: '1d', every: '10m' },
  'spot-hedge': { name: 'spot-hedge', extra: 1 },
  'spot-hedge, spot only': { name: 'spot-hedge', extra: 2, fallback: false, interval: '5m' },
  'even-spread': { name: 'even-spread', extra: 1 },
  'round-robin': { name: 'round-robin', interval: '5m' },
  tributary: { name: 'tributary', target: 0.9, window: '6h' },
  'tributary, each apart': { name: 'tributary', target: 0.95, fate: 'apart', every: '5m' },
  'lowest-price': { name: 'lowest-price' },
  diversified: { name: 'diversified' },
  'capacity-optimized': { name: 'capacity-optimized' },
  'capacity-optimized-prioritized': { name: 'capacity-optimized-prioritized' },
  'price-capacity-optimized': { name: 'price-capacity-optimized' },
  'fixed, patient': { name: 'fixed', waitBeforeFallback: '10m' },
  'fixed, returning': { name: 'fixed', returnToPreferred: true },
  'fixed, backing off': { name: 'fixed', backOff: { after: 1, within: '1h', for: '30m' } },
  'fixed, giving up': { name: 'fixed', giveUpAfter: '15m' },
  'spot-hedge, giving up': { name: 'spot-hedge', giveUpAfter: '5m', returnToPreferred: true },
  'all modifiers': {
    ...{ name: 'percentile', waitBeforeFallback: '5m', returnToPreferred: true, giveUpAfter: '20m' },
    backOff: { after: 2, within: '2h', for: '1h' },
  },
  'all modifiers, bidding anew for what it holds': {
    ...{ name: 'mean', window: '1h', every: '10m', waitBeforeFallback: '5m', returnToPreferred: true },
    ...{ giveUpAfter: '20m', rebid: true, backOff: { after: 2, within: '2h', for: '1h' } },
  },
};
