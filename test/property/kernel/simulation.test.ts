import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Simulation, type Handle } from '../../../src/kernel/index.js';
import { copyPlain } from '../../../src/units/index.js';
import { PHASE_RANKS, runNaively, World, type Start } from './naive-world.js';

const starts: fc.Arbitrary<readonly Start[]> = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 20 }),
    rank: fc.integer({ min: 0, max: 9 }),
    energy: fc.integer({ min: 0, max: 4 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const salts = fc.integer();

describe('a run', () => {
  it('is in the order (second, rank, order of asking), phases at the end of their ranks, as a sorted array has it', () => {
    let events = 0;
    let phases = 0;
    let cancelled = 0;
    fc.assert(
      fc.property(starts, salts, (begin, salt) => {
        const { simulation, world } = wired(salt);
        world.begin(begin);
        expect(simulation.run()).toBe('drained');
        expect(world.log).toEqual(runNaively(begin, salt));
        events += world.log.length;
        phases += world.log.filter((line) => line.includes('phase')).length;
        cancelled += world.log.filter((line) => line === 'cancel true').length;
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(events).toBeGreaterThan(5000);
    expect(phases).toBeGreaterThan(500);
    expect(cancelled).toBeGreaterThan(50);
  });

  it('saved and resumed at any seconds, in a new simulation each time, is the uninterrupted run', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 6 });
    fc.assert(
      fc.property(starts, salts, pauses, (begin, salt, seconds) => {
        const log: string[] = [];
        let current = wired(salt);
        current.world.begin(begin);
        for (const until of [...seconds].sort((a, b) => a - b)) {
          current.simulation.run({ until });
          expect(current.simulation.now).toBe(until);
          log.push(...current.world.log);
          const saved = copyPlain({ simulation: current.simulation.save(), world: current.world.save() });
          current = wired(salt);
          current.simulation.restore(saved.simulation);
          current.world.restore(saved.world);
        }
        current.simulation.run();
        log.push(...current.world.log);
        expect(log).toEqual(runNaively(begin, salt));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('made step by step is the same run', () => {
    fc.assert(
      fc.property(starts, salts, (begin, salt) => {
        const { simulation, world } = wired(salt);
        world.begin(begin);
        while (simulation.step());
        expect(world.log).toEqual(runNaively(begin, salt));
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

function wired(salt: number): { simulation: Simulation; world: World } {
  const simulation = new Simulation();
  const handlers: number[] = [];
  const world = new World(
    {
      now: () => simulation.now,
      schedule: (at, rank, argument) => simulation.schedule(at, rank, handlers[rank], argument),
      cancel: (handle) => simulation.cancel(handle as Handle),
      request: (rank) => simulation.request(rank),
    },
    salt,
  );
  for (let rank = 0; rank < 10; rank += 1)
    handlers.push(simulation.register(`event ${rank}`, (energy) => world.event(rank, energy)));
  for (const rank of PHASE_RANKS) simulation.phase(rank, `phase ${rank}`, () => world.phase(rank));
  return { simulation, world };
}
