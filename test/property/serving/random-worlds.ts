import fc from 'fast-check';
import { demand, ptu, calls, tokens } from '../../support/tokens.js';
import type { Input } from '../../support/simulate.js';

const requests = fc.constantFrom<Input>(
  { process: 'constant', rate: '90/min' },
  { process: 'poisson', rate: '45/min' },
  {
    process: 'schedule',
    slots: [
      { from: '00:00', value: '20/min' },
      { from: '00:30', value: '200/min' },
    ],
  },
  {
    process: 'mmpp',
    states: [
      { name: 'quiet', rate: '6/min', stay: '5m' },
      { name: 'busy', rate: '300/min', stay: '40s' },
    ],
  },
);

const length = (median: number) =>
  fc.constantFrom<unknown>(
    median,
    { distribution: 'lognormal', median, sigma: 0.8 },
    { distribution: 'empirical', values: [1, median, 9 * median] },
  );

const hourly = fc.record({
  kind: fc.constant('ptu'),
  inputTpm: fc.constantFrom(0, 1000, 3000, 9000),
  outputTpm: fc.constantFrom(500, 3000, 12_000),
  overflow: fc.constantFrom('next', 'reject'),
  whenDown: fc.constantFrom('next', 'reject'),
  deploy: fc.constantFrom('0s', '90s'),
  billing: fc.constantFrom<unknown>('hourly', { upfrontDays: 1 }, { upfrontDays: 2, autoRenew: true }),
});

const units = fc.record({
  kind: fc.constant('model-unit'),
  unit: fc.constant('MU1'),
  units: fc.integer({ min: 1, max: 3 }),
  billing: fc.constantFrom('hourly', 'monthly'),
  perUnit: fc.constant({ input: 1500, output: 900 }),
  limits: fc.constantFrom({}, { rpm: 20 }),
  stock: fc.constantFrom<unknown>(
    { process: 'unlimited' },
    {
      process: 'steps',
      steps: [
        { at: '0s', value: 4 },
        { at: '20m', value: 1 },
      ],
    },
    { process: 'erlang', capacity: 5, arrivals: '6/h', hold: '20m' },
  ),
});

const minute = fc.integer({ min: 0, max: 119 });
const actions = fc.array(
  fc.record({
    at: fc.tuple(minute, fc.constantFrom(0, 17)).map(([m, s]) => `${60 * m + s}s`),
    action: fc.constantFrom('purchase', 'scale', 'unpublish', 'cancel', 'overdue', 'pay'),
    place: fc.integer({ min: 0, max: 1 }),
  }),
  { maxLength: 6 },
);

/** One demand and plans of its own, all names with a suffix. */
const own = (suffix: string): fc.Arbitrary<Part> =>
  fc
    .record({
      requests,
      input: length(80),
      output: length(40),
      bought: fc.array(fc.oneof(hourly, units), { minLength: 2, maxLength: 2 }),
      limits: fc.constantFrom({}, { rpm: 30 }, { tpm: 2500 }),
      detail: fc.constantFrom('auto', 'request', 'minute'),
      actions,
    })
    .map(({ bought, limits, actions: acts, ...asked }) => {
      const names = bought.map((_, i) => `p${i}${suffix}`);
      return {
        demand: [demand({ ...asked, name: `d${suffix}`, serve: [...names, `calls${suffix}`] })],
        plans: [
          ...bought.map((plan, i) => ({ ...plan, name: names[i] })),
          calls({ name: `calls${suffix}`, limits }),
        ],
        timeline: acts.map(({ at, action, place }) => ({
          at,
          action,
          plan: names[place],
          ...(action === 'scale' && {
            set: bought[place].kind === 'ptu' ? { inputTpm: 5000 } : { units: 2 },
          }),
        })),
      };
    });

interface Part {
  readonly demand: readonly Input[];
  readonly plans: readonly Input[];
  readonly timeline: readonly Input[];
}

const START = { start: '2026-03-02T21:59:30+08:00', duration: '2h' };

/** A scenario with one demand, and the same with another demand and plans of its own put before it. */
export const pairs: fc.Arbitrary<{ readonly alone: Input; readonly beside: Input }> = fc
  .tuple(own(''), own('2'))
  .map(([first, second]) => {
    const [a, b] = [first, second];
    return {
      alone: tokens({ ...START, ...a }),
      beside: tokens({
        ...START,
        demand: [...b.demand, ...a.demand],
        plans: [...b.plans, ...a.plans],
        timeline: [...b.timeline, ...a.timeline],
      }),
    };
  });

/** Random demands, plans and actions. */
export const tokenWorlds: fc.Arbitrary<Input> = pairs.map(({ beside }) => beside);

/** One PTU plan paid in advance, with anything done to it. */
export const prepaid = fc
  .record({ days: fc.integer({ min: 1, max: 9 }), autoRenew: fc.boolean(), actions })
  .map(({ days, autoRenew, actions: acts }) => ({
    days,
    actions: acts,
    scenario: tokens({
      ...START,
      duration: '30d',
      demand: [demand({ requests: { process: 'constant', rate: '1/h' }, serve: ['ptu'] })],
      plans: [ptu({ billing: { upfrontDays: days, autoRenew } })],
      timeline: acts
        .filter(({ action }) => action === 'unpublish' || action === 'cancel' || action === 'overdue')
        .map(({ at, action }) => ({ at, action, plan: 'ptu' })),
    }),
  }));
