import { orderedFallback } from '../allocator/index.js';
import type { Allocator, Offer, PassedOver } from '../allocator/index.js';
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

/** What decides how lists are walked: of the fleet's setup. */
export interface WalkSetup {
  readonly allocator: Allocator;
  /** Who follows the walks. */
  readonly trace?: unknown;
  readonly rules: { readonly standardDisplacesSpot: 'background' | 'all' };
  readonly services: readonly {
    readonly replicas: number;
    readonly job?: unknown;
    readonly revisions: readonly { readonly plan?: unknown }[];
  }[];
}

export function newWalks({ services, rules, allocator, trace }: WalkSetup): Walks {
  const platforms = isPlatforms(allocator);
  // A claim on others' units is renewed, and other allocators may count as they like.
  const countUnits = !platforms || rules.standardDisplacesSpot === 'all' || services.some(asksTogether);
  return {
    plain: platforms && trace === undefined,
    countUnits,
    turns: [],
    found: [],
    candidates: [],
    passedOver: [],
  };
}

/** By its walk: who is taken back is another matter. */
const isPlatforms = ({ allocate }: Allocator): boolean => allocate === orderedFallback.allocate;

/** A gang waits for many units at once; a strategy may ask for many where the job needs but one. */
const asksTogether = ({ job, replicas, revisions }: WalkSetup['services'][number]): boolean =>
  job !== undefined && (replicas > 1 || revisions.some(({ plan }) => plan !== undefined));
