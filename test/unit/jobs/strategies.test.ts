import { describe, expect, it } from 'vitest';
import { compile, formatIssue, inMemory, parseScenario, Run } from '../../../src/index.js';
import type { Model, Strategy } from '../../../src/index.js';
import { jobWorld, simulateJob } from '../../support/jobs.js';

const UP = { strategy: { name: 'uniform-progress' } };
const GREEDY = { strategy: { name: 'greedy' } };
const HOUR = 3600;

/** A job of 48 h within 70 h and a restart of 12 min, which has spot for the first five hours. */
const FIVE = [[0, 5]] as const;

describe('greedy', () => {
  it('waits for spot until two restarts and the work are all that is left, then stays on standard', () => {
    const { job, phases } = simulateJob(FIVE, GREEDY);
    const done = 5 * HOUR - 720;
    const bound = 70 * HOUR - (48 * HOUR - done) - 2 * 720 - 2;
    expect(phases).toEqual([
      '0 restarting 0 unprotected',
      '720 working 0 unprotected',
      `18000 waiting ${done} -`,
      `${bound} restarting ${done} standard`,
      `${bound + 720} working ${done} standard`,
      `${70 * HOUR - 722} done ${48 * HOUR} -`,
    ]);
    expect(job).toMatchObject({ met: true, usefulSpotSeconds: done });
  });

  it('does not leave standard for spot that comes later', () => {
    const { phases } = simulateJob([[40, 100]], { work: '48h', deadline: '52h', ...GREEDY });
    expect(phases.map((phase) => phase.split(' ')[3])).toEqual(['standard', 'standard', '-']);
  });
});

describe('uniform progress', () => {
  /** 4.8 h are done at 5 h; an even pace has done them at 7 h. */
  const BEHIND = 25_201;
  const DONE = 5 * HOUR - 720;
  const onStandard = [
    `18000 waiting ${DONE} -`,
    `${BEHIND} restarting ${DONE} standard`,
    `${BEHIND + 720} working ${DONE} standard`,
  ];
  /** On standard: 4.8 h + x = (7 h + 12 min + x + 24 min) 48/70. */
  const AHEAD = BEHIND + 720 + Math.ceil((1 / (1 - 48 / 70)) * (((BEHIND + 720 + 1440) * 48) / 70 - DONE));

  it('takes standard once it is behind the even pace, and never goes idle from there', () => {
    const { phases, job } = simulateJob(FIVE, UP);
    const end = BEHIND + 720 + 48 * HOUR - DONE;
    expect(phases.slice(2)).toEqual([...onStandard, `${end} done ${48 * HOUR} -`]);
    expect(job).toMatchObject({ met: true, starts: 2 });
  });

  it('leaves standard for spot that comes once it is two restarts ahead, a second after it has come', () => {
    const come = 9 * HOUR;
    expect(AHEAD).toBeLessThan(come);
    const { phases, job } = simulateJob([...FIVE, [9, 100]], UP);
    expect(phases.slice(2, 7)).toEqual([
      ...onStandard,
      `${come + 1} waiting ${DONE + come + 1 - BEHIND - 720} -`,
      `${come + 1} restarting ${DONE + come + 1 - BEHIND - 720} unprotected`,
    ]);
    expect(job).toMatchObject({ met: true, standardSeconds: come + 1 - BEHIND });
  });

  it('works on standard while the spot units start', () => {
    const { phases, job } = simulateJob([...FIVE, [9, 100]], { startup: '10m', ...UP });
    const change = 9 * HOUR + 600;
    expect(
      phases.filter((phase) => phase.startsWith(`${change} `)).map((phase) => phase.split(' ')[1]),
    ).toEqual([...['waiting', 'restarting']]);
    expect(job).toMatchObject({ met: true, starts: 3 });
  });

  it('gives the request for spot up when it has no time left for a preemption', () => {
    // Standard is on until the end: the slack is 1440 s, less than two restarts and what is seen late.
    const { job } = simulateJob([[30, 100]], { deadline: 48 * HOUR + 720 + 1440, ...UP });
    expect(job).toMatchObject({ met: true, starts: 1, spotSeconds: 0 });
  });

  it('lets spot pass that is gone before it is two restarts ahead', () => {
    const { phases } = simulateJob([...FIVE, [7.5, AHEAD / HOUR]], UP);
    expect(phases.filter((phase) => phase.includes('unprotected'))).toHaveLength(2);
  });

  it('takes spot rather than standard where there is some when it falls behind', () => {
    const { job } = simulateJob([[0, 100]], UP);
    expect(job).toMatchObject({ met: true, standardSeconds: 0, starts: 1 });
  });

  it('does not leave standard for spot before it is two restarts ahead (hysteresis)', () => {
    const { phases } = simulateJob([[0.5, 100]], UP);
    // On standard from second 1 on: x - 721 = (x + 1440) 48/70, x = 5436 s; spot is there since 1800 s, and is asked for.
    expect(phases.filter((phase) => phase.includes('restarting'))).toEqual([
      '1 restarting 0 standard',
      '5437 restarting 4716 unprotected',
    ]);
  });

  it.each([
    ['no spot at all', []],
    [
      'spot that is gone as soon as it has restarted',
      Array.from({ length: 300 }, (_, i) => [i / 3, i / 3 + 0.21]),
    ],
    ['spot now and then', Array.from({ length: 25 }, (_, i) => [4 * i + 1, 4 * i + 1.5])],
  ] as const)('meets every deadline that standard meets two restarts before: %s', (_, free) => {
    for (const deadline of ['48.6h', '49h', '52h', '60h', '80h'])
      for (const name of ['uniform-progress', 'greedy']) {
        const { job } = simulateJob(free as readonly (readonly [number, number])[], {
          deadline,
          strategy: { name },
        });
        expect([deadline, name, job.met]).toEqual([deadline, name, true]);
      }
  });

  it('meets the deadline with checkpoints too: it leaves spot before a preemption could throw it too far back', () => {
    const checkpoint = { every: '6h', cost: '6m' };
    for (const lost of [3, 7, 11, 19, 30, 31.5]) {
      const { job } = simulateJob([[0, lost]], { deadline: '55h', checkpoint, ...UP });
      expect([lost, job.met]).toEqual([lost, true]);
    }
  });

  it('runs all of a gang on one kind of unit', () => {
    const free = Array.from({ length: 20 }, (_, i) => [5 * i, 5 * i + 3] as const);
    const { job, events } = simulateJob(free, { replicas: 4, ...UP });
    expect(job.met).toBe(true);
    const held = new Map<number, string>();
    let mixed = 0;
    for (const event of events) {
      if (event.kind === 'acquired') held.set(event.replica, event.tier);
      if (event.kind === 'released') held.delete(event.replica);
      if (event.kind === 'job' && event.phase === 'working') {
        expect(held.size).toBe(4);
        if (new Set(held.values()).size > 1) mixed++;
      }
    }
    expect(mixed).toBe(0);
    expect(job.acquisitions).toBe(4 * job.starts);
  });
});

describe('the entries of a list by kind', () => {
  it('standard-only costs what standardCost says', () => {
    const { job } = simulateJob([[0, 100]], { strategy: { name: 'standard-only' } });
    expect(job).toMatchObject({ met: true, relativeCost: 1, cost: 144.6, spotSeconds: 0 });
  });

  it('spot-only never takes standard', () => {
    expect(simulateJob(FIVE, { strategy: { name: 'spot-only' } }).job).toMatchObject({
      ...{ met: false, standardSeconds: 0, finishedAt: null },
    });
  });

  it('fixed walks the list, and stays where it got to', () => {
    const { job } = simulateJob(
      [
        [0, 5],
        [6, 100],
      ],
      {},
    );
    expect(job).toMatchObject({ met: true, starts: 2, usefulSpotSeconds: 5 * HOUR - 720 });
  });
});

const modelOf = (input: object, strategy?: Strategy): Model => {
  const parsed = parseScenario(
    { name: 'scenario.json', text: JSON.stringify(input) },
    { read: () => ({ ok: false, issues: [{ message: 'no files here' }] }) },
  );
  if (!parsed.ok) throw new Error(parsed.issues.map(formatIssue).join('\n'));
  const model = compile(parsed.value, inMemory(), strategy && { './mine.js': () => strategy });
  if (!model.ok) throw new Error(model.issues.map(formatIssue).join('\n'));
  return model.value;
};

describe('a strategy of one’s own', () => {
  it('sees the work, what is done of it, and what a preemption would leave', () => {
    const seen: string[] = [];
    const mine: Strategy<null> = {
      initial: null,
      decide: (state, { at, job, choices, desired }) => {
        if (job !== undefined)
          seen.push(
            `${at} ${job.phase} ${job.done} ${job.saved} ${job.needed} ${job.restarting} ${job.deadline}`,
          );
        return [state, [{ entries: choices.map((_, choice) => ({ choice })), count: desired }], at + HOUR];
      },
    };
    const job = { work: '4h', deadline: '10h', checkpoint: { every: '90m', cost: '6m' } };
    new Run(modelOf(jobWorld([[0, 100]], { ...job, strategy: { module: './mine.js' } }), mine)).finish();
    expect(seen.slice(0, 4)).toEqual([
      '0 waiting 0 0 15120 0 36000',
      '1 restarting 0 0 15120 719 36000',
      '3601 working 2881 0 15120 0 36000',
      '7201 working 6121 5400 9360 0 36000',
    ]);
  });
});

describe('a run with jobs that is saved', () => {
  it('goes on as it would have', () => {
    const free = Array.from({ length: 30 }, (_, i) => [3 * i, 3 * i + 1.4] as const);
    const input = jobWorld(free, { checkpoint: { every: '1h', cost: '3m' }, ...UP, replicas: 2 });
    const model = modelOf(input);
    const whole = new Run(model).finish();
    expect(whole.jobs?.['train']).toMatchObject({ met: true });
    expect(whole.jobs?.['train']?.lostSeconds).toBeGreaterThan(0);
    for (const at of [1, 700, 721, 4321, 5041, 100_000, 190_000]) {
      const first = new Run(model);
      first.runUntil(at);
      const second = new Run(model);
      second.restore(structuredClone(first.save()));
      expect(second.finish()).toEqual(whole);
    }
  });
});
