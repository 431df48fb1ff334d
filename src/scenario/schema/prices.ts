import * as z from 'zod';
import { amounts } from './distributions.js';
import { required } from './keys.js';
import { price } from './numbers.js';
import { administered } from './prices/administered.js';
import { auctionPrice } from './prices/auction.js';
import { bootstrapPrice } from './prices/bootstrap.js';
import { HOURLY, ticking } from './prices/common.js';
import { garchPrice } from './prices/garch.js';
import { mixture } from './prices/mixture.js';
import { ornsteinUhlenbeck } from './prices/ornstein-uhlenbeck.js';
import { presetPrice } from './prices/preset.js';
import { provider } from './prices/provider.js';
import { regimeSwitchingPrice } from './prices/regime-switching.js';
import { reservePrice } from './prices/reserve-price.js';
import { spikesPrice, type NestedPrice } from './prices/spikes.js';
import { priceTrace } from './prices/trace.js';
import { processNamed, steps } from './series.js';
import { uncertainty } from './uncertainty.js';

/** The market price of a pool: that without protection, unless a trace says otherwise. */
export const priceSchema = z
  .discriminatedUnion('process', [
    z.strictObject({
      process: processNamed('constant', 'one price for ever'),
      value: required(price(), `The price ${HOURLY}.`),
      ...uncertainty,
    }),
    z.strictObject({
      process: processNamed('steps', 'given prices from given instants'),
      steps: steps(price(), `The price ${HOURLY}.`),
    }),
    z.strictObject({
      process: processNamed('independent', 'an independent draw for each interval'),
      price: required(amounts, `The distribution of prices ${HOURLY}.`),
      ...ticking,
      ...uncertainty,
    }),
    ornsteinUhlenbeck.safeExtend(uncertainty),
    reservePrice.safeExtend(uncertainty),
    mixture.safeExtend(uncertainty),
    provider.safeExtend(uncertainty),
    administered.safeExtend(uncertainty),
    priceTrace,
    spikesPrice(anyPrice).safeExtend(uncertainty),
    regimeSwitchingPrice.safeExtend(uncertainty),
    garchPrice.safeExtend(uncertainty),
    auctionPrice.safeExtend(uncertainty),
    bootstrapPrice,
    presetPrice,
  ])
  .meta({ id: 'Price' });

function anyPrice(): z.ZodType<NestedPrice> {
  return priceSchema;
}
