import { describe, expect, it } from 'vitest';
import { run } from '../../../src/index.js';
import type { Model, SimulationEvent } from '../../../src/index.js';
import { estimate, expectAgreement, sum } from '../../support/estimate.js';
import type { Input } from '../../support/simulate.js';
import { calls, demand, serve, tokenModel, tokens } from '../../support/tokens.js';

const MINUTES = 1440;

const world = (changes: Input, duration = '1d'): Input =>
  tokens({ duration, demand: [demand({ serve: ['calls'], ...changes })], plans: [calls()] });

/** Requests of each minute of a day. */
function countsOf(events: readonly SimulationEvent[], minutes = MINUTES): readonly number[] {
  const counts = new Array<number>(minutes).fill(0);
  for (const event of events)
    if (event.kind === 'served') counts[Math.ceil(event.at / 60) - 1] += event.requests;
  return counts;
}

const planOf = (model: Model, replication: number) => {
  const plan = run(model, { replication }).plans?.['calls'];
  if (plan === undefined) throw new Error('no plan');
  return plan;
};

const each = <T>(count: number, value: (replication: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, replication) => value(replication));

describe.each(['request', 'minute'])(
  'bursts (a Poisson process whose rate goes round two states), by %s',
  (detail) => {
    // Stays of 5 and 2 minutes at 30 and 300 a minute; rates of leaving s1, s2 per minute.
    const [l1, l2, s1, s2] = [30, 300, 1 / 5, 1 / 2];
    const states = [
      { name: 'quiet', rate: '30/min', stay: '5m' },
      { name: 'busy', rate: '300/min', stay: '2m' },
    ];
    const s = s1 + s2;
    const mean = (l1 * s2 + l2 * s1) / s;
    // Var N(t) / E N(t) over one minute (Fischer and Meier-Hellstern 1993).
    const dispersion =
      1 +
      ((2 * s1 * s2 * (l1 - l2) * (l1 - l2)) / (s * s * (l1 * s2 + l2 * s1))) * (1 - (1 - Math.exp(-s)) / s);
    const input = world({ requests: { process: 'mmpp', states }, detail });
    const days = each(100, (replication) => countsOf(serve(input, { replication }).events));

    it('bring (l1 s2 + l2 s1) / (s1 + s2) a minute', () => {
      expectAgreement(`bursts a minute, by ${detail}`, mean, estimate(days.map((day) => sum(day) / MINUTES)));
    });

    it('have the index of dispersion of a Markov-modulated Poisson process', () => {
      const variances = days.map((day) => sum(day.map((count) => (count - mean) * (count - mean))) / MINUTES);
      expectAgreement(
        `index of dispersion, by ${detail}`,
        dispersion,
        estimate(variances.map((v) => v / mean)),
      );
    });
  },
);

describe('a week by weekday and time of day', () => {
  const slots = [
    { days: 'mon-fri', from: '08:00', value: '90/min' },
    { days: 'mon-fri', from: '18:30', value: '12/min' },
    { days: 'sat,sun', from: '10:00', value: '0/min' },
    { days: 'sun', from: '20:00', value: '6/min' },
  ];
  // Hours of each rate: 5 x 10.5; four nights of 13.5 and Friday's of 15.5; the rest nothing; from Sunday 20:00 to Monday 08:00.
  const total = 60 * (52.5 * 90 + (4 * 13.5 + 15.5) * 12 + 12 * 6);

  it('brings the sum of rate x length, exactly where requests are even', () => {
    const even = serve(world({ requests: { process: 'schedule', arrivals: 'even', slots } }, '7d'));
    expect(even.plan('calls').requests.served).toBe(total);
  });

  it('brings it in the mean where they are a Poisson process', () => {
    const model = tokenModel(world({ requests: { process: 'schedule', slots } }, '7d'));
    const totals = each(30, (replication) => planOf(model, replication).requests.served);
    expectAgreement('requests of a week', total, estimate(totals));
  });
});

it('lengths of a lognormal law have the mean m exp(s^2 / 2), and the sum of their squares theirs', () => {
  const [median, sigma] = [900, 0.6];
  const input = { distribution: 'lognormal', median, sigma };
  const model = tokenModel(world({ requests: { process: 'constant', rate: '60/min' }, input }));
  const means = each(60, (replication) => {
    const { tokensIn, requests } = planOf(model, replication);
    return tokensIn / requests.served;
  });
  expectAgreement('tokens of a request', median * Math.exp((sigma * sigma) / 2), estimate(means));
});

it.each(['1/2min', '90/min', '7/h', '60/min', '3/s', '0.5/min', '1.5/min', '2.5/min', '100/min', '44/h'])(
  'evenly spaced requests at %s are the same minute by minute, counted or followed',
  (text) => {
    const rate = text === '1/2min' ? '30/h' : text;
    const [counted, followed] = ['minute', 'request'].map((detail) =>
      countsOf(serve(world({ requests: { process: 'constant', rate }, detail }, '6h')).events, 360),
    );
    expect(counted).toEqual(followed);
    const perSecond =
      Number(/^[\d.]+/.exec(rate)?.[0]) / (rate.endsWith('/s') ? 1 : rate.endsWith('h') ? 3600 : 60);
    expect(sum(counted)).toBe(Math.ceil(6 * 3600 * perSecond + 0.5 - 1e-9) - 1);
  },
);
