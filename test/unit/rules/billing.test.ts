import { describe, expect, it } from 'vitest';
import { billed, pool, service, simulate, steps, times, world } from '../../support/simulate.js';

const HOUR = 3600;
/** A standard replica at 0.40 an hour, ready after 60 s, for 6 hours. */
const standard = (changes = {}) =>
  world({ services: [service('s', { instances: [{ type: 'ecs.a' }], ...changes })] });

describe('billing of public resources', () => {
  it('charges by time used, and nothing for what is not used (R1)', () => {
    expect(billed(simulate(standard()), 'standard')).toBe(Math.round((400_000 * (6 * HOUR - 60)) / HOUR));
    expect(simulate(standard({ replicas: 0 })).items).toEqual([]);
  });

  it('starts compute billing when the service is Running, not when the instance is provisioned (R2, A1)', () => {
    const running = simulate(standard({ startup: '10m' }));
    expect(times(running, 'ready')).toEqual([600]);
    expect(running.items.map(({ from }) => from)).toEqual([600]);
    const provisioned = simulate({ ...standard({ startup: '10m' }), rules: { billingStart: 'provisioned' } });
    expect(provisioned.items.map(({ from }) => from)).toEqual([0]);
  });

  it('gives 30 GiB of system disk free to every instance (R3)', () => {
    const prices = { diskGiBHour: 0.0001 };
    expect(billed(simulate({ ...standard({ disk: '30GiB' }), prices }), 'disk')).toBe(0);
    expect(billed(simulate({ ...standard({ disk: '31GiB', replicas: 3 }), prices }), 'disk')).toBe(
      3 * 6 * 100,
    );
  });

  it('bills the extra disk from its creation, before the service is Running (R4, A16, A17)', () => {
    const simulated = simulate({
      ...standard({ disk: '40GiB', startup: '1h' }),
      prices: { diskGiBHour: 0.0001 },
    });
    const disk = simulated.items.filter(({ kind }) => kind === 'disk');
    expect(disk.map(({ from, amount }) => [from, amount])).toEqual([[0, 10 * 100 * 6]]);
    const waiting = {
      pools: [pool('a', { stock: { process: 'constant', capacity: 0 } })],
      prices: { diskGiBHour: 0.0001 },
    };
    expect(simulate({ ...standard({ disk: '40GiB' }), ...waiting }).items).toEqual([]);
  });

  it('ends compute billing by a stop, at the release of each instance (R5, A2)', () => {
    const simulated = simulate({ ...standard(), timeline: [{ at: '1h', action: 'stop', service: 's' }] });
    expect(simulated.items.map(({ from, to }) => [from, to])).toEqual([[60, HOUR + 30]]);
    expect(simulated.results.services['s'].state).toBe('Stopped');
  });

  it('goes on billing a service that is idle: time counts, not calls (R6)', () => {
    const autoscaling = {
      min: 1,
      max: 2,
      metric: 'qps',
      target: 10,
      demand: { process: 'constant', value: 0 },
    };
    const idle = simulate(standard({ autoscaling }));
    expect(billed(idle, 'standard')).toBe(billed(simulate(standard()), 'standard'));
  });

  it('bills dedicated machines from purchase, used or not, until they are deleted (R33)', () => {
    const dedicated = [{ name: 'boxes', type: 'ecs.a', machines: 2, price: 0.35 }];
    const used = [service('s', { instances: [{ type: 'dedicated_resource', from: 'boxes' }] })];
    const unused = simulate({ ...standard(), dedicated });
    expect(billed(unused, 'dedicated')).toBe(2 * 350_000 * 6);
    const stopped = simulate({
      ...standard(),
      dedicated,
      services: used,
      timeline: [{ at: '1h', action: 'stop', service: 's' }],
    });
    expect(billed(stopped, 'dedicated')).toBe(2 * 350_000 * 6);
    expect(billed(stopped, 'standard') + billed(stopped, 'spot')).toBe(0);
    const timeline = [
      { at: '1h', action: 'purchase', dedicated: 'boxes' },
      { at: '3h', action: 'delete', dedicated: 'boxes' },
    ];
    expect(billed(simulate({ ...standard(), dedicated, timeline }), 'dedicated')).toBe(2 * 350_000 * 2);
  });
});

describe('billing of spot instances', () => {
  const market = (duration: string) =>
    world({
      duration,
      rules: { notice: 0, protectionPriceRatio: 1, priceOrder: 'none', billingIncrement: '1s' },
      pools: [
        pool('a', {
          standardPrice: 5,
          price: steps([0, 1.5], [1800, 2.5], [3600, 1.8], [5400, 1.6], [7200, 3]),
        }),
      ],
      services: [service('s', { startup: 0, instances: [{ type: 'ecs.a', spotPriceLimit: 2 }] })],
    });

  it('reproduces the published example: 0.75, 1.50, 2.40, 3.20, released at the 10:00 check (R19, R21, A5)', () => {
    const fee = (duration: string) => simulate(market(duration)).results.totals.cost.spot;
    expect([fee('30m'), fee('1h'), fee('90m'), fee('2h')]).toEqual([0.75, 1.5, 2.4, 3.2]);
    const whole = simulate(market('3h'));
    expect(times(whole, 'released')).toEqual([7200]);
    expect(whole.results.totals.cost.spot).toBe(3.2);
  });

  it('charges the real-time market price, not the bid (R21)', () => {
    const input = world({
      pools: [pool('a', { price: steps([0, 0.1], [7200, 0.05]) })],
      services: [
        service('s', { protection: false, startup: 0, instances: [{ type: 'ecs.a', spotPriceLimit: 0.3 }] }),
      ],
    });
    expect(simulate(input).results.totals.cost.spot).toBe(2 * 0.1 + 4 * 0.05);
  });
});
