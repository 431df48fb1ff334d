import type { StrategySpec } from './types.js';

/** The list as it stands, and nothing else: such a service needs nobody to decide for it. */
export function isPlain(strategy: StrategySpec): boolean {
  if ('module' in strategy || strategy.name !== 'fixed') return false;
  const { waitBeforeFallback, returnToPreferred, backOff, giveUpAfter } = strategy;
  return (
    waitBeforeFallback === undefined &&
    (returnToPreferred === undefined || returnToPreferred === false) &&
    backOff === undefined &&
    giveUpAfter === undefined
  );
}
