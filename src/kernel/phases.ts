import { invariant } from '../units/index.js';
import { RANKS } from './agenda.js';

/** The phases of a second: at most one per rank, each run at most once in a second, and only if requested. */
export class Phases {
  readonly #phases: (Phase | undefined)[] = Array.from({ length: RANKS }, () => undefined);
  /** One bit per rank. */
  #requested = 0;
  /** The least rank whose phase has not run yet in this second. */
  #open = 0;

  get anyRequested(): boolean {
    return this.#requested !== 0;
  }

  /** The lowest rank requested, where any is. */
  get next(): number {
    return 31 - Math.clz32(this.#requested & -this.#requested);
  }

  define(rank: number, name: string, run: () => void): void {
    invariant(
      Number.isInteger(rank) && rank >= 0 && rank < RANKS,
      `a phase has a rank from 0 to ${RANKS - 1}, not ${rank}`,
    );
    invariant(this.#phases[rank] === undefined, `rank ${rank} already has a phase, '${this.nameOf(rank)}'`);
    this.#phases[rank] = { name, run };
  }

  exists(rank: number): boolean {
    return this.#phases[rank] !== undefined;
  }

  nameOf(rank: number): string {
    return this.#phases[rank]?.name ?? '';
  }

  /** One name per rank, empty where it has no phase. */
  names(): readonly string[] {
    return this.#phases.map((_phase, rank) => this.nameOf(rank));
  }

  /** Whether the phase of a rank has yet to run, or not, in this second. */
  isOpen(rank: number): boolean {
    return rank >= this.#open;
  }

  request(rank: number): void {
    this.#requested |= 1 << rank;
  }

  beginSecond(): void {
    this.#open = 0;
  }

  run(rank: number): void {
    this.#requested &= ~(1 << rank);
    this.#open = rank + 1;
    this.#phases[rank]?.run();
  }

  save(): SavedPhases {
    return { requested: this.#requested, open: this.#open };
  }

  restore({ requested, open }: SavedPhases): void {
    this.#requested = requested;
    this.#open = open;
  }
}

interface Phase {
  readonly name: string;
  readonly run: () => void;
}

export interface SavedPhases {
  readonly requested: number;
  readonly open: number;
}
