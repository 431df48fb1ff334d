import type { SimulationEvent } from '../../index.js';
import type { History } from './history.js';
import { World } from './world.js';

/** What a law looks at while the log is read again. */
export interface Visitor {
  /** Before the event is applied to the world. */
  readonly before?: (world: World, event: SimulationEvent) => void;
  /** After the event is applied. */
  readonly after?: (world: World, event: SimulationEvent) => void;
  /** Everything of the second `at` has happened, and nothing more will before `until`. */
  readonly settled?: (world: World, at: number, until: number) => void;
}

/** Reads the log from the start, and shows the visitor the world at every event and at every second's end. */
export function replay({ parsed, events }: History, { before, after, settled }: Visitor): void {
  const world = new World(parsed);
  events.forEach((event, index) => {
    before?.(world, event);
    world.apply(event);
    after?.(world, event);
    const until = events[index + 1]?.at ?? parsed.scenario.duration;
    if (until > event.at) settled?.(world, event.at, until);
  });
}
