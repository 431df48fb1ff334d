import { describe, expect, it } from 'vitest';
import { ornsteinUhlenbeck } from '../../../src/market/index.js';
import { openStream } from '../../../src/random/index.js';
import { seasonalWave } from '../../../src/units/index.js';
import { estimate, expectAgreement } from '../../support/estimate.js';

const HOUR = 3600;
const spec = { median: 0.1, sigma: 0.3, reversion: 1 / HOUR, interval: HOUR };
// Monday 00:00.
const start = { epochSeconds: 4 * 86_400, offsetSeconds: 0 };
const waves = { daily: { amplitude: 0.4, peak: 14 * HOUR }, weekly: { amplitude: 0.2, peak: 48 * HOUR } };
const WEEK = 168;
const WEEKS = 4000;

function hours(seasonal: boolean): number[] {
  const wave = seasonal ? seasonalWave(waves, start) : undefined;
  const process = ornsteinUhlenbeck(spec, openStream('season'), undefined, wave);
  return Array.from({ length: WEEK * WEEKS }, () => {
    const price = process.value;
    process.advance();
    return price;
  });
}

describe('an Ornstein-Uhlenbeck price with a season', () => {
  const path = hours(true);
  const bare = hours(false);

  it.each([
    ['Monday 00:00', 0],
    ['Tuesday 14:00', 38],
    ['Thursday 02:00', 74],
    ['Sunday 20:00', 164],
  ])(
    'has the mean median exp(sigma^2 / 2 + a1 cos(2 pi (t - t1) / 24 h) + a2 cos(2 pi (t - t2) / 168 h)): %s',
    (name, hour) => {
      const wave =
        0.4 * Math.cos((2 * Math.PI * (hour - 14)) / 24) + 0.2 * Math.cos((2 * Math.PI * (hour - 48)) / WEEK);
      const found = Array.from({ length: WEEKS }, (_, week) => path[week * WEEK + hour] / 1e6);
      expectAgreement(`mean price, ${name}`, 0.1 * Math.exp(0.045 + wave), estimate(found));
    },
  );

  it('is the same path times exp(season): nothing random is added or taken', () => {
    for (let t = 0; t < 5000; t += 7) {
      const wave = seasonalWave(waves, start)(t * HOUR);
      // Both are rounded to a millionth.
      expect(Math.abs(path[t] - bare[t] * Math.exp(wave))).toBeLessThan(1.5);
    }
  });

  it('keeps the covariance of what is left, sigma^2 exp(-reversion t)', () => {
    const rest = path.map((price, t) => Math.log(price / 1e5) - seasonalWave(waves, start)(t * HOUR));
    const weekly = Array.from({ length: WEEKS }, (_, week) => {
      let sum = 0;
      for (let t = week * WEEK + 1; t < (week + 1) * WEEK; t += 1) sum += rest[t] * rest[t - 1];
      return sum / (WEEK - 1);
    });
    expectAgreement('lag-1 covariance without the season', 0.09 * Math.exp(-1), estimate(weekly));
  });
});
