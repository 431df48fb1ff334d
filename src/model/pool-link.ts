import type { OwnUnits } from '../inventory/index.js';
import type { StepProcess } from '../kernel/index.js';
import type { MicroPerHour, Seconds } from '../units/index.js';

/** What a price may see of its pool. */
export interface PriceView {
  /** Units open to us, shocks included and outages not. */
  readonly stock: () => number;
  /** Units that we hold. */
  readonly used: () => number;
}

/** What a stock may see of its pool. */
export interface StockView {
  /** The price without protection that is in force. */
  readonly price: () => MicroPerHour;
  /** The second of its next change or tick. */
  readonly priceMovesAt: () => Seconds;
  readonly ours: OwnUnits;
}

/** Where price and stock of one pool see each other, in a market where each depends on the other. */
export class PoolLink implements PriceView, StockView {
  stockProcess: StepProcess | undefined;
  priceProcess: StepProcess | undefined;

  constructor(
    readonly ours: OwnUnits,
    readonly price: () => MicroPerHour,
  ) {}

  readonly stock = (): number => this.stockProcess?.value ?? 0;
  readonly used = (): number => this.ours.used();
  readonly priceMovesAt = (): Seconds => this.priceProcess?.nextAt ?? 0;
}

/** What a stock sees where it has no market to react to: model units. */
export const NO_MARKET: StockView = {
  price: () => 0,
  priceMovesAt: () => Infinity,
  ours: { used: () => 0, staying: () => 0, nextCeiling: () => undefined },
};
