import { describe, expect, it } from 'vitest';
import { ofKind } from '../../support/simulate.js';
import { simulateJob } from '../../support/jobs.js';

const SPOT = { strategy: { name: 'spot-only' } };

describe('the clock of a job', () => {
  it('pays the restart at every start, and stops when the work is done', () => {
    const { job, phases, results } = simulateJob([[0, 100]], { work: '10h', deadline: '12h', ...SPOT });
    expect(phases).toEqual(['0 restarting 0 unprotected', '720 working 0 unprotected', '36720 done 36000 -']);
    expect(job).toMatchObject({ met: true, finishedAt: 36_720, lateSeconds: 0, usefulSeconds: 36_000 });
    expect(job).toMatchObject({ restartSeconds: 720, spotSeconds: 36_720, starts: 1, cost: 10.2 });
    expect(results.totals.cost.total).toBe(10.2);
  });

  it('keeps its progress at a preemption where no checkpoint is spoken of', () => {
    const { job, phases } = simulateJob(
      [
        [0, 4],
        [6, 100],
      ],
      { work: '10h', deadline: '12h', ...SPOT },
    );
    expect(phases).toEqual([
      '0 restarting 0 unprotected',
      '720 working 0 unprotected',
      '14400 waiting 13680 -',
      '21600 restarting 13680 unprotected',
      '22320 working 13680 unprotected',
      '44640 done 36000 -',
    ]);
    expect(job).toMatchObject({
      met: false,
      lateSeconds: 1440,
      lostSeconds: 0,
      idleSeconds: 7200,
      starts: 2,
    });
    expect(job.preemptions).toMatchObject({ total: 1, stock: 1 });
  });

  it('loses what was done since the last checkpoint that was finished', () => {
    // Restart 12 min, an hour of work, 6 min of saving, … : the second checkpoint would be done at 2.4 h.
    const { job, phases } = simulateJob([[0, 2.35]], {
      ...{ work: '10h', deadline: '12h', checkpoint: { every: '1h', cost: '6m' } },
      ...SPOT,
    });
    expect(phases).toEqual([
      '0 restarting 0 unprotected',
      '720 working 0 unprotected',
      '4320 saving 3600 unprotected',
      '4680 working 3600 unprotected',
      '8280 saving 7200 unprotected',
      '8460 waiting 3600 -',
    ]);
    expect(job).toMatchObject({ finishedAt: null, lateSeconds: null, met: false });
    expect(job).toMatchObject({ usefulSeconds: 3600, lostSeconds: 3600, checkpointSeconds: 540 });
  });

  it('writes a last checkpoint at the end of a notice that is long enough, unless told not to', () => {
    const checkpoint = { every: '10h', cost: '5m' };
    const rules = { notice: '5m' };
    const job = { work: '10h', deadline: '12h', ...SPOT };
    const kept = simulateJob([[0, 2]], { ...job, checkpoint }, { rules });
    expect(kept.phases.slice(-3)).toEqual([
      '7200 saving 6480 unprotected',
      '7500 working 6480 unprotected',
      '7500 waiting 6480 -',
    ]);
    const short = simulateJob([[0, 2]], { ...job, checkpoint }, { rules: { notice: '4m' } });
    expect(short.job).toMatchObject({ usefulSeconds: 0, lostSeconds: 6720 });
    const refused = simulateJob(
      [[0, 2]],
      { ...job, checkpoint: { ...checkpoint, onNotice: false } },
      { rules },
    );
    expect(refused.job).toMatchObject({ usefulSeconds: 0, lostSeconds: 6780 });
  });

  it('works through a notice until its unit goes', () => {
    const { phases } = simulateJob([[0, 2]], { work: '10h', ...SPOT }, { rules: { notice: '5m' } });
    expect(phases[2]).toBe('7500 waiting 6780 -');
  });

  it('begins when it is submitted, and counts its deadline from there', () => {
    const { job, phases } = simulateJob([[0, 100]], { at: '5h', work: '10h', deadline: '11h', ...SPOT });
    expect(phases[0]).toBe('18000 restarting 0 unprotected');
    expect(job).toMatchObject({ met: true, finishedAt: 18_000 + 36_720, elapsedSeconds: 36_720 });
  });

  it('accounts for every second of it', () => {
    const { job } = simulateJob(
      [
        [0, 3],
        [5, 5.1],
        [7, 60],
      ],
      { work: '20h', checkpoint: { every: '1h', cost: '3m' }, ...SPOT },
    );
    const { usefulSeconds, lostSeconds, restartSeconds, checkpointSeconds, idleSeconds } = job;
    expect(job.finishedAt).toBe(job.elapsedSeconds);
    expect(usefulSeconds + lostSeconds + restartSeconds + checkpointSeconds + idleSeconds).toBe(
      job.elapsedSeconds,
    );
    expect(job.usefulSpotSeconds + job.usefulStandardSeconds).toBe(usefulSeconds);
    expect(lostSeconds).toBeGreaterThan(0);
  });
});

describe('a gang', () => {
  it('takes all its units or none', () => {
    const { events } = simulateJob(
      [],
      { replicas: 4, work: '2h', deadline: '90h', ...SPOT },
      {
        pools: [
          {
            ...{ name: 'g', type: 'ecs.g', region: 'r', zone: 'z', standardPrice: 3 },
            price: { process: 'constant', value: 1 },
            stock: {
              process: 'steps',
              steps: [
                { at: 0, value: 3 },
                { at: '1h', value: 4 },
              ],
            },
          },
          { name: 's', type: 'ecs.s', region: 'r', zone: 'z', standardPrice: 3, spot: false },
        ],
      },
    );
    const acquired = events.filter(({ kind }) => kind === 'acquired').map(({ at }) => at);
    expect(acquired).toEqual([3600, 3600, 3600, 3600]);
  });

  it('restarts as a whole when it loses one unit', () => {
    const steps = [
      { at: 0, value: 4 },
      { at: '1h', value: 3 },
      { at: '2h', value: 4 },
    ];
    const run = simulateJob(
      [],
      { replicas: 4, work: '2h', deadline: '90h', ...SPOT },
      {
        pools: [
          {
            ...{ name: 'g', type: 'ecs.g', region: 'r', zone: 'z', standardPrice: 3 },
            ...{ price: { process: 'constant', value: 1 }, stock: { process: 'steps', steps } },
          },
          { name: 's', type: 'ecs.s', region: 'r', zone: 'z', standardPrice: 3, spot: false },
        ],
      },
    );
    expect(run.phases).toEqual([
      '0 restarting 0 unprotected',
      '720 working 0 unprotected',
      '3600 waiting 2880 -',
      '7200 restarting 2880 unprotected',
      '7920 working 2880 unprotected',
      '12240 done 7200 -',
    ]);
    const causes = ofKind(run, 'released').map(({ at, cause }) => `${at} ${cause}`);
    expect(causes.slice(0, 4).sort()).toEqual(['3600 gang', '3600 gang', '3600 gang', '3600 stock']);
    expect(causes.slice(4)).toEqual(Array.from({ length: 4 }, () => '12240 done'));
    // Four units, 1 h and 1 h 24 min, at 1.00.
    expect(run.job.cost).toBe(9.6);
  });
});
