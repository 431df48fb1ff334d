import type { Offer, PassedOver } from '../allocator/index.js';
import type { Line } from './line.js';

/** How lists are walked in this run, and what is kept from walk to walk of one second. Nothing of it is saved. */
export interface Walks {
  /** The allocator is the platform's own, and nobody follows its walks. */
  readonly plain: boolean;
  /** A second free unit may let in who was refused the first. */
  readonly countUnits: boolean;
  /** By line: its turn, which is the order of its oldest request. */
  readonly turns: number[];
  /** By line: what the first pass found. */
  readonly found: (Offer | undefined)[];
  /** Lines that the phase at hand serves; one list, that no second makes its own. */
  readonly candidates: Line[];
  /** Why the last walk that found nothing did so. */
  passedOver: readonly PassedOver[];
}
