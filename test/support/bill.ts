import {
  BillingMeter,
  type BillingInputs,
  type BillingRules,
  type LineItem,
} from '../../src/billing/index.js';
import { acquisition, directoryOf, play, type Call } from './calls.js';

const RULES: BillingRules = {
  ...{ billingStart: 'running', billingIncrement: 1, interruptedFree: 'none', capAtCeiling: true },
};

export interface Setting extends Partial<BillingRules> {
  readonly diskGiBHour?: number;
  readonly dedicatedOf?: BillingInputs['dedicatedOf'];
}

/** The line items of these calls; pool 0 starts at 1.00 without and 1.20 with protection. */
export function bill(
  { diskGiBHour = 0, dedicatedOf, ...rules }: Setting,
  end: number,
  calls: readonly Call[],
): LineItem[] {
  const items: LineItem[] = [];
  const meter = new BillingMeter({
    directory: directoryOf({ dedicated: ['small', 'big'] }),
    rules: { ...RULES, ...rules },
    prices: { diskGiBHour },
    pools: [{ standardPrice: 4_000_000 }, { standardPrice: 8_000_000 }],
    dedicated: [
      { price: 500_000, diskFree: 30 },
      { price: 900_000, diskFree: 200 },
    ],
    sink: (item) => items.push(item),
    ...(dedicatedOf === undefined ? {} : { dedicatedOf }),
  });
  play(meter, [['price', 0, 0, 1_000_000, 1_200_000], ...calls]);
  meter.finish(end);
  return items;
}

export const standard = acquisition({ tier: 'standard', ceiling: Infinity, price: 4_000_000 });
export const locked = acquisition({
  tier: 'protected',
  price: 1_200_000,
  protectedUntil: 3600,
  locked: true,
});
export const brief = ({ from, to, seconds, amount, note }: LineItem): unknown[] => [
  from,
  to,
  seconds,
  amount,
  note,
];
