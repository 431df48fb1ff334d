import { describe, expect, it } from 'vitest';
import { Simulation } from '../../../src/kernel/index.js';
import { InvariantError } from '../../../src/units/index.js';

/** A simulation with one handler that logs (second, argument), and then does what the test says. */
function logging(react: (simulation: Simulation, argument: number) => void = () => {}): {
  readonly simulation: Simulation;
  readonly log: string[];
  readonly note: number;
} {
  const simulation = new Simulation();
  const log: string[] = [];
  const note = simulation.register('note', (argument) => {
    log.push(`${simulation.now}:${argument}`);
    react(simulation, argument);
  });
  return { simulation, log, note };
}

const thrown = (work: () => void): InvariantError => {
  try {
    work();
  } catch (error) {
    if (error instanceof InvariantError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('order within a second', () => {
  it('is by rank, then by the order of asking', () => {
    const { simulation, log, note } = logging();
    for (const [rank, argument] of [
      [9, 1],
      [0, 2],
      [4, 3],
      [0, 4],
    ])
      simulation.schedule(5, rank, note, argument);
    simulation.run();
    expect(log).toEqual(['5:2', '5:4', '5:3', '5:1']);
  });

  it('runs a phase once, after the entries of its rank and before those above, and only where asked for', () => {
    const { simulation, log, note } = logging((sim, argument) => {
      if (argument < 3) sim.request(3);
    });
    simulation.phase(3, 'examine', () => {
      log.push(`${simulation.now}:examine`);
      if (simulation.now === 5) simulation.schedule(5, 4, note, 9);
    });
    for (const [at, rank, argument] of [
      [5, 1, 1],
      [5, 3, 2],
      [5, 4, 8],
      [6, 1, 7],
    ])
      simulation.schedule(at, rank, note, argument);
    simulation.run();
    expect(log).toEqual(['5:1', '5:2', '5:examine', '5:8', '5:9', '6:7']);
  });

  it('runs a phase asked for before the run in second 0', () => {
    const { simulation, log, note } = logging();
    simulation.phase(8, 'allocate', () => log.push(`${simulation.now}:allocate`));
    simulation.request(8);
    simulation.schedule(0, 9, note, 1);
    simulation.schedule(0, 2, note, 2);
    simulation.run({ until: 1 });
    expect(log).toEqual(['0:2', '0:allocate', '0:1']);
  });
});

describe('the law of scheduling', () => {
  it.each([
    [9, 5, 'an earlier second'],
    [10, 4, 'its own rank'],
    [10, 3, 'a lower rank'],
    [Number.NaN, 5, 'no second'],
    [11, 16, 'a rank beyond 15'],
    [11, 1.5, 'a broken rank'],
  ])('refuses %d, rank %d (%s) to an event at 10, rank 4, and names both', (at, rank) => {
    const { simulation, note } = logging((sim) => sim.schedule(at, rank, note, 0));
    simulation.schedule(10, 4, note, 77);
    const { message } = thrown(() => simulation.run());
    expect(message).toContain("event 'note' (argument 77) at 10 s (10s), rank 4");
    expect(message).toContain(`'note' cannot be scheduled for ${at} s`);
    expect(message).toContain(`rank ${rank}`);
  });

  it('lets no phase ask for itself, a lower one or an unknown one', () => {
    for (const asked of [7, 3, 6, 12]) {
      const { simulation, note } = logging((sim) => sim.request(7));
      simulation.phase(3, 'examine', () => {});
      simulation.phase(7, 'decide', () => simulation.request(asked));
      simulation.schedule(3600, 1, note, 0);
      expect(thrown(() => simulation.run()).message).toContain("phase 'decide' at 3600 s (1h), rank 7");
    }
  });

  it('tells beforehand whether a phase can be asked for', () => {
    const open: boolean[] = [];
    const { simulation, note } = logging((sim) => {
      open.push(...[3, 4, 7].map((rank) => sim.phaseOpen(rank)));
      sim.request(7);
    });
    simulation.phase(3, 'examine', () => {});
    simulation.phase(7, 'decide', () => open.push(simulation.phaseOpen(3), simulation.phaseOpen(7)));
    simulation.schedule(1, 5, note, 0);
    simulation.run({ until: 2 });
    expect([...open, simulation.phaseOpen(3)]).toEqual([false, false, true, false, false, true]);
  });

  it('has one phase to a rank, and ranks from 0 to 15', () => {
    const { simulation } = logging();
    simulation.phase(3, 'examine', () => {});
    for (const rank of [3, -1, 16, 0.5])
      expect(() => simulation.phase(rank, 'other', () => {})).toThrow(InvariantError);
  });
});

describe('an error in a handler', () => {
  it('is told with event, argument, instant and rank, keeps its cause, and ends the simulation', () => {
    const cause = new TypeError('price is undefined');
    const { simulation, note } = logging(() => {
      throw cause;
    });
    simulation.schedule(93784, 1, note, 3);
    simulation.schedule(93785, 1, note, 4);
    const error = thrown(() => simulation.run());
    expect(error.message).toBe("event 'note' (argument 3) at 93784 s (1d2h3m4s), rank 1: price is undefined");
    expect(error.cause).toBe(cause);
    expect(() => simulation.run()).toThrow(/failed/);
    expect(() => simulation.save()).toThrow(InvariantError);
  });

  it('is over once a saved state is restored', () => {
    let broken = true;
    const { simulation, log, note } = logging(() => {
      if (broken) throw new Error('broken');
    });
    simulation.schedule(1, 1, note, 3);
    const saved = simulation.save();
    thrown(() => simulation.run());
    broken = false;
    simulation.restore(saved);
    simulation.run();
    expect(log).toEqual(['1:3', '1:3']);
  });
});

describe('run', () => {
  it('leaves out the second `until`, and leaves the clock there', () => {
    const { simulation, log, note } = logging();
    for (const at of [1, 4, 5]) simulation.schedule(at, 0, note, at);
    expect(simulation.run({ until: 5 })).toBe('until');
    expect([log.join(), simulation.now, simulation.pending]).toEqual(['1:1,4:4', 5, 1]);
    expect(simulation.run({ until: 5 })).toBe('until');
    simulation.schedule(5, 0, note, 6);
    expect(simulation.run()).toBe('drained');
    expect(log).toEqual(['1:1', '4:4', '5:5', '5:6']);
  });

  it('moves the clock to `until` where nothing is due', () => {
    const { simulation } = logging();
    expect([simulation.run({ until: 100 }), simulation.now]).toEqual(['until', 100]);
    expect(() => simulation.run({ until: 99 })).toThrow(InvariantError);
    expect(() => simulation.run({ until: Number.NaN })).toThrow(InvariantError);
  });

  it('counts entries and phases as steps', () => {
    const { simulation, log, note } = logging((sim) => sim.request(3));
    simulation.phase(3, 'examine', () => log.push('examine'));
    simulation.schedule(1, 1, note, 1);
    simulation.schedule(2, 1, note, 2);
    expect(simulation.run({ steps: 2 })).toBe('steps');
    expect(log).toEqual(['1:1', 'examine']);
    expect([simulation.step(), simulation.step(), simulation.step()]).toEqual([true, true, false]);
    expect(log).toEqual(['1:1', 'examine', '2:2', 'examine']);
  });

  it('stops after the whole of the second in which `stop` was called, and can go on', () => {
    const { simulation, log, note } = logging((sim, argument) => {
      if (argument === 1) sim.stop();
    });
    for (const [at, rank, argument] of [
      [1, 0, 1],
      [1, 5, 2],
      [2, 0, 3],
    ])
      simulation.schedule(at, rank, note, argument);
    expect(simulation.run({ until: 10 })).toBe('stopped');
    expect([log.join(), simulation.now]).toEqual(['1:1,1:2', 1]);
    expect(simulation.run({ until: 10 })).toBe('until');
    expect(log).toEqual(['1:1', '1:2', '2:3']);
  });

  it('cannot be entered twice', () => {
    const { simulation, note } = logging((sim) => sim.run());
    simulation.schedule(1, 0, note, 0);
    expect(() => simulation.run()).toThrow(/from within a run/);
  });
});

describe('save', () => {
  it('is refused within a second and within a run', () => {
    const { simulation, note } = logging();
    simulation.schedule(1, 0, note, 1);
    simulation.schedule(1, 1, note, 2);
    simulation.step();
    expect(() => simulation.save()).toThrow(/within a second/);
    simulation.step();
    expect(() => simulation.save()).not.toThrow();
    const inside = logging((sim) => sim.save());
    inside.simulation.schedule(1, 0, inside.note, 1);
    expect(() => inside.simulation.run()).toThrow(/within a run/);
  });

  it('is restored only where the same events are registered in the same order', () => {
    const { simulation } = logging();
    const other = new Simulation();
    other.register('another', () => {});
    expect(() => other.restore(simulation.save())).toThrow(/other events/);
  });
});
