/** Thrown when a strategy does what it must not: a fault of whoever wrote it, not of the engine. */
export class StrategyError extends Error {
  override readonly name = 'StrategyError';
}
