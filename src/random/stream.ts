/** A named sequence of uniforms. Two streams of different names are independent; equal names are equal. */
export interface Stream {
  /** The next uniform, strictly inside (0, 1), so that any quantile function takes it. */
  next(): number;
  save(): unknown;
  restore(saved: unknown): void;
}
