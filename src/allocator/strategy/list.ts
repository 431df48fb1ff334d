import type { Bid, Choice, Group, Observation, Strategy } from './strategy.js';

/** Name of the one group of a strategy that walks one list. */
export const LIST = 'list';

export const isSpot = ({ tier }: Choice): boolean => tier === 'unprotected' || tier === 'protected';

/** Indices of the choices that are bid on, and of those that are not. */
export const spotOf = ({ choices }: Observation): readonly number[] =>
  choices.flatMap((choice, index) => (isSpot(choice) ? [index] : []));
export const firmOf = ({ choices }: Observation): readonly number[] =>
  choices.flatMap((choice, index) => (isSpot(choice) ? [] : [index]));

/** A bid at the listed limit. */
export const plainBid = (choice: number): Bid => ({ choice });

/** A bid that is a whole number, not below 0 and not above the listed limit. */
export function bidOf({ choices }: Observation, choice: number, amount: number): Bid {
  return { choice, ceiling: Math.max(0, Math.min(Math.floor(amount), choices[choice].limit)) };
}

/** The whole list in the order of the scenario, each spot choice with a bid of its own. */
export function listOf(seen: Observation, bid: (choice: number) => Bid): readonly Group[] {
  const entries = seen.choices.map((choice, index) => (isSpot(choice) ? bid(index) : plainBid(index)));
  return [{ name: LIST, entries, count: seen.desired }];
}

/** `fixed`: the list as it stands, walked from its first entry for every replica (R22, R25). */
export const fixed = (): Strategy<null> => ({
  initial: null,
  followsPrices: false,
  decide: (_, seen) => [null, listOf(seen, plainBid)],
});

/** `standard-price`: bids a share of the standard price, the whole of it by default (the default of EC2 since 2017). */
export const standardPrice = ({ share }: { readonly share: number }): Strategy<null> => ({
  initial: null,
  followsPrices: false,
  decide: (_, seen) => [
    null,
    listOf(seen, (choice) => bidOf(seen, choice, share * seen.choices[choice].standardPrice)),
  ],
});
