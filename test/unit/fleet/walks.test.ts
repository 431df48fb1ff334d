import { describe, expect, it } from 'vitest';
import { SilentRecorder, type Acquisition } from '../../../src/events/index.js';
import { orderedFallback, type Directory, type RunOptions } from '../../../src/index.js';
import { pool, service, simulate, steps, world, type Input } from '../../support/simulate.js';

/** Spot at a price above the ceiling until 3 h, with ever more free units before. */
const dear = (rules: Input = {}): Input =>
  world({
    rules,
    pools: [
      pool('a', {
        price: steps([0, 0.3], [10_800, 0.1]),
        stock: steps([0, 1], [3600, 2], [5400, 3], [7200, 4]),
      }),
    ],
  });

function walks(input: Input, options: RunOptions = {}): readonly number[] {
  const at: number[] = [];
  simulate(input, { ...options, trace: (second) => at.push(second) });
  return at;
}

describe('a request refused for its price', () => {
  it('is not asked again where units become more, only where the price falls', () => {
    expect(walks(dear())).toEqual([0, 10_800]);
  });

  it('is asked at every rise by an allocator of the user, who may count units as he likes', () => {
    const allocate: typeof orderedFallback.allocate = (request, view) =>
      orderedFallback.allocate(request, view);
    const allocator = { ...orderedFallback, allocate };
    expect(walks(dear(), { allocator })).toEqual([0, 3600, 5400, 7200, 10_800]);
  });

  it('is asked at every rise where standard requests displace spot', () => {
    expect(walks(dear({ standardDisplacesSpot: 'all' }))).toEqual([0, 3600, 5400, 7200, 10_800]);
  });
});

/** Keeps what it is told, as it was told. */
class Keeper extends SilentRecorder {
  readonly kept: Acquisition[] = [];

  override acquired(_at: number, acquisition: Acquisition): void {
    this.kept.push(acquisition);
  }
}

describe('a recorder', () => {
  it('may keep the acquisitions that it is told', () => {
    const keeper = new Keeper();
    const services = ['s', 't'].map((name) => service(name, { replicas: 2 }));
    simulate(world({ services }), { recorders: (_: Directory) => [keeper] });
    expect(keeper.kept.map(({ service: who, replica }) => [who, replica])).toEqual([
      [0, 0],
      [0, 1],
      [1, 2],
      [1, 3],
    ]);
  });

  it('may run another simulation while it is told', () => {
    const startup = { distribution: 'uniform', min: 0, max: 3600 };
    const input = world({
      pools: [pool('a', { lifetime: { distribution: 'exponential', mean: 3600 } })],
      services: [service('s', { startup, replicas: 3 })],
    });
    const another = { ...input, seed: 2 };
    class Another extends SilentRecorder {
      override acquired(): void {
        simulate(another);
      }
    }
    const disturbed = simulate(input, { recorders: () => [new Another()] });
    expect(disturbed.events).toEqual(simulate(input).events);
  });
});
