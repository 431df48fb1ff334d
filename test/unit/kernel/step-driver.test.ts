import { describe, expect, it } from 'vitest';
import { drive, Simulation, type StepProcess } from '../../../src/kernel/index.js';

/** Counts up at the given seconds. */
function stepsAt(...seconds: readonly number[]): StepProcess {
  let done = 0;
  return {
    get value() {
      return done;
    },
    get nextAt() {
      return seconds[done] ?? Infinity;
    },
    advance: () => {
      done += 1;
    },
    save: () => done,
    restore: (saved) => {
      done = saved as number;
    },
  };
}

function driven(horizon?: number): {
  readonly simulation: Simulation;
  readonly log: string[];
  readonly add: (name: string, process: StepProcess, interval?: number) => void;
} {
  const simulation = new Simulation();
  const log: string[] = [];
  const driver = drive(simulation, { rank: 1, name: 'tick', horizon });
  return {
    simulation,
    log,
    add: (name, process, interval) =>
      driver.add(process, (value) => log.push(`${simulation.now}:${name}=${value}`), interval),
  };
}

describe('drive', () => {
  it('advances each process at its own seconds and applies the value', () => {
    const { simulation, log, add } = driven();
    add('a', stepsAt(1, 4));
    add('b', stepsAt(2, 4, 9));
    expect(simulation.pending).toBe(2);
    simulation.run();
    expect(log).toEqual(['1:a=1', '2:b=1', '4:a=2', '4:b=2', '9:b=3']);
  });

  it('keeps one agenda entry for all that tick together, and their order of adding', () => {
    const { simulation, log, add } = driven();
    add('a', stepsAt(5, 10, 15), 5);
    add('b', stepsAt(5, 10), 5);
    add('later', stepsAt(7, 12), 5);
    add('other', stepsAt(5), 10);
    expect(simulation.pending).toBe(3);
    simulation.run();
    expect(log).toEqual([
      '5:a=1',
      '5:b=1',
      '5:other=1',
      '7:later=1',
      '10:a=2',
      '10:b=2',
      '12:later=2',
      '15:a=3',
    ]);
  });

  it('schedules nothing at the horizon or beyond, and nothing for a process that never changes', () => {
    const { simulation, log, add } = driven(10);
    add('a', stepsAt(9, 10));
    add('still', stepsAt());
    simulation.run();
    expect([log.join(), simulation.pending]).toEqual(['9:a=1', 0]);
  });

  it('names the event where a process does not move on', () => {
    const { simulation, add } = driven();
    add('stuck', stepsAt(3, 3));
    expect(() => simulation.run()).toThrow(/event 'tick' .* at 3 s .* a step process went from 3 to 3/);
  });

  it('needs no state of its own to be resumed', () => {
    const run = (pause: boolean): readonly string[] => {
      const make = (): { world: ReturnType<typeof driven>; processes: StepProcess[] } => {
        const world = driven();
        const processes = [stepsAt(5, 10, 15), stepsAt(5, 10, 20)];
        processes.forEach((process, index) => world.add(`p${index}`, process, 5));
        return { world, processes };
      };
      const first = make();
      first.world.simulation.run({ until: 10 });
      if (!pause) {
        first.world.simulation.run();
        return first.world.log;
      }
      const second = make();
      second.world.simulation.restore(first.world.simulation.save());
      second.processes.forEach((process, index) => process.restore(first.processes[index].save()));
      second.world.simulation.run();
      return [...first.world.log, ...second.world.log];
    };
    expect(run(true)).toEqual(run(false));
    expect(run(false)).toContain('20:p1=3');
  });
});
