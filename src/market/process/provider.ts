import { distribution, type DistributionSpec, type Stream } from '../../random/index.js';
import { fromMicro, type Seconds } from '../../units/index.js';
import { ANY_PRICE, priceGrid, toPrice, type PriceLimits } from '../price.js';
import type { PriceFault } from '../tiers.js';
import { drawnEachInterval } from './independent.js';
import type { TickingProcess } from './ticking.js';

/** What the provider's choice of a price depends on. */
export interface ProviderTerms {
  /** The highest bid, in the currency per hour (p with a bar). */
  readonly maximum: number;
  /** How much the provider values the load itself, beside revenue; in the currency per hour. */
  readonly beta: number;
  /** Share of the running load that leaves in a slot, in (0, 1]. */
  readonly theta: number;
}

export interface ProviderPriceSpec extends ProviderTerms {
  /** The lowest bid, in the currency per hour; no price is below it. */
  readonly minimum: number;
  /** The law of the load that arrives in a slot. */
  readonly arrivals: DistributionSpec;
  /** The length of a slot. */
  readonly interval: Seconds;
  /** Decimal price step; absent: one micro-unit. */
  readonly round?: number | undefined;
}

/**
 * The price of a provider who in each slot maximises beta ln(1 + N) + p N over bids spread evenly: in equilibrium
 * p = h(arrivals), independent from slot to slot. One uniform per slot.
 * Source: L. Zheng et al. 2015, docs/models/price-provider.md.
 */
export function providerPrice(
  spec: ProviderPriceSpec,
  stream: Stream,
  limits: PriceLimits = ANY_PRICE,
): TickingProcess {
  const law = distribution(spec.arrivals);
  const grid = priceGrid(spec.round, limits);
  const price = (u: number): number => Math.max(spec.minimum, priceOfArrivals(law.quantile(u), spec));
  return drawnEachInterval(spec.interval, stream, () => toPrice(price(stream.next()), grid));
}

/** h: the provider's price where this load arrives in each slot, (maximum - beta / (1 + arrivals / theta)) / 2. */
export const priceOfArrivals = (arrivals: number, { maximum, beta, theta }: ProviderTerms): number =>
  (maximum - beta / (1 + Math.max(0, arrivals) / theta)) / 2;

/** The inverse of h: the load at which a price below maximum / 2 is the provider's. */
export const arrivalsOfPrice = (price: number, { maximum, beta, theta }: ProviderTerms): number =>
  theta * (beta / (maximum - 2 * price) - 1);

/**
 * The density of the price at a point below maximum / 2, above the minimum, given that of the arrivals:
 * f(h^-1(p)) 2 beta theta / (maximum - 2 p)^2.
 */
export function providerDensity(
  price: number,
  terms: ProviderTerms,
  arrivalDensity: (arrivals: number) => number,
): number {
  const room = terms.maximum - 2 * price;
  return (arrivalDensity(arrivalsOfPrice(price, terms)) * 2 * terms.beta * terms.theta) / (room * room);
}

/** As good as never: one slot of a billion. */
const NEVER = 1e-9;

/** Why the provider would never ask more than the minimum; undefined if it would. */
export function providerFault(spec: ProviderPriceSpec): PriceFault | undefined {
  const highest = priceOfArrivals(distribution(spec.arrivals).quantile(1 - NEVER), spec);
  if (highest > spec.minimum && highest >= fromMicro(1)) return undefined;
  const found = Number(highest.toPrecision(4));
  return {
    message: `these arrivals give no price above the minimum of ${spec.minimum}: the highest is ${found}`,
    hint: 'the price is (maximum - beta / (1 + arrivals / theta)) / 2: lower beta or theta, or raise the arrivals',
  };
}
