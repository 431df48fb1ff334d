import { describe, expect, it } from 'vitest';
import { BillingMeter, type LineItem } from '../../../src/billing/index.js';
import { acquisition, directoryOf, play, type Call } from '../../support/calls.js';

// The worked example of the ECS documentation ("Preemptible instances", Billing methods): ceiling 2.00 an hour,
// one hour of protection from 08:00, market 1.5, 2.5, 1.8, 1.6, 3.0 by half hours, released at 10:00.
const HALF = 1800;
const MARKET = [1_500_000, 2_500_000, 1_800_000, 1_600_000, 3_000_000];

function costAt(seconds: number): number {
  const items: LineItem[] = [];
  const meter = new BillingMeter({
    directory: directoryOf({}),
    rules: { billingStart: 'provisioned', billingIncrement: 1, interruptedFree: 'none', capAtCeiling: true },
    prices: { diskGiBHour: 0 },
    pools: [{ standardPrice: 3_500_000 }, { standardPrice: 3_500_000 }],
    dedicated: [],
    sink: (item) => items.push(item),
  });
  const facts = { tier: 'protected', price: MARKET[0], protectedUntil: 3600, locked: true } as const;
  const calls: Call[] = MARKET.map((price, half) => ['price', half * HALF, 0, price * 0.9, price]);
  calls.splice(1, 0, ['acquired', 0, acquisition(facts)]);
  calls.splice(3, 0, ['crossed', HALF, 0, true], ['protectionEnded', 2 * HALF, 0, 0]);
  calls.splice(6, 0, ['crossed', 2 * HALF, 0, false]);
  calls.push(['crossed', 4 * HALF, 0, true], ['released', 4 * HALF, 0, 0, 'price']);
  play(
    meter,
    calls.filter(([, at]) => at <= seconds),
  );
  meter.finish(seconds);
  const [item] = items;
  expect(item.amount).toBe(meter.totals().services[0].spot);
  return item.amount;
}

describe('the golden billing example', () => {
  it.each([
    ['08:30', 1800, 750_000],
    ['09:00', 3600, 1_500_000],
    ['09:30', 5400, 2_400_000],
    ['10:00', 7200, 3_200_000],
  ])(
    'has cost the published amount at %s: locked in protection, then the market, never the bid (R21, A5)',
    (...row) => {
      const [, seconds, amount] = row;
      expect(costAt(seconds)).toBe(amount);
    },
  );
});
