import type { StepProcess } from '../../kernel/index.js';
import type { MicroPerHour, Seconds } from '../../units/index.js';
import { LevelTally, type LevelFacts } from './levels.js';

/** A fit simulated, against what the market did. */
export interface Judgement {
  readonly simulated: readonly LevelFacts[];
  /** Greatest error of A(b) over the ceilings judged: those at which both parts agree, or all if none does. */
  readonly availabilityError: number;
  /** Mean over these ceilings of |ln| of simulated over real rises per week; a half rise is added to both. */
  readonly crossingError: number;
  /** Mean over these ceilings of |ln| of simulated over real mean time below the ceiling. */
  readonly spellError: number;
  /**
   * What ranks: availabilityError / 0.05 + crossingError + spellError. An error of 0.05 in availability weighs as
   * much as a factor e in the number of rises or the length of spells. Smaller is better.
   */
  readonly score: number;
}

export interface Trial {
  /** A path of the process for each replication. */
  readonly path: (replication: number) => StepProcess;
  readonly replications: number;
  /** Seconds that each path is followed. */
  readonly duration: Seconds;
}

/** Two availabilities further apart than this differ. */
const TOLERANCE = 0.05;

const WEEK = 604_800;

/** What a simulation is held against. */
export interface Standard {
  readonly real: readonly LevelFacts[];
  /** Which of its ceilings count. */
  readonly counts: readonly boolean[];
  /** Seconds that the real facts are from. */
  readonly covered: Seconds;
}

/** Simulates a process and compares it with the facts of a history at the same ceilings. */
export function judge(trial: Trial, { real, counts, covered }: Standard): Judgement {
  const simulated = simulateLevels(
    trial,
    real.map(({ ceiling }) => ceiling),
  );
  const half = (0.5 * WEEK) / covered;
  const counted = [...real.keys()].filter((index) => counts[index]);
  const mean = (of: (index: number) => number): number =>
    counted.reduce((sum, index) => sum + of(index), 0) / Math.max(1, counted.length);
  const ratio = (a: number, b: number): number => Math.abs(Math.log(a / b));
  const rises = ({ crossingsPerWeek }: LevelFacts): number => crossingsPerWeek + half;
  const length = (facts: LevelFacts): number => (facts.share * WEEK + half) / rises(facts);
  const availabilityError = Math.max(0, ...counted.map((i) => Math.abs(simulated[i].share - real[i].share)));
  const crossingError = mean((i) => ratio(rises(simulated[i]), rises(real[i])));
  const spellError = mean((i) => ratio(length(simulated[i]), length(real[i])));
  return {
    simulated,
    availabilityError,
    crossingError,
    spellError,
    score: availabilityError / TOLERANCE + crossingError + spellError,
  };
}

/** At which ceilings two availability curves are within the tolerance of each other. */
export const agreement = (a: readonly LevelFacts[], b: readonly LevelFacts[]): readonly boolean[] =>
  a.map(({ share }, index) => Math.abs(share - b[index].share) <= TOLERANCE);

/** Greatest distance of two availability curves at the same ceilings. */
export const gapBetween = (a: readonly LevelFacts[], b: readonly LevelFacts[]): number =>
  a.reduce((most, { share }, index) => Math.max(most, Math.abs(share - b[index].share)), 0);

/** The facts of all paths of a trial together. */
export function simulateLevels(
  { path, replications, duration }: Trial,
  ceilings: readonly MicroPerHour[],
): readonly LevelFacts[] {
  const tally = new LevelTally(ceilings);
  for (let replication = 0; replication < replications; replication += 1) {
    tally.begin();
    follow(path(replication), duration, (value, _, seconds) => tally.hold(value, seconds));
  }
  return tally.facts();
}

/** Calls back for each piece of a path: the value, the second from which it holds, and for how long. */
export function follow(
  process: StepProcess,
  duration: Seconds,
  take: (value: number, from: Seconds, seconds: Seconds) => void,
): void {
  let now = 0;
  while (now < duration) {
    const next = Math.min(process.nextAt, duration);
    take(process.value, now, next - now);
    if (next < duration) process.advance();
    now = next;
  }
}
