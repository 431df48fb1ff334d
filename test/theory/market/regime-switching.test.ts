import { describe, expect, it } from 'vitest';
import { ornsteinUhlenbeck, regimeSwitching, type RegimeSwitchingSpec } from '../../../src/market/index.js';
import { openStream } from '../../../src/random/index.js';
import { estimate, expectAgreement } from '../../support/estimate.js';
import { phi } from '../../support/normal.js';
import { lagged, meanOf, repeat, ticksOf } from '../../support/paths.js';

const TICK = 300;
const make = (spec: RegimeSwitchingSpec, test: string, r: number) =>
  regimeSwitching(spec, { ticks: openStream(test, r), regimes: openStream(test, r, 'regimes') });
const flat = (median: number) => ({ median, sigma: 0, reversion: 1 / 3600 });

describe('hidden regimes', () => {
  // calm -> busy -> wild -> calm, and busy -> calm; pi Q = 0 by hand: (12, 4, 3) / 19
  const rates = [
    [0, 0.5 / 3600, 0],
    [0.75 / 3600, 0, 0.75 / 3600],
    [1 / 3600, 0, 0],
  ];
  const shares = [12 / 19, 4 / 19, 3 / 19];
  const spec = {
    regimes: [flat(0.1), flat(0.2), flat(0.3)],
    rates,
    onSwitch: 'keep',
    interval: TICK,
  } as const;

  it('hold their stationary shares, from second 0 on', () => {
    const paths = repeat(60, (r) => ticksOf(make(spec, 'shares', r), 20_000));
    const first = repeat(60_000, (r) => make(spec, 'first', r).value);
    for (const [i, share] of shares.entries()) {
      const here = (price: number): number => (price === (i + 1) * 100_000 ? 1 : 0);
      const found = estimate(paths.map((path) => meanOf(path.map(here))));
      expectAgreement(`regimes: share of ${i}`, share, found);
      expectAgreement(`regimes: share of ${i} at second 0`, share, estimate(first.map(here)));
    }
  });

  it('of two, are correlated over k ticks as exp(-(q12 + q21) k interval)', () => {
    const two = {
      ...spec,
      regimes: spec.regimes.slice(0, 2),
      rates: [
        [0, 1 / 3600],
        [3 / 3600, 0],
      ],
    };
    const paths = repeat(60, (r) =>
      ticksOf(make(two, 'two', r), 20_000).map((price) => (price === 200_000 ? 1 : 0)),
    );
    for (const lag of [1, 3, 12]) {
      const joint = 0.25 * (0.25 + 0.75 * Math.exp((-4 / 3600) * TICK * lag));
      expectAgreement(
        `regimes: both of two instants in the second, ${lag} ticks apart`,
        joint,
        estimate(paths.map((path) => lagged(path, lag))),
      );
    }
  });
});

describe('the deviation in regimes alike', () => {
  const alike = { median: 0.3, sigma: 0.5, reversion: 0.5 / 3600 };
  const spec = {
    regimes: [alike, alike],
    rates: [
      [0, 1 / 3600],
      [3 / 3600, 0],
    ],
    interval: 1800,
  } as const;
  const deviations = (onSwitch: 'keep' | 'draw') =>
    repeat(80, (r) =>
      ticksOf(make({ ...spec, onSwitch }, onSwitch, r), 20_000).map((p) => Math.log(p / 300_000) / 0.5),
    );

  it('is N(0, 1), and kept: correlated as exp(-reversion t)', () => {
    const paths = deviations('keep');
    expectAgreement('regimes: variance, kept', 1, estimate(paths.map((path) => lagged(path, 0))));
    for (const lag of [1, 4]) {
      const found = estimate(paths.map((path) => lagged(path, lag)));
      expectAgreement(`regimes: correlation, kept, ${lag} ticks`, Math.exp(-0.25 * lag), found);
    }
  });

  it('is N(0, 1), and drawn anew: correlated as the sum of pi_i exp(-(reversion + q_i) t)', () => {
    const paths = deviations('draw');
    expectAgreement('regimes: variance, drawn', 1, estimate(paths.map((path) => lagged(path, 0))));
    const exact = 0.75 * Math.exp(-1.5 * 0.5) + 0.25 * Math.exp(-3.5 * 0.5);
    const found = estimate(paths.map((path) => lagged(path, 1)));
    expectAgreement('regimes: correlation, drawn, 1 tick', exact, found);
  });

  it('of a single regime is the Ornstein-Uhlenbeck price, tick by tick', () => {
    const single = { ...spec, regimes: [alike], rates: [[0]], onSwitch: 'keep' } as const;
    const switching = ticksOf(make(single, 'one', 0), 5000);
    const plain = ticksOf(ornsteinUhlenbeck({ ...alike, interval: 1800 }, openStream('one', 0)), 5000);
    for (const [i, price] of plain.entries())
      expect(Math.abs(switching[i] - price), `tick ${i}`).toBeLessThanOrEqual(1);
  });
});

it.each(['keep', 'draw'] as const)(
  'share of time at or below b is the sum of pi_i Phi(z_i): %s',
  (onSwitch) => {
    const regimes = [
      { median: 0.1, sigma: 0.3, reversion: 0.5 / 3600 },
      { median: 0.3, sigma: 0.6, reversion: 4 / 3600 },
    ];
    const spec = {
      regimes,
      rates: [
        [0, 1 / 3600],
        [3 / 3600, 0],
      ],
      onSwitch,
      interval: 1800,
    } as const;
    const paths = repeat(30, (r) => ticksOf(make(spec, `both ${onSwitch}`, r), 20_000));
    for (const b of [0.1, 0.2]) {
      const [calm, wild] = regimes.map(({ median, sigma }) => phi(Math.log(b / median) / sigma));
      const found = estimate(paths.map((path) => meanOf(path.map((price) => (price <= b * 1e6 ? 1 : 0)))));
      expectAgreement(`regimes: A(${b}), ${onSwitch}`, 0.75 * calm + 0.25 * wild, found);
    }
  },
);
