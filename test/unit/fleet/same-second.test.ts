import { describe, expect, it } from 'vitest';
import { pool, service, simulate, steps, world } from '../../support/simulate.js';
import type { Input } from '../../support/simulate.js';

/**
 * What happens when several things fall into one second, worked by hand from the ranks: 0 protection ends, 1 prices,
 * 2 stock, 3 examine (lifetimes, outages, prices, then stock), 4 releases, 5 ready, 6 actions, 7 decisions,
 * 8 allocation, 9 states. The lists are complete: nothing else happens from `from` on.
 */
function told(input: Input, from: number): readonly string[] {
  const { events } = simulate(world(input));
  return events.filter(({ at }) => at >= from).map((event) => line(event));
}

const line = ({ at, kind, ...event }: Readonly<{ at: number; kind: string }>): string => {
  const facts = event as Readonly<Record<string, string | number | undefined>>;
  const who =
    facts['service'] !== undefined
      ? `${facts['service']}${slot(facts['replica'])}`
      : (facts['pool'] ?? facts['target']);
  const what = [
    'price',
    'level',
    'replicas',
    'state',
    'cause',
    'refusals',
    'entry',
    'tier',
    'action',
    'outcome',
    'reason',
    'releaseAt',
  ]
    .map((key) => facts[key])
    .filter((value) => value !== undefined && value !== '');
  return [at, kind, who, ...what].join(' ');
};
const slot = (replica: string | number | undefined): string => (replica === undefined ? '' : `/${replica}`);

const spot = (spotPriceLimit: number): Input => ({ instances: [{ type: 'ecs.a', spotPriceLimit }] });
const scale = (at: number, name: string, replicas: number): Input => ({
  at,
  action: 'scale',
  service: name,
  replicas,
});

describe('in one second', () => {
  it('a price rises, a protection ends and stock is lost: price counts first, and what is left takes the lowest ceiling (R19, R20)', () => {
    const input = {
      pools: [
        pool('a', {
          price: steps([0, 0.1], [3600, 0.15]),
          stock: {
            process: 'steps',
            steps: [
              { at: 0, value: 3 },
              { at: 3600, value: 1 },
            ],
          },
        }),
      ],
      services: [
        service('safe', { ...spot(0.12), protection: true }),
        service('high', { ...spot(0.3), protection: false }),
        service('low', { ...spot(0.2), protection: false }),
      ],
    };
    expect(told(input, 61)).toEqual([
      // Rank 0 is a flag only; both levels move before anybody is examined.
      '3600 protection-ended safe/0',
      '3600 price a 0.15',
      '3600 stock a 1',
      // Rank 3: the protected tier is at 0.166667 > 0.12. That leaves 3 used - 1 there - 1 going = 1 to go for stock:
      // the lowest ceiling of the rest is 0.20; its price of 0.15 would have let it stay.
      '3600 noticed safe/0 price 3900',
      '3600 noticed low/0 stock 3900',
      // Rank 4, in the order of the notices; rank 8, in the order of asking; rank 9.
      '3900 released safe/0 price',
      '3900 released low/0 stock',
      '3900 waiting safe/0 price-above-ceiling',
      '3900 waiting low/0 out-of-stock',
      '3900 state safe Waiting market price above the ceiling',
      '3900 state low Waiting insufficient resources',
    ]);
  });

  it('the same without notice: nobody is spared, since what is released first leaves no unit to spare', () => {
    const input = {
      rules: { notice: 0 },
      pools: [
        pool('a', {
          price: steps([0, 0.1], [3600, 0.15]),
          stock: {
            process: 'steps',
            steps: [
              { at: 0, value: 2 },
              { at: 3600, value: 1 },
            ],
          },
        }),
      ],
      services: [
        service('safe', { ...spot(0.12), protection: true }),
        service('low', { ...spot(0.2), protection: false }),
      ],
    };
    expect(told(input, 61)).toEqual([
      '3600 protection-ended safe/0',
      '3600 price a 0.15',
      '3600 stock a 1',
      // 2 used - 1 there: but the one that goes for its price is gone at once, and no deficit is left.
      '3600 noticed safe/0 price 3600',
      '3600 released safe/0 price',
      '3600 waiting safe/0 price-above-ceiling',
      '3600 state safe Waiting market price above the ceiling',
    ]);
  });

  it("a unit is freed: others' standard demand has it before ours, ours before our spot, whoever asked first (R18)", () => {
    const levels = [
      [0, 2],
      [3630, 1],
      [7200, 2],
    ].map(([at, value]) => ({ at, value }));
    const input = {
      pools: [pool('a', { stock: { process: 'steps', steps: levels } })],
      services: [
        service('holder', { ...spot(0.2), protection: false, replicas: 2 }),
        service('spot', { ...spot(0.2), protection: false }),
        service('standard', { instances: [{ type: 'ecs.a' }], replicas: 0 }),
      ],
      timeline: [scale(600, 'standard', 1), scale(3600, 'holder', 1), scale(10_800, 'holder', 0)],
    };
    expect(told(input, 61)).toEqual([
      // Spot waits since 0, standard from here on.
      '600 desired standard 1',
      '600 action standard scale done',
      '600 waiting standard/0 out-of-stock',
      '600 state standard Waiting insufficient resources',
      '3600 desired holder 1',
      '3600 action holder scale done',
      '3600 draining holder/1 scale 3630',
      // Rank 2 before rank 4: others take the unit that is on its way out, so that there is no deficit and, once it
      // is released, nothing free.
      '3630 stock a 1',
      '3630 released holder/1 scale',
      // Others give it back. Spot has waited longer, but standard goes in the first pass.
      '7200 stock a 2',
      '7200 acquired standard/0 0.4 0 standard',
      '7200 state standard Creating',
      '7260 ready standard/0',
      '7260 state standard Running',
      '10800 desired holder 0',
      '10800 action holder scale done',
      '10800 draining holder/0 scale 10830',
      '10830 released holder/0 scale',
      '10830 acquired spot/0 0.1 0 unprotected',
      '10830 state spot Creating',
      '10890 ready spot/0',
      '10890 state spot Running',
    ]);
  });

  it('a price recovers and the service is scaled down while notice runs: it still goes, sooner, and is not replaced (R25)', () => {
    const input = {
      pools: [pool('a', { price: steps([0, 0.1], [3600, 0.3], [3700, 0.1]) })],
      services: [service('s', { protection: false, replicas: 2 })],
      timeline: [scale(3700, 's', 1)],
    };
    expect(told(input, 61)).toEqual([
      '3600 price a 0.3',
      ...noticed(input),
      // Recovery cancels no notice (A8). Both are noticed, so the later slot goes: at the earlier of grace and notice.
      '3700 price a 0.1',
      '3700 desired s 1',
      '3700 action s scale done',
      '3700 draining s/1 price 3730',
      '3730 released s/1 price',
      // The other goes when it was told to, and is replaced from entry 0.
      '3900 released s/0 price',
      '3900 acquired s/0 0.1 0 unprotected',
      '3900 state s Waiting instances are starting',
      '3960 ready s/0',
      '3960 state s Running',
    ]);
  });

  it('the notice ends in the very second of both: released (rank 4), asked for again, one withdrawn (7), one placed (8)', () => {
    const input = {
      pools: [pool('a', { price: steps([0, 0.1], [3600, 0.3], [3900, 0.1]) })],
      services: [service('s', { protection: false, replicas: 2 })],
      timeline: [scale(3900, 's', 1)],
    };
    const [first, second] = noticed(input);
    const order = [first, second].map((text) => text?.split(' ')[2]);
    expect(told(input, 61)).toEqual([
      '3600 price a 0.3',
      first,
      second,
      '3900 price a 0.1',
      ...order.map((who) => `3900 released ${who ?? ''} price`),
      '3900 desired s 1',
      '3900 action s scale done',
      // The youngest request goes.
      `3900 withdrawn ${order[1] ?? ''}`,
      `3900 acquired ${order[0] ?? ''} 0.1 0 unprotected`,
      '3900 state s Waiting instances are starting',
      `3960 ready ${order[0] ?? ''}`,
      '3960 state s Running',
    ]);
  });
});

/** Two units of one ceiling are taken in the order of their seeded keys (A20), which no hand can work out. */
function noticed(input: Input): readonly string[] {
  const both = ['3600 noticed s/0 price 3900', '3600 noticed s/1 price 3900'];
  const found = told(input, 3600).filter((text) => text.includes(' noticed '));
  expect([...found].sort()).toEqual(both);
  return found;
}
