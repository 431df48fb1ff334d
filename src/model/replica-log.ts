import { EventCollector } from '../events/index.js';
import type { Directory, SimulationEvent } from '../events/index.js';
import type { ReplicaState } from '../fleet/index.js';
import type { Seconds } from '../units/index.js';

/** Events that are kept. */
const KEPT = 12;

/** What puts a replica into a state; the last of these events says since when it is in it. */
const BEGINS: Readonly<Record<ReplicaState, readonly SimulationEvent['kind'][]>> = {
  idle: ['released', 'withdrawn'],
  waiting: ['waiting', 'released'],
  starting: ['acquired'],
  ready: ['ready'],
  'starting-noticed': ['noticed'],
  'ready-noticed': ['noticed'],
  draining: ['draining'],
};

/** Keeps the last events of one replica. Prices and stock, nine events in ten, are never made into objects. */
export class ReplicaLog extends EventCollector {
  /** Price of the last acquisition, in the currency per hour. */
  acquiredPrice: number | undefined;

  constructor(
    directory: Directory,
    private readonly service: string,
    private readonly slot: number,
  ) {
    super(directory);
  }

  override price(): void {}
  override stock(): void {}

  since(state: ReplicaState): Seconds | null {
    const begun = this.events.filter(({ kind }) => BEGINS[state].includes(kind)).at(-1);
    return begun?.at ?? null;
  }

  protected override emit(event: SimulationEvent): void {
    if (!('replica' in event) || event.service !== this.service || event.replica !== this.slot) return;
    if (event.kind === 'acquired') this.acquiredPrice = event.price;
    this.events.push(event);
    if (this.events.length > KEPT) this.events.shift();
  }
}
