import type { StepProcess } from '../../kernel/index.js';
import { distribution, type DistributionSpec, type Stream } from '../../random/index.js';
import { copyPlain, toMicro, type MicroPerHour, type Seconds } from '../../units/index.js';
import { Candidates, type DemandSpec, type DemandStreams } from './candidates.js';
import { Departures } from './departures.js';
import { SpotUsers } from './spot-users.js';
import { truncatedPoisson } from './truncated-poisson.js';

export interface SpotDemandSpec extends DemandSpec {
  /** The highest price that one pays, in the currency per hour. */
  readonly bids: DistributionSpec;
}

export interface BackgroundSpec {
  /** Whole units of the pool, at least 1. */
  readonly capacity: number;
  readonly standard?: DemandSpec | undefined;
  readonly spot?: SpotDemandSpec | undefined;
  /** Seconds between two ticks of the price. */
  readonly interval: Seconds;
  /** Seconds that the others' spot users are run before second 0, on their own; rounded up to whole ticks. */
  readonly burnIn: Seconds;
}

export interface BackgroundStreams {
  readonly standard: DemandStreams;
  readonly spot: DemandStreams & { readonly bids: Stream };
}

/** Our own units in the pool, as far as the others notice them. */
export interface OwnUnits {
  /** All that we hold. */
  readonly used: () => number;
  /** Those of them that nobody has told to go. */
  readonly staying: () => number;
  /**
   * Ceiling of the next one that would be taken for stock now, after those that the deficit takes anyway and
   * `taken` more; undefined if there are not so many.
   */
  readonly nextCeiling: (taken: number) => MicroPerHour | undefined;
}

/** What the others need of the world around them. */
export interface BackgroundPorts {
  /** The price without protection that is in force, micro-units per hour. */
  readonly price: () => MicroPerHour;
  /** The second of its next change or tick. */
  readonly priceMovesAt: () => Seconds;
  /** The price that a utilisation leads to; for the time before second 0. */
  readonly quote: (utilisation: number) => MicroPerHour;
  readonly ours: OwnUnits;
}

/** We are not there: for markets that take no notice of us. */
export const UNNOTICED: OwnUnits = { used: () => 0, staying: () => 0, nextCeiling: () => undefined };

/** So many mean holds are run before second 0 unless told otherwise. */
const BURN_IN_HOLDS = 10;

/** The default of `burnIn`: ten times the longer of the mean holds. */
export function defaultBurnIn({ standard, spot }: Pick<BackgroundSpec, 'standard' | 'spot'>): Seconds {
  const means = [standard, spot].map((demand) => (demand === undefined ? 0 : distribution(demand.hold).mean));
  return Math.ceil(BURN_IN_HOLDS * Math.max(...means));
}

/**
 * Units of a pool that others leave: capacity minus their standard and their spot use. Standard requests take a free
 * unit, else that of the spot user who bids least, ours among them, and are lost only where nobody can be moved. A
 * spot request needs a free unit and a bid at or above the price; a price above its bid puts a spot user out.
 * docs/models/market-endogenous.md.
 */
export const background = (
  spec: BackgroundSpec,
  streams: BackgroundStreams,
  ports: BackgroundPorts,
): StepProcess => new Background(spec, streams, ports);

const NOBODY: DemandSpec = { arrivals: 0, hold: { distribution: 'constant', value: 0 } };

class Background implements StepProcess {
  value: number;
  nextAt: Seconds;
  readonly #capacity: number;
  readonly #ports: BackgroundPorts;
  readonly #standard: Candidates;
  readonly #spot: Candidates;
  readonly #bids: { readonly law: ReturnType<typeof distribution>; readonly stream: Stream };
  /** When standard units come back. */
  readonly #departures: Departures;
  readonly #users = new SpotUsers();
  /** Our units: held, and staying after what was taken in this second; how many that was. */
  #used = 0;
  #staying = 0;
  #taken = 0;

  constructor(spec: BackgroundSpec, streams: BackgroundStreams, ports: BackgroundPorts) {
    const { capacity, standard = NOBODY, spot = NOBODY, interval, burnIn } = spec;
    this.#capacity = capacity;
    this.#ports = ports;
    this.#standard = new Candidates(standard, streams.standard);
    this.#spot = new Candidates(spot, streams.spot);
    const bids = spec.spot?.bids ?? ({ distribution: 'constant', value: 0 } as const);
    this.#bids = { law: distribution(bids), stream: streams.spot.bids };
    this.#departures = new Departures(capacity);
    this.#begin(spec.spot === undefined ? 0 : interval * Math.ceil(burnIn / interval), interval);
    this.value = this.#left();
    // The price of second 0 follows from the state at second 0: the first look at it is a second later.
    this.nextAt = this.#users.size > 0 ? 1 : Math.max(1, Math.ceil(this.#due()));
  }

  advance(): void {
    const now = this.nextAt;
    const { ours, price, priceMovesAt } = this.#ports;
    this.#used = ours.used();
    this.#staying = ours.staying();
    this.#taken = 0;
    this.#move(now, price());
    this.value = this.#left();
    const look = this.#users.size > 0 ? priceMovesAt() : Infinity;
    this.nextAt = Math.max(now + 1, Math.min(Math.ceil(this.#due()), look));
  }

  save(): unknown {
    return copyPlain({
      value: this.value,
      nextAt: this.nextAt,
      standard: this.#standard.save(),
      spot: this.#spot.save(),
      bids: this.#bids.stream.save(),
      departures: this.#departures.save(),
      users: this.#users.save(),
    });
  }

  restore(saved: unknown): void {
    const state = saved as {
      value: number;
      nextAt: number;
      standard: unknown;
      spot: unknown;
      bids: unknown;
      departures: Float64Array;
      users: unknown;
    };
    this.value = state.value;
    this.nextAt = state.nextAt;
    this.#standard.restore(state.standard);
    this.#spot.restore(state.spot);
    this.#bids.stream.restore(state.bids);
    this.#departures.restore(state.departures);
    this.#users.restore(state.users);
  }

  /** Standard in equilibrium, spot as if all were admitted; then the price and the bids settle, without us. */
  #begin(burnIn: Seconds, interval: Seconds): void {
    const standard = drawn(this.#standard, this.#capacity);
    for (let i = 0; i < standard; i += 1) this.#departures.push(this.#standard.residual() - burnIn);
    const spot = drawn(this.#spot, this.#capacity - standard);
    for (let i = 0; i < spot; i += 1)
      this.#users.add(this.#spot.residual() - burnIn, this.#bidOf(this.#spot.uniform()));
    this.#standard.begin(-burnIn);
    this.#spot.begin(-burnIn);
    for (let tick = -burnIn; tick < 0; tick += interval) {
      const price = this.#ports.quote((this.#capacity - this.#left()) / this.#capacity);
      this.#move(tick + interval === 0 ? 0 : tick + interval - 1, price);
    }
  }

  /** Puts out whoever the price is too high for, then lets happen what is due up to a second. */
  #move(until: Seconds, price: MicroPerHour): void {
    while (this.#users.lowestBid < price) this.#users.evict();
    for (let due = this.#due(); due <= until; due = this.#due()) {
      // Who comes at the instant at which another leaves finds the unit free.
      if (this.#departures.first === due) this.#departures.pop();
      else if (this.#users.firstDeparture === due) this.#users.depart();
      else if (this.#standard.at === due) this.#standardArrives(due);
      else this.#spotArrives(due, price);
    }
  }

  #standardArrives(at: number): void {
    const until = at + this.#standard.take();
    const full = this.#left() <= this.#staying;
    if (!full || this.#displaces()) this.#departures.push(until);
  }

  /** Moves the spot user who bids least, of others and ours; false if there is none. At equal bids ours goes. */
  #displaces(): boolean {
    const lowest = this.#users.lowestBid;
    const ceiling = this.#left() > 0 ? this.#ports.ours.nextCeiling(this.#taken) : undefined;
    if (ceiling !== undefined && ceiling <= lowest) {
      this.#taken += 1;
      this.#staying -= 1;
      return true;
    }
    if (lowest === Infinity) return false;
    this.#users.evict();
    return true;
  }

  #spotArrives(at: number, price: MicroPerHour): void {
    const until = at + this.#spot.take();
    const bid = this.#bidOf(this.#bids.stream.next());
    if (bid >= price && this.#left() > this.#used) this.#users.add(until, bid);
  }

  #bidOf(uniform: number): MicroPerHour {
    return Math.max(0, toMicro(this.#bids.law.quantile(uniform)));
  }

  /** Units that the others leave. */
  #left(): number {
    return this.#capacity - this.#departures.size - this.#users.size;
  }

  #due(): number {
    const { at } = this.#standard;
    return Math.min(this.#departures.first, this.#users.firstDeparture, at, this.#spot.at);
  }
}

/** How many are there at the start. */
const drawn = (candidates: Candidates, most: number): number =>
  candidates.load > 0 ? truncatedPoisson(candidates.load, most, candidates.uniform()) : 0;
