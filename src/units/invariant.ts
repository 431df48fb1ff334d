/** Thrown when the engine itself is wrong (never for bad input); the command line exits with 2. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** States what must hold here if the engine is right. */
export function invariant(holds: boolean, what: string): asserts holds {
  if (!holds) throw new InvariantError(what);
}

/** Ends a switch over a closed union: a new member fails to compile here. */
export function unreachable(value: never): never {
  throw new InvariantError(`unexpected ${JSON.stringify(value)}`);
}
