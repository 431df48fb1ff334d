/** States what the parameters of a law must be. (This room imports nothing, hence not `invariant`.) */
export function requireThat(holds: boolean, what: string): asserts holds {
  if (!holds) throw new RangeError(what);
}

/** The refusal of a residual draw where the equilibrium law does not exist. */
export function requireSpan(holds: boolean, law: string): asserts holds {
  requireThat(holds, `residual time needs a law of non-negative spans with a finite mean; ${law} is not one`);
}
