import { InvariantError, type Seconds } from '../units/index.js';
import { plain } from './agenda.js';
import type { HandlerId, Simulation } from './simulation.js';
import type { StepProcess } from './step-process.js';

export interface DriveOptions {
  readonly rank: number;
  /** Names the event in errors. */
  readonly name: string;
  /** Changes from this second on are not scheduled. */
  readonly horizon?: Seconds | undefined;
}

/** Drives the processes added to it: each advances and is applied at the seconds it names. */
export const drive = (simulation: Simulation, options: DriveOptions): StepDriver =>
  new StepDriver(simulation, options);

/**
 * Keeps an agenda entry for every process, or one for all processes that tick together. It has no state of its own:
 * saving the simulation and the processes saves all.
 */
export class StepDriver {
  readonly #simulation: Simulation;
  readonly #rank: number;
  readonly #horizon: Seconds;
  readonly #handler: HandlerId;
  readonly #groups: Group[] = [];

  constructor(simulation: Simulation, { rank, name, horizon = Infinity }: DriveOptions) {
    this.#simulation = simulation;
    this.#rank = rank;
    this.#horizon = horizon;
    this.#handler = simulation.register(name, (group) => this.#fire(group));
  }

  /**
   * Drives a process from now on; its value so far is the caller's to apply. Processes of the same `interval` whose
   * next ticks coincide share one entry, which makes a second with many ticks cheaper; they advance in the order of
   * adding. Only for processes whose every tick keeps to the interval.
   */
  add(process: StepProcess, apply: (value: number) => void, interval?: Seconds): void {
    const due = process.nextAt;
    const joined =
      interval === undefined
        ? undefined
        : this.#groups.find((group) => group.interval === interval && dueOf(group) === due);
    if (joined !== undefined) {
      joined.members.push({ process, apply, advanced: false });
      return;
    }
    this.#groups.push({ interval, members: [{ process, apply, advanced: false }] });
    this.#schedule(this.#groups.length - 1, due);
  }

  #schedule(group: number, due: Seconds): void {
    if (due < this.#horizon) this.#simulation.schedule(due, this.#rank, this.#handler, group);
  }

  #fire(index: number): void {
    const now = this.#simulation.now;
    const { members } = this.#groups[index];
    this.#schedule(index, members.length === 1 ? moveAlone(members[0], now) : moveTogether(members, now));
  }
}

// Two functions for one and for many, and two loops for the many: prices tick together and stocks change alone, and
// each then compiles to code of its own, with its processes inlined.

/** Advances and applies a process; returns when it is due again. */
function moveAlone({ process, apply }: Member, now: Seconds): Seconds {
  process.advance();
  const due = process.nextAt;
  if (!(due > now)) refuse(now, due);
  apply(process.value);
  return plain(due);
}

/** Advances and applies those that are due, one may have run dry before the others; returns when the next is due. */
function moveTogether(members: readonly Member[], now: Seconds): Seconds {
  const due = advanceAll(members, now);
  for (let place = 0; place < members.length; place += 1) {
    const { process, apply, advanced } = members[place];
    if (advanced) apply(process.value);
  }
  return due;
}

function advanceAll(members: readonly Member[], now: Seconds): Seconds {
  // Not from Infinity on: that would make an object of every number that it may be.
  let due = 0;
  for (let place = 0; place < members.length; place += 1) {
    const member = members[place];
    const { process } = member;
    member.advanced = process.nextAt === now;
    if (member.advanced) process.advance();
    const next = process.nextAt;
    if (!(next > now)) refuse(now, next);
    if (place === 0 || next < due) due = next;
  }
  return plain(due);
}

// Not `invariant`: its message would be written at every tick.
function refuse(now: Seconds, next: Seconds): never {
  throw new InvariantError(`a step process went from ${now} to ${next}`);
}

interface Group {
  readonly interval: Seconds | undefined;
  readonly members: Member[];
}

interface Member {
  readonly process: StepProcess;
  readonly apply: (value: number) => void;
  /** It has moved in this second. */
  advanced: boolean;
}

function dueOf(group: Group): Seconds {
  let due = Infinity;
  for (const { process } of group.members) if (process.nextAt < due) due = process.nextAt;
  return due;
}
