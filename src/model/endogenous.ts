import { background, defaultBurnIn, UNNOTICED } from '../inventory/index.js';
import type { BackgroundSpec, BackgroundStreams } from '../inventory/index.js';
import { priceCurve, utilisationPrice } from '../market/index.js';
import type { MarketSpec, Rules } from '../scenario/index.js';
import { fromMicro } from '../units/index.js';
import type { MicroPerHour } from '../units/index.js';
import { generatedLimits } from './price-setting.js';
import type { PoolSetting } from './price-setting.js';
import { tiersOf } from './prices.js';
import type { MarketModel } from './prices.js';
import type { PriceView } from './pool-link.js';
import type { StockFactory, StreamOf } from './stocks.js';

/** Both halves of an endogenous market. */
interface Halves {
  readonly market: MarketModel;
  readonly stock: StockFactory;
}

/**
 * Compiles a pool in which price and stock follow from one background of others; undefined where it is at fault. The
 * background is the inventory's and knows a price, the curve is the market's and knows a utilisation.
 */
export function compileEndogenous(spec: MarketSpec, rules: Rules, setting: PoolSetting): Halves | undefined {
  const tiers = tiersOf(rules, setting.pool);
  const limits = generatedLimits({ ...setting, tiers });
  if (limits === undefined) return undefined;
  const { interval, round, between, feedback } = spec;
  const points = pointsOf(spec, setting.pool.standardPrice);
  const quote = priceCurve({ points, between, round }, limits);
  const others = backgroundOf(spec);
  return {
    market: {
      tiers,
      tier: 'unprotected',
      process: (_stream, _streamOf, view) =>
        utilisationPrice({ interval, quote }, () => utilisationOf(spec, view)),
    },
    stock: (streamOf, { price, priceMovesAt, ours }) =>
      background(others, streamsOf(streamOf), {
        price,
        priceMovesAt,
        quote,
        ours: feedback ? ours : UNNOTICED,
      }),
  };
}

/** The share of the units that are taken: by others, by shocks to the stock, and with feedback by us. */
function utilisationOf({ capacity, feedback }: MarketSpec, view: PriceView): number {
  const taken = capacity - view.stock() + (feedback ? view.used() : 0);
  return Math.min(1, Math.max(0, taken / capacity));
}

const pointsOf = (
  { curve }: MarketSpec,
  standardPrice: MicroPerHour,
): Parameters<typeof priceCurve>[0]['points'] =>
  curve.map(({ utilisation, price }) => ({
    utilisation,
    price: 'amount' in price ? price.amount : (price.percent / 100) * fromMicro(standardPrice),
  }));

function backgroundOf(spec: MarketSpec): BackgroundSpec {
  const { capacity, standard, spot, interval } = spec;
  return { capacity, standard, spot, interval, burnIn: spec.burnIn ?? defaultBurnIn(spec) };
}

/** Standard demand has the streams of `stock: erlang`: the same requests under the same seed. */
const streamsOf = (streamOf: StreamOf): BackgroundStreams => ({
  standard: { arrivals: streamOf('arrivals'), holds: streamOf('holds'), start: streamOf('start') },
  spot: {
    arrivals: streamOf('spot-arrivals'),
    holds: streamOf('spot-holds'),
    bids: streamOf('spot-bids'),
    start: streamOf('spot-start'),
  },
});
