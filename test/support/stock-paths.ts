import type { StepProcess } from '../../src/kernel/index.js';

// What theory tests read from the path of a single process.

/** The value in force at a second not before the last one asked for. */
export function levelAt(process: StepProcess, second: number): number {
  while (process.nextAt <= second) process.advance();
  return process.value;
}

/** Time means of x(t) and of x(t) x(t + lag) over a path, read at `count` instants a `lag` apart. */
export function laggedMeans(
  process: StepProcess,
  lag: number,
  count: number,
): { mean: number; product: number } {
  let [before, sum, products] = [process.value, 0, 0];
  for (let k = 1; k <= count; k += 1) {
    const now = levelAt(process, k * lag);
    sum += now;
    products += before * now;
    before = now;
  }
  return { mean: sum / count, product: products / count };
}

/** Lengths of `count` finished spells with and without units; the first is cut and left out. */
export function spellsOf(
  process: StepProcess,
  count: number,
): { readonly up: number[]; readonly down: number[] } {
  const found = { up: [] as number[], down: [] as number[] };
  let [isUp, since, seen] = [process.value > 0, 0, -1];
  while (seen < count) {
    const at = process.nextAt;
    process.advance();
    if (process.value > 0 === isUp) continue;
    if (seen >= 0) found[isUp ? 'up' : 'down'].push(at - since);
    [isUp, since, seen] = [!isUp, at, seen + 1];
  }
  return found;
}

/** Share of [0, end) with each value. */
export function sharesOf(process: StepProcess, end: number): ReadonlyMap<number, number> {
  const time = new Map<number, number>();
  for (let now = 0; now < end;) {
    const until = Math.min(process.nextAt, end);
    time.set(process.value, (time.get(process.value) ?? 0) + (until - now) / end);
    if (until < end) process.advance();
    now = until;
  }
  return time;
}
