import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/units/index.js';
import { billOf, micro, stage } from '../../support/plans.js';

const quota = { inputTpm: 100_000, outputTpm: 10_000, units: 0 };
/** Qwen3-max-2025-09-23 in USD. */
const hourly = { kind: 'ptu', method: 'hourly', per: { input: micro(1.11), output: micro(0.45) } } as const;
const daily = { kind: 'ptu', method: 'upfront', per: { input: micro(13.32), output: micro(5.4) } } as const;
const units = { inputTpm: 0, outputTpm: 0, units: 1 };
/** Qwen3-32B MU1 in USD. */
const month = { kind: 'model-unit', method: 'monthly', month: micro(18_800) } as const;
const hour = { kind: 'model-unit', method: 'hourly', hour: micro(40) } as const;

describe('PTU by the hour', () => {
  const terms = { kind: 'ptu', billing: { method: 'hourly' }, quota } as const;

  it('costs duration x (input price x input TPM + output price x output TPM): 15.60 an hour (R38, R39)', () => {
    expect(billOf(stage({ terms, rate: hourly }).finish(HOUR))).toBe(15.6);
  });

  it('is billed per started minute once it ends, from Running to the unpublishing (A35, R58, R59)', () => {
    const play = stage({ terms: { ...terms, deploy: 10 * MINUTE }, rate: hourly });
    play.at(HOUR + 10 * MINUTE + 1, (contracts) => contracts.unpublish(0));
    const [item] = play.finish(DAY);
    expect(item).toMatchObject({ from: 600, to: 4201, seconds: 3660, amount: micro((15.6 * 61) / 60) });
    expect(play.log).toEqual(['03-02 00:00 Deploying', '03-02 00:10 Running', '03-02 01:10 Released']);
  });

  it('is scaled by itself, and charged at each throughput for its time (R51)', () => {
    const play = stage({ terms, rate: hourly });
    play.at(HOUR, (contracts) => contracts.scale(0, { inputTpm: 200_000, outputTpm: 20_000 }));
    expect(billOf(play.finish(2 * HOUR))).toBeCloseTo(15.6 + 31.2, 9);
  });

  it('with an overdue account is served and billed for 24 hours, and then released (R46)', () => {
    const play = stage({ terms, rate: hourly });
    play.at(HOUR, (contracts) => contracts.overdue(0));
    const probe = play.at(20 * HOUR, (contracts) => String(contracts.isServing(0)));
    const after = play.at(25 * HOUR + 1, (contracts) => String(contracts.isServing(0)));
    expect(billOf(play.finish(3 * DAY))).toBeCloseTo(25 * 15.6, 9);
    expect([probe.outcome, after.outcome]).toEqual(['true', 'false']);
    expect(play.log.slice(-2)).toEqual(['03-02 01:00 Overdue', '03-03 01:00 Released']);
  });

  it('runs on where the arrears are paid within the 24 hours (R46)', () => {
    const play = stage({ terms, rate: hourly });
    play.at(HOUR, (contracts) => contracts.overdue(0));
    play.at(20 * HOUR, (contracts) => contracts.pay(0));
    expect(billOf(play.finish(3 * DAY))).toBeCloseTo(72 * 15.6, 9);
    expect(play.log.at(-1)).toBe('03-02 20:00 Running');
  });

  it('is not deployed, nor charged, without the permission of the workspace (R60)', () => {
    const play = stage({ terms: { ...terms, permitted: false, atStart: false }, rate: hourly });
    const bought = play.at(0, (contracts) => contracts.purchase(0));
    expect(play.finish(DAY)).toEqual([]);
    expect(bought.outcome).toBe('failed: the workspace has no permission to deploy this model');
    expect(play.log).toEqual(['03-02 00:00 DeployFailed']);
  });
});

describe('PTU paid in advance', () => {
  const of = (days: number, autoRenew = false) =>
    ({ kind: 'ptu', billing: { method: 'upfront', days, autoRenew }, quota }) as const;

  it('costs 187.20 a day (R39, R45), and is in force from its payment (R41)', () => {
    const play = stage({ terms: { ...of(3), deploy: HOUR }, rate: daily });
    expect(billOf(play.finish(10 * DAY))).toBeCloseTo(3 * 187.2, 9);
    expect(play.items).toMatchObject([{ from: 0, to: 3 * DAY - MINUTE, seconds: 3 * DAY }]);
  });

  it('expires at 23:59, stops at 01:59, and is released at 15:59 (R42, R44)', () => {
    const play = stage({ terms: of(2), rate: daily });
    play.finish(10 * DAY);
    expect(play.log).toEqual([
      '03-02 00:00 Deploying',
      '03-02 00:00 Running',
      '03-03 23:59 Stopping',
      '03-04 01:59 Retained',
      '03-04 15:59 Released',
    ]);
  });

  it('bought after 22:00 lasts a day longer at no charge (R43, A28)', () => {
    const late = stage({ terms: of(2), rate: daily, start: '2026-03-02T22:00:01+08:00' });
    expect(billOf(late.finish(10 * DAY))).toBe(2 * 187.2);
    expect(late.log[2]).toBe('03-04 23:59 Stopping');
  });

  it('serves in the two hours after its end, unbilled, and not in the retention (A29)', () => {
    const play = stage({ terms: of(1), rate: daily });
    const serving = [DAY - 1, DAY + HOUR, DAY + 2 * HOUR].map((second) =>
      play.at(second, (contracts) => String(contracts.isServing(0))),
    );
    expect(billOf(play.finish(5 * DAY))).toBe(187.2);
    expect(serving.map(({ outcome }) => outcome)).toEqual(['true', 'true', 'false']);
  });

  it('renewed in the retention resumes at once (A29), by a new order', () => {
    const play = stage({ terms: { ...of(1), deploy: HOUR }, rate: daily });
    play.at(DAY + 8 * HOUR, (contracts) => contracts.pay(0));
    expect(billOf(play.finish(5 * DAY))).toBe(2 * 187.2);
    expect(play.log.slice(4)).toEqual([
      '03-03 08:00 Running',
      '03-03 23:59 Stopping',
      '03-04 01:59 Retained',
      '03-04 15:59 Released',
    ]);
  });

  it('renews itself without a gap (R40)', () => {
    const play = stage({ terms: of(2, true), rate: daily });
    expect(billOf(play.finish(6 * DAY))).toBeCloseTo(6 * 187.2, 9);
    expect(play.log).toEqual(['03-02 00:00 Deploying', '03-02 00:00 Running']);
  });

  it('cannot be ended early, and pays nothing back (R45)', () => {
    const play = stage({ terms: of(30), rate: daily });
    const cancelled = play.at(DAY, (contracts) => contracts.cancel(0));
    const gone = play.at(2 * DAY, (contracts) => contracts.unpublish(0));
    expect(billOf(play.finish(40 * DAY))).toBe(30 * 187.2);
    expect(cancelled.outcome).toMatch(/^cannot cancel: PTU paid in advance/);
    expect(gone.outcome).toBe('done');
  });

  it('is scaled up for the rest of its days, and not down (R51, A41)', () => {
    const play = stage({ terms: of(10), rate: daily });
    const down = play.at(DAY, (contracts) => contracts.scale(0, { inputTpm: 1 }));
    play.at(4 * DAY + 1, (contracts) => contracts.scale(0, { inputTpm: 200_000, outputTpm: 20_000 }));
    expect(billOf(play.finish(20 * DAY))).toBeCloseTo(10 * 187.2 + 6 * 187.2, 6);
    expect(down.outcome).toMatch(/cannot be scaled down/);
  });

  it('costs the days begun where the horizon comes before its end', () => {
    expect(billOf(stage({ terms: of(30), rate: daily }).finish(7 * DAY))).toBeCloseTo(7 * 187.2, 9);
    expect(billOf(stage({ terms: of(30), rate: daily }).finish(7 * DAY + 1))).toBeCloseTo(8 * 187.2, 9);
  });
});

describe('model units', () => {
  const byMonth = (autoRenew = false) =>
    ({ kind: 'model-unit', billing: { method: 'monthly', autoRenew }, quota: units }) as const;
  const byHour = { kind: 'model-unit', billing: { method: 'hourly' }, quota: units } as const;

  it('by the hour cost hours x units x price, a partial minute as a minute (R52)', () => {
    const play = stage({ terms: { ...byHour, quota: { ...units, units: 3 } }, rate: hour });
    play.at(90 * MINUTE + 1, (contracts) => contracts.unpublish(0));
    expect(play.finish(DAY)).toMatchObject([{ units: 3, seconds: 5460, amount: micro(120 * (91 / 60)) }]);
  });

  it('by the month cost the price of the month, from Running (R53, A40)', () => {
    const play = stage({ terms: { ...byMonth(), deploy: DAY }, rate: month });
    expect(billOf(play.finish(60 * DAY))).toBe(18_800);
    expect(play.items).toMatchObject([{ from: DAY, to: 31 * DAY }]);
  });

  it.each([
    [1, 752],
    [DAY, 752],
    [DAY + 1, 1504],
    [24 * DAY, 24 * 752],
    [25 * DAY, 18_800],
    [29 * DAY, 18_800],
  ])(
    'cancelled in the first month after %i s cost 1.2 times the day, at most the month: %f (R54, A38)',
    (second, cost) => {
      const play = stage({ terms: byMonth(), rate: month });
      play.at(second, (contracts) => contracts.cancel(0));
      expect(billOf(play.finish(60 * DAY))).toBe(cost);
    },
  );

  it('of Qwen3-VL-8B cost 376 for a day cancelled in the first month (R54)', () => {
    const play = stage({ terms: byMonth(), rate: { ...month, month: micro(9400) } });
    play.at(HOUR, (contracts) => contracts.cancel(0));
    expect(billOf(play.finish(DAY))).toBe(376);
  });

  it('cancelled after the first month cost the plain days (A38)', () => {
    const play = stage({ terms: byMonth(true), rate: month });
    play.at(33 * DAY, (contracts) => contracts.cancel(0));
    expect(billOf(play.finish(60 * DAY))).toBeCloseTo(18_800 + (3 * 18_800) / 30, 6);
  });

  it('are sold first come, first served: a purchase that fails is refunded in full (R55)', () => {
    const play = stage({ terms: { ...byHour, atStart: false }, rate: hour, stock: () => 0 });
    const bought = play.at(0, (contracts) => contracts.purchase(0));
    expect(play.finish(DAY)).toEqual([]);
    expect(bought.outcome).toBe('failed, refunded in full: 1 model units wanted, 0 in stock');
  });

  it('are scaled within the stock (R51)', () => {
    const play = stage({ terms: byHour, rate: hour, stock: () => 2 });
    const two = play.at(HOUR, (contracts) => contracts.scale(0, { units: 2 }));
    const three = play.at(2 * HOUR, (contracts) => contracts.scale(0, { units: 3 }));
    expect(billOf(play.finish(3 * HOUR))).toBe(40 + 80 + 80);
    expect([two.outcome, three.outcome]).toEqual(['done', 'cannot scale: 3 model units wanted, 2 in stock']);
  });
});

it('goes on from a saved state as if there had been no break', () => {
  const make = () => {
    const terms = { kind: 'ptu', billing: { method: 'upfront', days: 2, autoRenew: true }, quota } as const;
    return stage({ terms, rate: daily });
  };
  const whole = make();
  whole.finish(9 * DAY);
  const first = make();
  first.simulation.run({ until: 3 * DAY });
  const parts = [first.simulation, first.contracts, first.meter];
  const saved = parts.map((part) => part.save());
  const second = make();
  [second.simulation, second.contracts, second.meter].forEach((part, i) => part.restore(saved[i]));
  second.finish(9 * DAY);
  expect([...first.items, ...second.items]).toEqual(whole.items);
});
