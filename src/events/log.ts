import { fromMicro } from '../units/index.js';
import { EventObjects } from './event-objects.js';
import { formatEvent } from './codec.js';
import type { Directory } from './kinds.js';
import type { SimulationEvent } from './simulation-event.js';

/** Hands one line of JSON per event to the sink, without line end; `parseEventLine` reads it back. */
export class LogRecorder extends EventObjects {
  readonly #sink: (line: string) => void;
  readonly #quotedPools: readonly string[];

  constructor(directory: Directory, sink: (line: string) => void) {
    super(directory);
    this.#sink = sink;
    this.#quotedPools = directory.pools.map((name) => JSON.stringify(name));
  }

  // Nine lines in ten are a price or a stock level, so these two are written without an object between.
  override price(at: number, pool: number, unprotected: number, protectedTier: number): void {
    const start = `{"kind":"price","at":${at},"pool":${this.#quotedPools[pool]}`;
    this.#sink(`${start},"price":${fromMicro(unprotected)},"protectedPrice":${fromMicro(protectedTier)}}`);
  }

  override stock(at: number, pool: number, level: number): void {
    const shown = level === Infinity ? 'null' : level;
    this.#sink(`{"kind":"stock","at":${at},"pool":${this.#quotedPools[pool]},"level":${shown}}`);
  }

  protected override emit(event: SimulationEvent): void {
    this.#sink(formatEvent(event));
  }
}

/** Keeps every event as an object, in order: for tests, `explain` and small runs. */
export class EventCollector extends EventObjects {
  readonly events: SimulationEvent[] = [];

  protected override emit(event: SimulationEvent): void {
    this.events.push(event);
  }
}

/** A recorder whose `events` fill while the run goes on. */
export const collectEvents = (directory: Directory): EventCollector => new EventCollector(directory);
