import { spellSummary, type Summary } from '../../statistics/index.js';
import type { MicroPerHour, Seconds } from '../../units/index.js';
import { eachHold, type Segment } from './sample.js';

/** What a bidder with a ceiling sees of a price. */
export interface LevelFacts {
  readonly ceiling: MicroPerHour;
  /** Share of time with the price at or below the ceiling: A(b). */
  readonly share: number;
  /** Times per week that the price rises above the ceiling. */
  readonly crossingsPerWeek: number;
  /** Seconds at or below the ceiling per rise above it; null where it never rises. */
  readonly meanBelow: number | null;
  /** Seconds above it per rise. */
  readonly meanAbove: number | null;
  /** Spells that were seen whole, in seconds. */
  readonly below: Summary;
  readonly above: Summary;
}

const WEEK = 604_800;

/** Measures a step function against several ceilings at once. */
export class LevelTally {
  readonly #ceilings: readonly MicroPerHour[];
  /** Seconds with exactly so many ceilings exceeded. */
  readonly #seconds: Float64Array;
  readonly #crossings: Float64Array;
  /** Seconds since the last crossing of each ceiling; NaN before the first. */
  readonly #since: Float64Array;
  readonly #below: number[][];
  readonly #above: number[][];
  #exceeded = -1;
  #clock = 0;

  /** Ceilings ascend. */
  constructor(ceilings: readonly MicroPerHour[]) {
    this.#ceilings = ceilings;
    this.#seconds = new Float64Array(ceilings.length + 1);
    this.#crossings = new Float64Array(ceilings.length);
    this.#since = new Float64Array(ceilings.length);
    this.#below = ceilings.map(() => []);
    this.#above = ceilings.map(() => []);
  }

  /** A piece that does not follow on the one before. */
  begin(): void {
    this.#exceeded = -1;
    this.#since.fill(NaN);
  }

  hold(value: MicroPerHour, seconds: Seconds): void {
    let exceeded = 0;
    while (exceeded < this.#ceilings.length && value > this.#ceilings[exceeded]) exceeded += 1;
    if (exceeded !== this.#exceeded) this.#cross(exceeded);
    this.#seconds[exceeded] += seconds;
    this.#clock += seconds;
  }

  facts(): readonly LevelFacts[] {
    const total = this.#seconds.reduce((sum, one) => sum + one, 0);
    let below = 0;
    return this.#ceilings.map((ceiling, index) => {
      below += this.#seconds[index];
      const crossings = this.#crossings[index];
      return {
        ceiling,
        share: total === 0 ? 0 : below / total,
        crossingsPerWeek: total === 0 ? 0 : (crossings * WEEK) / total,
        meanBelow: crossings === 0 ? null : below / crossings,
        meanAbove: crossings === 0 ? null : (total - below) / crossings,
        below: spellSummary(this.#below[index]),
        above: spellSummary(this.#above[index]),
      };
    });
  }

  #cross(exceeded: number): void {
    const before = this.#exceeded;
    this.#exceeded = exceeded;
    if (before < 0) return;
    const rises = exceeded > before;
    for (let index = Math.min(before, exceeded); index < Math.max(before, exceeded); index += 1) {
      if (rises) this.#crossings[index] += 1;
      const spells = rises ? this.#below[index] : this.#above[index];
      if (!Number.isNaN(this.#since[index])) spells.push(this.#clock - this.#since[index]);
      this.#since[index] = this.#clock;
    }
  }
}

/** The facts of a history at these ceilings. */
export function levelFacts(
  segments: readonly Segment[],
  ceilings: readonly MicroPerHour[],
): readonly LevelFacts[] {
  const tally = new LevelTally(ceilings);
  for (const segment of segments) {
    tally.begin();
    eachHold([segment], (value, seconds) => tally.hold(value, seconds));
  }
  return tally.facts();
}
