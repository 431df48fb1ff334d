import type { PassedOver, Reason } from '../allocator/index.js';

const WORDS: Readonly<Record<Reason, string>> = {
  'out-of-stock': 'insufficient resources',
  'price-above-ceiling': 'market price above the ceiling',
  'entry-capacity-reached': 'capacity of the entry reached',
  'not-spot-capable': 'the type cannot be bid on',
  'unknown-type': 'the region does not have the type',
};

const REASONS = Object.keys(WORDS) as Reason[];

/** By the set of reasons, one bit each: a request that waits is refused again and again. */
const SENTENCES = Array.from({ length: 1 << REASONS.length }, (_, seen) =>
  REASONS.filter((_reason, place) => (seen & (1 << place)) !== 0)
    .map((reason) => WORDS[reason])
    .join('; '),
);

/** The visible cause of a wait (R8): what stock could lift is named first, then what a price could. */
export function describeRefusal(passedOver: readonly PassedOver[]): string {
  let seen = 0;
  for (const { reason } of passedOver) seen |= 1 << REASONS.indexOf(reason);
  return SENTENCES[seen];
}

/**
 * One reason per entry: the last pool's, since the walk goes on from there. Of a strategy's list, which need not have
 * every entry once and in order, one reason per run of pools of one entry, in the order of the walk.
 */
export function refusalsByEntry(passedOver: readonly PassedOver[], whole: boolean): readonly Reason[] {
  const reasons: Reason[] = [];
  let last = -1;
  for (const { offer, reason } of passedOver) {
    if (whole) reasons[offer.entry] = reason;
    else if (offer.entry === last) reasons[reasons.length - 1] = reason;
    else reasons.push(reason);
    last = offer.entry;
  }
  return reasons;
}
