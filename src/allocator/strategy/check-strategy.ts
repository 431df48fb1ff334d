import { StrategyError } from './strategy-error.js';
import type { Strategy } from './strategy.js';

/** Looks through what a user's factory made. @throws StrategyError that names the module and what it lacks. */
export function checkStrategy(made: unknown, module: string): Strategy {
  const fault = faultOf(made);
  if (fault !== undefined) throw new StrategyError(`${module}: ${fault}`);
  return made as Strategy;
}

function faultOf(made: unknown): string | undefined {
  if (typeof made !== 'object' || made === null)
    return 'its function `strategy` must return { initial, decide }';
  const { decide, window, followsPrices } = made as Readonly<Record<string, unknown>>;
  if (typeof decide !== 'function') return 'its strategy has no function `decide`';
  if (!('initial' in made)) return 'its strategy has no `initial` state (null will do)';
  if (window !== undefined && !(Number.isSafeInteger(window) && (window as number) >= 0))
    return 'the `window` of its strategy must be a whole number of seconds';
  if (followsPrices !== undefined && typeof followsPrices !== 'boolean')
    return '`followsPrices` of its strategy must be true or false';
  return undefined;
}
