import { shown } from '../../../units/index.js';
import type { Fault } from './samples.js';

/** Nodes that were added and not yet removed. */
export class LiveNodes {
  readonly #live = new Set<string>();

  /** How many there are after an event; or why there can be no such event. */
  after(event: string, node: string): number | Fault {
    if (event === 'add') {
      if (this.#live.has(node)) return { message: `add of ${node}, which is there already` };
      this.#live.add(node);
    } else if (event === 'remove') {
      if (!this.#live.delete(node)) return { message: `remove of ${node}, which is not there` };
    } else return { message: `event ${shown(event)}: expected add or remove` };
    return this.#live.size;
  }
}
