import { StrategyError } from './strategy-error.js';
import type { Strategy, StrategyFactory } from './strategy.js';

/** Calls a user's factory, and looks through what it made. @throws StrategyError that names the module. */
export function makeStrategy(
  factory: StrategyFactory,
  parameters: Readonly<Record<string, unknown>>,
  module: string,
): Strategy {
  let made: unknown;
  try {
    made = factory(parameters);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new StrategyError(`${module}: its function \`strategy\` failed: ${message}`);
  }
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
