import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../src/index.js';
import { spotsim } from './command-line.js';

const ask = (replica: number, at: string, ...more: string[]): string[] => {
  return ['explain', 'tiny.yaml', '--service', 'chat', '--replica', String(replica), '--at', at, ...more];
};

async function explained(replica: number, at: string, ...more: string[]): Promise<Explanation> {
  const { code, out } = await spotsim(ask(replica, at, '--json', ...more));
  expect(code).toBe(0);
  return JSON.parse(out) as Explanation;
}

describe('spotsim explain', () => {
  it('names the list that was walked and why entries were passed over (R22, R23, R25)', async () => {
    const { state, since, holding, walk, history } = await explained(1, '4h10m');
    expect({ state, since }).toEqual({ state: 'ready', since: 14_880 });
    expect(holding).toMatchObject({
      entry: 1,
      pool: 'h/small',
      tier: 'standard',
      paidPrice: 0.5,
      acquiredAt: 14_700,
    });
    expect(walk).toMatchObject({ at: 14_700, by: 'request', placed: true });
    expect(walk?.steps).toMatchObject([
      { entry: 0, pool: 'h/big', ceiling: 0.2, price: 0.3, free: 3, verdict: 'price-above-ceiling' },
      { entry: 1, pool: 'h/small', ceiling: null, price: 0.5, free: 1, verdict: 'taken' },
    ]);
    expect(history.map(({ kind }) => kind)).toEqual([
      'acquired',
      'ready',
      'noticed',
      'released',
      'acquired',
      'ready',
    ]);
  });

  it('shows a waiting replica the list as it is now, with the reason of each refusal (R8)', async () => {
    const { state, since, holding, walk, walkNow, serviceState } = await explained(0, '5h');
    expect({ state, since, holding, serviceState }).toEqual({
      ...{ state: 'waiting', since: 14_700, holding: null },
      serviceState: 'Running',
    });
    expect(walk?.at).toBe(14_700);
    expect(walkNow).toMatchObject({ at: 18_000, placed: false });
    expect(walkNow?.steps.map(({ verdict }) => verdict)).toEqual(['price-above-ceiling', 'out-of-stock']);
  });

  it('counts what happens in the second asked for, and not what comes after', async () => {
    expect((await explained(0, '14399')).state).toBe('ready');
    const noticed = await explained(0, '14400');
    expect(noticed.state).toBe('ready-noticed');
    expect(noticed.holding).toMatchObject({ marketPrice: 0.3, paidPrice: 0.2 });
    expect(noticed.holding?.leaving).toEqual({ cause: 'price', releaseAt: 14_700 });
  });

  it('tells of the units of a job, and what its strategy asks for', async () => {
    const args = ['explain', 'jobs.yaml', '--service', 'train', '--replica', '0'];
    const { code, out } = await spotsim([...args, '--at', '15h', '--json']);
    expect(code).toBe(0);
    const told = JSON.parse(out) as Explanation;
    expect(told).toMatchObject({
      service: 'train',
      state: 'ready',
      holding: { pool: 'h/firm', tier: 'standard' },
    });
    // Two restarts ahead of the even pace it asks for spot beside the standard unit.
    expect(told.strategy?.groups.map(({ name, count }) => [name, count])).toEqual([
      ['spot', 1],
      ['catch-up', 1],
    ]);
    const text = await spotsim([...args, '--at', '15h']);
    expect(text.out).toContain('What the strategy uniform-progress asks for at 15h');
    const { err } = await spotsim([...args.slice(0, 3), 'nobody', ...args.slice(4), '--at', '15h']);
    expect(err).toContain('there are: train, batch-with-checkpoints');
  });

  it('tells protection and the locked price (R19)', async () => {
    const more = [
      '--set',
      'services.chat.protection=true',
      '--set',
      'services.chat.instances.0.spotPriceLimit=0.3',
    ];
    const { holding } = await explained(0, '30m', ...more);
    expect(holding).toMatchObject({ tier: 'protected', locked: true, protectedUntil: 3600, ceiling: 0.3 });
    expect(holding?.paidPrice).toBeCloseTo(0.1 / 0.9, 6);
    expect((await explained(0, '1h', ...more)).holding).toMatchObject({
      locked: false,
      protectedUntil: null,
    });
  });

  it('takes a duration, seconds, or an instant with or without its zone', async () => {
    for (const at of [
      '4h10m',
      '15000',
      '2026-03-02T04:10:00+08:00',
      '2026-03-01T20:10:00Z',
      '2026-03-02T04:10:00',
    ]) {
      expect((await explained(1, at)).at).toBe(15_000);
    }
  });

  it('writes it for people, the answer first', async () => {
    const { out } = await spotsim(ask(1, '4h10m'));
    expect(out.split('\n').slice(0, 3)).toEqual([
      'Replica 1 of chat at 4h10m (2026-03-02T04:10:00+08:00): ready since 4h8m, on',
      'entry 1: ecs.small in h/small (standard); its price is 0.5000 USD/h.',
      'Passed over at 4h5m: entry 0 (price 0.3000 above the ceiling 0.2000 USD/h).',
    ]);
    expect(out).toMatch(/0 {2}ecs\.big +h\/big +spot +0\.2000 +0\.3000 +3 {2}price above ceiling/);
    expect(out).toContain('4h    notice: market price above its ceiling; release at 4h5m');
  });

  it.each<[string, string[], RegExp]>([
    [
      'service',
      ask(0, '1h').map((word) => (word === 'chat' ? 'chatt' : word)),
      /no service is called "chatt" \(there are: chat\)/,
    ],
    ['replica', ask(7, '1h'), /there is no replica 7 of chat \(until 1h chat has had replicas 0 to 1\)/],
    ['instant', ask(0, '13h'), /13h is after the end \(the scenario lasts 12h\)/],
    ['time', ask(0, 'noon'), /--at noon: expected a time of the run/],
    ['number', ask(-1, '1h'), /expected the number of a replica/],
  ])('an unknown %s is the fault of the input', async (_, args, message) => {
    const { code, out, err } = await spotsim(args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
  });
});
