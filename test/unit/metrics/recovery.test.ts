import { describe, expect, it } from 'vitest';
import type { Call } from '../../support/calls.js';
import { gone, got, ready, service, wants } from '../../support/service-calls.js';

describe('timeToRecover', () => {
  const lengths = (calls: readonly Call[]): unknown => {
    const { count, max, censored } = service([wants(0, 2), ...calls]).timeToRecover;
    return { count, max, censored };
  };
  const noticed = (replica: number, at: number): Call => ['noticed', at, 0, replica, 'price', at + 300];
  const started = [got(0, 0), got(1, 0), ready(0, 0), ready(1, 0)];

  it('is 0 where the replacement was ready before the release (reallocateOn: notice)', () => {
    const calls = [noticed(0, 100), got(2, 100, { reallocation: true }), ready(2, 200), gone(0, 400)];
    expect(lengths([...started, ...calls])).toEqual({ count: 1, max: 0, censored: 0 });
  });

  it('pairs the first lost with the first ready where another replica replaces it', () => {
    const calls = [noticed(0, 100), noticed(1, 150), gone(0, 400), gone(1, 450)];
    calls.push(got(2, 400, { reallocation: true }), ready(2, 600));
    expect(lengths([...started, ...calls])).toEqual({ count: 2, max: 550, censored: 1 });
  });

  it('a unit lost again before it was ready is one recovery', () => {
    const calls = [
      noticed(0, 100),
      gone(0, 100),
      got(0, 150, { reallocation: true }),
      noticed(0, 200),
      gone(0, 200),
    ];
    calls.push(got(0, 300, { reallocation: true }), ready(0, 350));
    expect(lengths([...started, ...calls])).toEqual({ count: 1, max: 250, censored: 0 });
  });

  it('a unit lost twice in one second, and got back once, is cut once', () => {
    const lost = [noticed(0, 100), gone(0, 100)];
    const calls = [...lost, got(0, 100, { reallocation: true }), ready(0, 100), ...lost];
    // Another is lost all the while, so that what is over is not forgotten.
    expect(lengths([...started, noticed(1, 50), gone(1, 50), ...calls])).toMatchObject({
      count: 3,
      censored: 2,
    });
  });

  it('does not wait for what we gave back, withdrew or want no more', () => {
    const drained: Call[] = [noticed(0, 100), ['draining', 120, 0, 0, 'scale', 150], gone(0, 150, 'scale')];
    expect(lengths([...started, ...drained])).toEqual({ count: 0, max: null, censored: 0 });
    const withdrawn: Call[] = [
      noticed(0, 100),
      gone(0, 100),
      ['waiting', 100, 0, 0, []],
      ['withdrawn', 200, 0, 0],
    ];
    expect(lengths([...started, ...withdrawn])).toEqual({ count: 0, max: null, censored: 0 });
    expect(lengths([...started, noticed(0, 100), gone(0, 100), wants(300, 0)])).toMatchObject({ count: 0 });
  });

  it('a replacement whose model stayed after all is not owed to the next loss', () => {
    const calls: Call[] = [noticed(0, 100), got(2, 100, { reallocation: true }), ready(2, 200)];
    calls.push(['draining', 250, 0, 0, 'scale', 280], gone(0, 280, 'scale'));
    calls.push(noticed(1, 300), gone(1, 600), got(1, 600, { reallocation: true }), ready(1, 700));
    expect(lengths([...started, ...calls])).toEqual({ count: 1, max: 100, censored: 0 });
  });

  it('pairs a replica with its own replacement, whoever was lost first', () => {
    const calls = [noticed(0, 100), gone(0, 100), noticed(1, 200), gone(1, 200)];
    calls.push(
      got(0, 250, { reallocation: true }),
      got(1, 250, { reallocation: true }),
      ready(1, 300),
      ready(0, 500),
    );
    expect(lengths([...started, ...calls])).toEqual({ count: 2, max: 400, censored: 0 });
  });

  it('ends where we give the replacement back before it was ready', () => {
    const calls: Call[] = [noticed(0, 100), gone(0, 100), got(0, 150, { reallocation: true })];
    calls.push(['draining', 200, 0, 0, 'scale', 230], gone(0, 230, 'scale'));
    expect(lengths([...started, ...calls])).toEqual({ count: 0, max: null, censored: 0 });
  });

  it('a replacement that is ready when nobody is in notice any more is owed to no one', () => {
    const calls: Call[] = [noticed(0, 100), got(2, 100, { reallocation: true })];
    calls.push(['draining', 150, 0, 0, 'scale', 180], gone(0, 180, 'scale'), ready(2, 200));
    calls.push(noticed(1, 300), gone(1, 600), got(1, 600, { reallocation: true }), ready(1, 700));
    expect(lengths([...started, ...calls])).toEqual({ count: 1, max: 100, censored: 0 });
  });
});
