import { describe, expect, it } from 'vitest';
import { constantProcess, givenSteps, type StepProcess } from '../../../src/kernel/index.js';
import { spikes, steadyClock, type SpikesSpec } from '../../../src/market/index.js';
import { SpikeClock } from '../../../src/market/process/spike-clock.js';
import { openStream } from '../../../src/random/index.js';
import { estimate, expectAgreement } from '../../support/estimate.js';
import { repeat, shareOf, spellsOf, streamsOf } from '../../support/paths.js';

const HOUR = 3600;
const BASE = 100_000;

const make = (spec: SpikesSpec, test: string, replication: number) => {
  const of = streamsOf(test, replication);
  return spikes(constantProcess(BASE), spec, { clock: of('clock'), marks: of('marks'), start: of('start') });
};
const spiking = (price: number): boolean => price > BASE;
/** At each of these seconds: 1 without a spike, 0 in one. */
const freeAt = (process: StepProcess, seconds: readonly number[]): readonly number[] =>
  seconds.map((second) => {
    while (process.nextAt <= second) process.advance();
    return spiking(process.value) ? 0 : 1;
  });
const one = { distribution: 'constant', value: 1 } as const;

/** Of mean 2 h each. */
const DURATIONS = {
  exponential: { distribution: 'exponential', mean: 2 * HOUR },
  constant: { distribution: 'constant', value: 2 * HOUR },
  lognormal: { distribution: 'lognormal', median: 2 * HOUR * Math.exp(-1.125), sigma: 1.5 },
  empirical: { distribution: 'empirical', values: [HOUR / 2, HOUR / 2, 5 * HOUR] },
} as const;
const LAWS = Object.keys(DURATIONS) as (keyof typeof DURATIONS)[];

describe.each(LAWS)('spikes of a Poisson clock, 0.5/h, with durations of mean 2 h: %s', (law) => {
  const spec = { clock: steadyClock(0.5 / HOUR), level: one, duration: DURATIONS[law] };
  const free = Math.exp(-1);

  it('share of time without a spike is exp(-rate x mean), whatever the law', () => {
    const shares = repeat(30, (r) => 1 - shareOf(make(spec, law, r), 300 * 24 * HOUR, spiking));
    expectAgreement(`spikes: share of time without one, ${law}`, free, estimate(shares));
  });

  it('begins in equilibrium: as likely free at second 0 as minutes and hours later', () => {
    const at = [0, HOUR / 4, HOUR, 3 * HOUR];
    const frees = repeat(18_000, (r) => freeAt(make(spec, law, r), at));
    for (const [i, second] of at.entries())
      expectAgreement(`spikes: free at ${second} s, ${law}`, free, estimate(frees.map((seen) => seen[i])));
  });
});

it('a Poisson clock is free from second 0 on for an hour with probability exp(-rate (mean + 1 h))', () => {
  const spec = { clock: steadyClock(0.5 / HOUR), level: one, duration: DURATIONS.lognormal };
  const frees = repeat(36_000, (r) => {
    const process = make(spec, 'hour', r);
    while (process.nextAt <= HOUR && !spiking(process.value)) process.advance();
    return spiking(process.value) ? 0 : 1;
  });
  expectAgreement('spikes: free for an hour', Math.exp(-1.5), estimate(frees));
});

describe('a two-rate clock', () => {
  const rates = { quiet: 0.02, busy: 3, toBusy: 0.05, toQuiet: 0.25 };
  const share = 0.05 / 0.3;

  it('has the mean rate, and gaps whose cv is that of the Markov-modulated Poisson process, above 1', () => {
    // The number in a long time, and the gaps as they follow one another, begun at a spike.
    const runs = repeat(40, (r) => {
      const clock = new SpikeClock(rates, r < 40 * share, openStream('clock', r));
      const gaps: number[] = [];
      for (let before = clock.nextAt; gaps.length < 40_000; before = clock.nextAt) {
        clock.advance();
        gaps.push(clock.nextAt - before);
      }
      return { first: estimate(gaps).mean, second: estimate(gaps.map((gap) => gap * gap)).mean };
    });
    const mean = share * rates.busy + (1 - share) * rates.quiet;
    const { quiet: l1, busy: l2, toBusy, toQuiet } = rates;
    const square =
      1 + (2 * share * (1 - share) * (l1 - l2) * (l1 - l2)) / (l1 * l2 + l1 * toQuiet + l2 * toBusy);
    expect(Math.sqrt(square)).toBeGreaterThan(3);
    expectAgreement(
      'spikes: mean gap of the two-rate clock',
      1 / mean,
      estimate(runs.map(({ first }) => first)),
    );
    expectAgreement(
      'spikes: second moment of its gaps',
      (square + 1) / (mean * mean),
      estimate(runs.map(({ second }) => second)),
    );
  });

  it('of equal rates is a Poisson clock: cv 1', () => {
    const clock = new SpikeClock({ ...rates, busy: 0.02 }, false, openStream('equal'));
    const gaps = repeat(200_000, () => {
      const before = clock.nextAt;
      clock.advance();
      return clock.nextAt - before;
    });
    const { mean, sd } = estimate(gaps);
    expect(Math.abs(sd / mean - 1)).toBeLessThan(0.02);
  });

  it.each(['exponential', 'lognormal'] as const)(
    'begins spikes in equilibrium: as likely free at second 0 as after 3 days, %s',
    (law) => {
      const clock = {
        quiet: 0.02 / HOUR,
        busy: 1 / HOUR,
        toBusy: 0.1 / HOUR,
        toQuiet: 0.3 / HOUR,
      };
      const spec = { clock, level: one, duration: DURATIONS[law] };
      const at = [0, HOUR / 4, HOUR, 72 * HOUR];
      const frees = repeat(20_000, (r) => freeAt(make(spec, `two ${law}`, r), at));
      const late = estimate(frees.map((seen) => seen[3]));
      for (const [i, second] of at.slice(0, 3).entries()) {
        const differences = estimate(frees.map((seen) => seen[i] - seen[3]));
        expect(differences.error, `${second} s`).toBeLessThan(0.01 * late.mean);
        expect(Math.abs(differences.mean), `${second} s`).toBeLessThan(4 * differences.error);
      }
      // A clock that began in either state for sure would show.
      expect(late.mean).toBeGreaterThan(0.5);
      expect(late.mean).toBeLessThan(0.9);
    },
  );
});

describe('over a base', () => {
  const steps = repeat(400, (i) => ({ at: (i * HOUR) / 4, value: (1 + ((i * 7) % 3)) * BASE }));
  const over = (level: number) => {
    const of = streamsOf('over', 0);
    const spec = {
      clock: steadyClock(1 / HOUR),
      level: { distribution: 'constant', value: level },
      duration: DURATIONS.exponential,
    } as const;
    return spikes(givenSteps(steps), spec, { clock: of('clock'), marks: of('marks'), start: of('start') });
  };

  it('the price is max(base, live spikes), and the base goes its way as if there were none', () => {
    const baseAt = (second: number): number => steps[Math.floor((second * 4) / HOUR)].value;
    let lifted = 0;
    let bare = 0;
    spellsOf(over(0.25), 100 * HOUR, (value, _seconds, at) => {
      const base = baseAt(at);
      if (value === base) bare += 1;
      else if (value === 250_000 && base < value) lifted += 1;
      else expect.unreachable(`${value} over ${base}`);
    });
    expect(Math.min(lifted, bare)).toBeGreaterThan(20);
    spellsOf(over(0.05), 100 * HOUR, (value, _seconds, at) => {
      expect(value).toBe(baseAt(at));
    });
  });
});
