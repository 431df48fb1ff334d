import { copyPlain, type MicroPerHour, type Seconds } from '../units/index.js';

interface Changes {
  readonly at: number[];
  readonly unprotected: number[];
  readonly protectedTier: number[];
  /** Entries before this one are out of the window. */
  head: number;
}

interface State {
  readonly pools: readonly Changes[];
}

/**
 * The price changes of the last `window` seconds of each pool. Only `interruptedFree: last-increment` needs
 * it: what the unfinished increment has cost is known only at the interruption, and is then summed backwards.
 * Memory and the cost of a sum follow the price changes within one increment.
 */
export class PriceHistory {
  readonly #window: Seconds;
  #state: State;

  constructor(pools: number, window: Seconds) {
    this.#window = window;
    const empty = (): Changes => ({ at: [], unprotected: [], protectedTier: [], head: 0 });
    this.#state = { pools: Array.from({ length: pools }, empty) };
  }

  change(at: Seconds, pool: number, unprotected: MicroPerHour, protectedTier: MicroPerHour): void {
    const changes = this.#state.pools[pool];
    const last = changes.at.length - 1;
    if (last >= 0 && changes.at[last] === at) drop(changes, last);
    changes.at.push(at);
    changes.unprotected.push(unprotected);
    changes.protectedTier.push(protectedTier);
    while (changes.head + 1 < changes.at.length && changes.at[changes.head + 1] <= at - this.#window) {
      changes.head += 1;
    }
    if (changes.head > 64 && 2 * changes.head > changes.at.length) forget(changes);
  }

  /** Walks back from `to` to `from` (less than the window apart) over the spans of constant rate. */
  walk(
    lane: number,
    from: Seconds,
    to: Seconds,
    visit: (rate: MicroPerHour, seconds: Seconds) => void,
  ): void {
    const changes = this.#state.pools[lane >> 1];
    const rates = lane % 2 === 0 ? changes.unprotected : changes.protectedTier;
    let end = to;
    for (let index = changes.at.length - 1; index >= changes.head && end > from; index -= 1) {
      const start = Math.max(changes.at[index], from);
      if (start >= end) continue;
      visit(rates[index], end - start);
      end = start;
    }
  }

  save(): unknown {
    return copyPlain(this.#state);
  }

  restore(saved: unknown): void {
    this.#state = copyPlain(saved as State);
  }
}

function drop(changes: Changes, length: number): void {
  changes.at.length = length;
  changes.unprotected.length = length;
  changes.protectedTier.length = length;
}

function forget(changes: Changes): void {
  for (const list of [changes.at, changes.unprotected, changes.protectedTier]) list.splice(0, changes.head);
  changes.head = 0;
}
