import type { StrategySpec } from './types.js';

type Modifiers = Pick<
  Extract<StrategySpec, { readonly name: 'fixed' }>,
  'waitBeforeFallback' | 'returnToPreferred' | 'backOff' | 'giveUpAfter'
>;

/** What stands beside a strategy, those that change nothing left out; strategies of deadlines take none. */
export function modifiersOf(strategy: StrategySpec): Modifiers {
  const { waitBeforeFallback, returnToPreferred, backOff, giveUpAfter } = strategy as Modifiers;
  return {
    ...(waitBeforeFallback !== undefined && { waitBeforeFallback }),
    ...(returnToPreferred !== undefined && returnToPreferred !== false && { returnToPreferred }),
    ...(backOff !== undefined && { backOff }),
    ...(giveUpAfter !== undefined && { giveUpAfter }),
  };
}

/** The list as it stands, and nothing else: such a service needs nobody to decide for it. */
export const isPlain = (strategy: StrategySpec): boolean =>
  'name' in strategy && strategy.name === 'fixed' && Object.keys(modifiersOf(strategy)).length === 0;
