import { formatDuration, InvariantError, invariant, type Seconds } from '../units/index.js';
import { Agenda } from './agenda.js';
import type { Handle } from './entry-slots.js';
import { Phases, type SavedPhases } from './phases.js';

/** Names a registered handler: its place in the order of registration. */
export type HandlerId = number;

/** What happens at an event; the argument says to whom. */
export type Handler = (argument: number) => void;

export interface RunLimits {
  /** The first second that is no part of the run: entries due then, or later, stay in the agenda. */
  readonly until?: Seconds | undefined;
  /** At most so many entries and phases. */
  readonly steps?: number | undefined;
}

/** Why a run ended: a limit, `stop`, or nothing more to come. */
export type RunEnd = 'until' | 'steps' | 'stopped' | 'drained';

/** Before anything of the current second has run. */
const NOT_BEGUN = -1;
/** A constant of this file: an imported one is read through its module at every event. */
const TOP_RANK = 15;

/**
 * The clock and the only loop that moves it. A second runs its entries by rank, then by the order of asking; the
 * phase of a rank, where it was requested, runs once after all entries of its rank or below and before any above.
 *
 * Law: what happens at a rank schedules only higher ranks of the same second, or later seconds. So nothing comes too
 * late, and a second ends.
 */
export class Simulation {
  readonly #agenda = new Agenda();
  readonly #handlers: Handler[] = [];
  readonly #names: string[] = [];
  readonly #phases = new Phases();
  #now: Seconds = 0;
  /** The rank reached in the current second. */
  #rank = NOT_BEGUN;
  #inPhase = false;
  #running = false;
  #stopping = false;
  #failed = false;

  /** The current second; after `run({ until })` that second, of which nothing has happened yet. */
  get now(): Seconds {
    return this.#now;
  }

  /** Entries that are still to come. */
  get pending(): number {
    return this.#agenda.pending;
  }

  /**
   * Makes a handler known, under the name that errors call it by. A program registers in the same order each time.
   * `inOrder`: its events mostly come in the order of their seconds, as after a constant delay; they then cost less.
   */
  register(name: string, handler: Handler, { inOrder = false }: { inOrder?: boolean } = {}): HandlerId {
    const id = this.#handlers.length;
    this.#names.push(name);
    this.#handlers.push(handler);
    this.#agenda.admit(id, inOrder);
    return id;
  }

  /** Makes the phase of a rank known; each rank has at most one. */
  phase(rank: number, name: string, run: () => void): void {
    this.#phases.define(rank, name, run);
  }

  /**
   * Asks for handler and argument at a second and rank.
   * @throws InvariantError if `at` is not finite, or not after the present instant in (second, rank).
   */
  schedule(at: Seconds, rank: number, handler: HandlerId, argument: number): Handle {
    if (!(at > this.#now || (at === this.#now && rank > this.#rank)) || (rank & TOP_RANK) !== rank)
      this.#refuse(`'${this.#names[handler]}' cannot be scheduled for ${instant(at)}, rank ${rank}`);
    return this.#agenda.schedule(at, rank, handler, argument);
  }

  /** Takes an entry back; false, and harmless, if it has run or was cancelled already. */
  cancel(handle: Handle): boolean {
    return this.#agenda.cancel(handle);
  }

  /**
   * Asks for the phase of a rank to run in this second; asking twice is asking once. Entries of the phase's own rank
   * may ask, the phase itself may not.
   * @throws InvariantError if the rank has no phase, or its time in this second is over.
   */
  request(rank: number): void {
    if (!this.phaseOpen(rank)) this.#refuse(`the phase of rank ${rank} cannot be requested`);
    this.#phases.request(rank);
  }

  /** Whether the phase of a rank exists and can still be requested in this second. */
  phaseOpen(rank: number): boolean {
    return rank >= this.#rank && this.#phases.isOpen(rank) && this.#phases.exists(rank);
  }

  /**
   * Runs until a limit is met, `stop` is called, or nothing is left. `until` is exclusive: every second before it is
   * run whole, the clock then stands at `until`, and running on from there is the same as never having paused.
   * @throws InvariantError that names event, argument, rank and instant, its `cause` being what the handler threw.
   */
  run({ until = Infinity, steps = Infinity }: RunLimits = {}): RunEnd {
    invariant(!this.#running, 'a run cannot be started from within a run');
    invariant(!this.#failed, 'a run that failed cannot go on: restore a saved state');
    invariant(until >= this.#now, `the clock stands at ${instant(this.#now)} and cannot run until ${until}`);
    this.#running = true;
    this.#stopping = false;
    try {
      return this.#loop(until, steps);
    } catch (error) {
      this.#failed = true;
      throw this.#located(error);
    } finally {
      this.#running = false;
    }
  }

  /** Runs one entry or phase; false if there is none. */
  step(): boolean {
    return this.run({ steps: 1 }) !== 'drained';
  }

  /** Ends the run once the current second is complete, so that state may be saved. Outside a run: nothing. */
  stop(): void {
    this.#stopping = true;
  }

  /**
   * Plain data, for `restore`. Only between seconds: what other rooms hold for the rest of a second is not kept.
   * @throws InvariantError within a run, or while the current second has begun and is not complete.
   */
  save(): unknown {
    invariant(!this.#running, 'state cannot be saved from within a run');
    const whole =
      this.#rank === NOT_BEGUN || (!this.#phases.anyRequested && this.#agenda.nextAt() > this.#now);
    invariant(whole && !this.#failed, `state cannot be saved within a second (${instant(this.#now)})`);
    const saved: SavedSimulation = {
      now: this.#now,
      rank: this.#rank,
      phases: this.#phases.save(),
      names: this.#allNames(),
      agenda: this.#agenda.save(),
    };
    return saved;
  }

  /**
   * Goes on from a saved state. The program has registered the same handlers and phases before, in the same order.
   * @throws InvariantError if their names differ.
   */
  restore(saved: unknown): void {
    const { now, rank, phases, names, agenda } = saved as SavedSimulation;
    const own = this.#allNames();
    invariant(
      own.length === names.length && own.every((name, index) => name === names[index]),
      `the saved state has other events (${names.join(', ')}) than this program (${own.join(', ')})`,
    );
    this.#now = now;
    this.#rank = rank;
    this.#phases.restore(phases);
    this.#failed = false;
    this.#inPhase = false;
    this.#agenda.restore(agenda);
  }

  #loop(until: Seconds, steps: number): RunEnd {
    if (this.#now === until) return 'until';
    const agenda = this.#agenda;
    const handlers = this.#handlers;
    for (let done = 0; done < steps; done += 1) {
      const at = agenda.nextAt();
      if (this.#phases.anyRequested && this.#phaseIsDue(at)) {
        this.#runPhase();
        continue;
      }
      if (at !== this.#now) {
        if (this.#stopping) return 'stopped';
        if (!(at < until)) return this.#rest(until);
        this.#now = at;
        this.#phases.beginSecond();
      }
      agenda.take();
      this.#rank = agenda.rank;
      handlers[agenda.handler](agenda.argument);
    }
    return 'steps';
  }

  /** Nothing more is due before `until`. */
  #rest(until: Seconds): RunEnd {
    if (until === Infinity) return 'drained';
    this.#now = until;
    this.#rank = NOT_BEGUN;
    this.#phases.beginSecond();
    return 'until';
  }

  #phaseIsDue(nextAt: Seconds): boolean {
    return nextAt > this.#now || this.#agenda.nextRank() > this.#phases.next;
  }

  #runPhase(): void {
    const rank = this.#phases.next;
    this.#rank = rank;
    this.#inPhase = true;
    this.#phases.run(rank);
    this.#inPhase = false;
  }

  #allNames(): readonly string[] {
    return [...this.#names, ...this.#phases.names()];
  }

  /** What is running, for people. */
  #current(): string {
    if (this.#inPhase)
      return `phase '${this.#phases.nameOf(this.#rank)}' at ${instant(this.#now)}, rank ${this.#rank}`;
    const { handler, argument, rank } = this.#agenda;
    return `event '${this.#names[handler]}' (argument ${argument}) at ${instant(this.#now)}, rank ${rank}`;
  }

  #located(error: unknown): InvariantError {
    const message = error instanceof Error ? error.message : String(error);
    return new InvariantError(`${this.#current()}: ${message}`, { cause: error });
  }

  #refuse(what: string): never {
    throw new InvariantError(`${what}: the clock stands at ${instant(this.#now)}, rank ${this.#rank}`);
  }
}

interface SavedSimulation {
  readonly now: Seconds;
  readonly rank: number;
  readonly phases: SavedPhases;
  readonly names: readonly string[];
  readonly agenda: unknown;
}

const instant = (at: Seconds): string => `${at} s (${formatDuration(at)})`;
