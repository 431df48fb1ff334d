/**
 * An oracle for the kernel that shares no code with it: the future is a plain array, sorted anew before each step.
 * Both run a little world whose reactions are a fixed function of what happens, so that their logs can be compared.
 */
export interface WorldPorts {
  schedule(at: number, rank: number, argument: number): unknown;
  cancel(handle: unknown): boolean;
  request(rank: number): void;
  now(): number;
}

export interface Start {
  readonly at: number;
  readonly rank: number;
  readonly energy: number;
}

export const PHASE_RANKS = [3, 7, 8] as const;
const TOP = 9;

/** What an event or a phase does: it schedules, cancels and requests within the law, less and less energetically. */
export class World {
  readonly log: string[] = [];
  #handles: unknown[] = [];
  #steps = 0;

  constructor(
    readonly ports: WorldPorts,
    readonly salt: number,
  ) {}

  begin(starts: readonly Start[]): void {
    for (const { at, rank, energy } of starts) this.#schedule(at, rank, energy);
  }

  event(rank: number, energy: number): void {
    this.log.push(`${this.ports.now()} event ${rank} ${energy}`);
    if (energy > 0) this.#react(rank, rank, energy);
  }

  phase(rank: number): void {
    this.log.push(`${this.ports.now()} phase ${rank}`);
    if (this.#dice(4) === 0) this.#react(rank, rank + 1, 1);
  }

  save(): unknown {
    return { handles: [...this.#handles], steps: this.#steps };
  }

  restore(saved: unknown): void {
    const { handles, steps } = saved as { handles: unknown[]; steps: number };
    this.#handles = [...handles];
    this.#steps = steps;
  }

  #react(rank: number, leastRequest: number, energy: number): void {
    const now = this.ports.now();
    for (let child = this.#dice(4); child > 0; child -= 1) {
      const sameSecond = rank < TOP && this.#dice(2) === 0;
      if (sameSecond) this.#schedule(now, rank + 1 + this.#dice(TOP - rank), energy - 1);
      else this.#schedule(now + 1 + this.#dice(5), this.#dice(TOP + 1), energy - 1);
    }
    if (this.#dice(3) === 0 && this.#handles.length > 0)
      this.log.push(`cancel ${this.ports.cancel(this.#handles[this.#dice(this.#handles.length)])}`);
    for (const phase of PHASE_RANKS)
      if (phase >= leastRequest && this.#dice(3) === 0) this.ports.request(phase);
  }

  #schedule(at: number, rank: number, energy: number): void {
    this.#handles.push(this.ports.schedule(at, rank, energy));
  }

  /** A fixed function of the salt and the number of calls. */
  #dice(sides: number): number {
    this.#steps += 1;
    let x = Math.imul(this.salt ^ Math.imul(this.#steps, 0x9e3779b1), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 15), 0xc2b2ae35);
    return ((x ^ (x >>> 16)) >>> 0) % sides;
  }
}

interface Item {
  readonly at: number;
  readonly rank: number;
  readonly order: number;
  readonly argument: number;
}

/** Runs the world to its end over a sorted array, and returns its log. */
export function runNaively(starts: readonly Start[], salt: number): readonly string[] {
  let now = 0;
  let order = 0;
  let future: Item[] = [];
  let phases: number[] = [];
  const world = new World(
    {
      now: () => now,
      schedule: (at, rank, argument) => {
        order += 1;
        future.push({ at, rank, order, argument });
        return order;
      },
      cancel: (handle) => {
        const count = future.length;
        future = future.filter((item) => item.order !== handle);
        return future.length < count;
      },
      request: (rank) => phases.push(rank),
    },
    salt,
  );
  world.begin(starts);
  while (future.length > 0 || phases.length > 0) {
    future.sort((a, b) => a.at - b.at || a.rank - b.rank || a.order - b.order);
    const rank = Math.min(...phases);
    const due = future.filter((item) => item.at === now && item.rank <= rank);
    if (phases.length > 0 && due.length === 0) {
      phases = phases.filter((other) => other !== rank);
      world.phase(rank);
    } else {
      const [next] = future.splice(0, 1);
      now = next.at;
      world.event(next.rank, next.argument);
    }
  }
  return world.log;
}
