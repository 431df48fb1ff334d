import { shown, type Issue } from '../../../units/index.js';
import type { StockHistoryOptions } from './history.js';

export type Fault = Pick<Issue, 'message' | 'hint'>;

/** Residues of floating-point sums, which are no units. */
const RESIDUE = 1e-6;

/** From a sample as the file has it to the units that it means, as the user states. */
export class SampleReader {
  readonly #available: StockHistoryOptions['available'];
  readonly #capacity: number | undefined;

  constructor({ available, capacity }: StockHistoryOptions) {
    this.#available = available;
    this.#capacity = capacity;
  }

  /** What is wrong with what is stated; undefined if nothing is. */
  get fault(): Fault | undefined {
    const [available, capacity] = [this.#available, this.#capacity];
    if (available !== 'count' && available !== 'used' && available !== 0 && available !== 1)
      return { message: `available ${String(available)}: expected 0, 1, count or used` };
    if (available === 'used' && capacity === undefined)
      return {
        message: 'available: used needs the number of units there are',
        hint: 'state it: capacity: 100',
      };
    if (available !== 'used' && capacity !== undefined)
      return { message: 'capacity belongs to available: used only', hint: 'leave it out, or use `scale`' };
    return undefined;
  }

  units(sample: number, raw: unknown): number | Fault {
    const available = this.#available;
    if (available === 'used') return this.#left(sample, raw);
    if (!Number.isInteger(sample) || sample < 0)
      return { message: `sample ${shown(raw)}: expected a whole number, at least 0` };
    if (available === 'count') return sample;
    if (sample > 1)
      return {
        message: `sample ${sample}: with available: ${available} only 0 and 1 may occur`,
        hint: 'use available: count if samples are numbers of units',
      };
    return available === 0 ? 1 - sample : sample;
  }

  /** Whole units that are left; what others hold may be parts of units, and more than there is. */
  #left(used: number, raw: unknown): number | Fault {
    if (!(used >= -RESIDUE && used < Infinity))
      return { message: `sample ${shown(raw)}: expected a number, at least 0` };
    return Math.max(0, Math.floor((this.#capacity ?? 0) - used + RESIDUE));
  }
}
