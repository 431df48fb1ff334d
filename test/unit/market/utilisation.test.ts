import { describe, expect, it } from 'vitest';
import { priceCurve, utilisationPrice, type CurvePoint } from '../../../src/market/index.js';

const points: readonly CurvePoint[] = [
  { utilisation: 0, price: 0.1 },
  { utilisation: 0.5, price: 0.1 },
  { utilisation: 0.8, price: 0.16 },
  { utilisation: 1, price: 0.4 },
];
const at = (utilisations: readonly number[], quote: (utilisation: number) => number): readonly number[] =>
  utilisations.map(quote);

describe('the curve from utilisation to price', () => {
  it('goes through its points, and straight from one to the next', () => {
    const quote = priceCurve({ points, between: 'linear' });
    expect(at([0, 0.2, 0.5, 0.65, 0.8, 0.9, 1], quote)).toEqual([
      100_000, 100_000, 100_000, 130_000, 160_000, 280_000, 400_000,
    ]);
  });

  it('as steps has the price of the last point at or below, up to full', () => {
    const quote = priceCurve({ points: points.slice(0, 3), between: 'step' });
    expect(at([0, 0.499, 0.5, 0.79, 0.8, 0.99, 1], quote)).toEqual([
      100_000, 100_000, 100_000, 100_000, 160_000, 160_000, 160_000,
    ]);
  });

  it('rounds once, to its step, and stays inside the limits (R17)', () => {
    const quote = priceCurve({ points, between: 'linear', round: 0.01 }, { min: 1, max: 305_000 });
    expect(at([0.52, 0.53, 0.9, 1], quote)).toEqual([100_000, 110_000, 280_000, 300_000]);
  });

  it('of one point is one price', () => {
    const quote = priceCurve({ points: [{ utilisation: 0, price: 0.2 }], between: 'step' });
    expect(at([0, 0.7, 1], quote)).toEqual([200_000, 200_000, 200_000]);
  });
});

describe('a price that follows utilisation', () => {
  it('looks at 0 and at its ticks, and at no other time', () => {
    let utilisation = 0.5;
    let looks = 0;
    const price = utilisationPrice(
      { interval: 300, quote: priceCurve({ points, between: 'linear' }) },
      () => ((looks += 1), utilisation),
    );
    expect([price.value, price.nextAt, price.interval]).toEqual([100_000, 300, 300]);
    utilisation = 1;
    expect(price.value).toBe(100_000);
    price.advance();
    expect([price.value, price.nextAt, looks]).toEqual([400_000, 600, 2]);
  });
});
