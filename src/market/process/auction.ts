import { betaQuantile, distribution, type DistributionSpec, type Stream } from '../../random/index.js';
import type { MicroPerHour, Seconds } from '../../units/index.js';
import { ANY_PRICE, priceGrid, toPrice, type PriceLimits } from '../price.js';
import { ticked, type TickState } from './ticked.js';
import type { TickingProcess } from './ticking.js';

export interface AuctionSpec {
  /** Units on sale in each interval. */
  readonly capacity: number;
  /** Bids for one unit each; more than the capacity. */
  readonly bidders: number;
  /** The law of one bid, in the currency per hour. */
  readonly bids: DistributionSpec;
  /** The seller's least price, in the currency per hour. */
  readonly reserve: number;
  /** Share of the bids that stand in the next interval too; below 1. */
  readonly persistence: number;
  readonly interval: Seconds;
  /** Decimal price step; absent: one micro-unit. */
  readonly round?: number | undefined;
}

/**
 * A uniform-price auction in each interval: the price is the highest bid that goes away empty, the
 * (capacity + 1)-th highest, or the reserve if that is higher. Without persistence all bids are new; the rank of
 * that bid is then Beta(bidders - capacity, capacity + 1) and one uniform draws it. With persistence each bid stands
 * on with that probability, or is replaced: one uniform for each bid. Stationary from the start.
 * Source: docs/models/price-auction.md.
 */
export function auction(spec: AuctionSpec, stream: Stream, limits: PriceLimits = ANY_PRICE): TickingProcess {
  const ranks = spec.persistence > 0 ? new StandingBids(spec, stream) : new NewBids(spec, stream);
  const law = distribution(spec.bids);
  const grid = priceGrid(spec.round, limits);
  return ticked(
    spec.interval,
    new AuctionState(ranks, (rank) => toPrice(Math.max(spec.reserve, law.quantile(rank)), grid)),
  );
}

/** The rank of the bid that sets the price, as a share of the bids' law. */
interface Ranks {
  rank(): number;
  draw(): void;
  save(): unknown;
  restore(saved: unknown): void;
}

class AuctionState implements TickState {
  constructor(
    private readonly ranks: Ranks,
    private readonly convert: (rank: number) => MicroPerHour,
  ) {}

  price(): MicroPerHour {
    return this.convert(this.ranks.rank());
  }

  step(): void {
    this.ranks.draw();
  }

  save(): unknown {
    return this.ranks.save();
  }

  restore(saved: unknown): void {
    this.ranks.restore(saved);
  }
}

class NewBids implements Ranks {
  readonly #quantile: (u: number) => number;
  readonly #stream: Stream;
  #rank = 0;

  constructor({ bidders, capacity }: AuctionSpec, stream: Stream) {
    this.#quantile = betaQuantile(bidders - capacity, capacity + 1);
    this.#stream = stream;
    this.draw();
  }

  rank(): number {
    return this.#rank;
  }

  draw(): void {
    this.#rank = this.#quantile(this.#stream.next());
  }

  save(): unknown {
    return { rank: this.#rank, stream: this.#stream.save() };
  }

  restore(saved: unknown): void {
    const { rank, stream } = saved as { rank: number; stream: unknown };
    this.#rank = rank;
    this.#stream.restore(stream);
  }
}

class StandingBids implements Ranks {
  readonly #standing: Float64Array;
  readonly #searched: Float64Array;
  readonly #place: number;
  readonly #persistence: number;
  readonly #stream: Stream;
  #rank = 0;

  constructor({ bidders, capacity, persistence }: AuctionSpec, stream: Stream) {
    this.#standing = new Float64Array(bidders).map(() => stream.next());
    this.#searched = new Float64Array(bidders);
    this.#place = bidders - capacity - 1;
    this.#persistence = persistence;
    this.#stream = stream;
    this.#find();
  }

  rank(): number {
    return this.#rank;
  }

  draw(): void {
    const standing = this.#standing;
    const stays = this.#persistence;
    for (let bid = 0; bid < standing.length; bid += 1) {
      const u = this.#stream.next();
      // Given that it is above, u is uniform above, and serves as the new bid.
      if (u >= stays) standing[bid] = (u - stays) / (1 - stays) || Number.MIN_VALUE;
    }
    this.#find();
  }

  save(): unknown {
    return { standing: this.#standing, stream: this.#stream.save() };
  }

  restore(saved: unknown): void {
    const { standing, stream } = saved as { standing: Float64Array; stream: unknown };
    this.#standing.set(standing);
    this.#stream.restore(stream);
    this.#find();
  }

  #find(): void {
    this.#searched.set(this.#standing);
    this.#rank = findPlace(this.#searched, this.#place);
  }
}

/** The value that sorting would put at this place, by Hoare's FIND (CACM 4, 1961), sooner than by sorting. */
function findPlace(values: Float64Array, place: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[place];
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left] < pivot) left += 1;
      while (values[right] > pivot) right -= 1;
      if (left > right) break;
      const value = values[left];
      values[left] = values[right];
      values[right] = value;
      left += 1;
      right -= 1;
    }
    if (right < place) low = left;
    if (left > place) high = right;
  }
  return values[place];
}
