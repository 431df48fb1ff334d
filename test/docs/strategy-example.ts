import type { Group, Observation, Strategy, StrategyAnswer } from '../../src/index.js';

interface Streak {
  /** Notices since the price was last looked at. */
  readonly notices: number;
}

/**
 * Half of the replicas on spot at the listed limit, the other half on standard; after every `most` notices within an
 * hour all of them on standard, until the hour is over.
 */
export function strategy({ most = 3 }: { readonly most?: number }): Strategy<Streak> {
  const decide = ({ notices }: Streak, seen: Observation): StrategyAnswer<Streak> => {
    const hour = seen.at - (seen.at % 3600);
    const fresh = seen.news.filter(({ kind, at }) => kind === 'noticed' && at >= hour).length;
    const counted = seen.news.some(({ kind }) => kind === 'wake-up') ? fresh : notices + fresh;
    const bids = seen.choices.map((_, choice) => ({ choice }));
    const spot = bids.filter(({ choice }) => seen.choices[choice].limit < Infinity);
    const firm = bids.filter(({ choice }) => seen.choices[choice].limit === Infinity);
    const risky = counted >= most && firm.length > 0 ? 0 : Math.ceil(seen.desired / 2);
    const groups: readonly Group[] = [
      { name: 'spot', entries: [...spot, ...firm], count: risky, handover: 'make-first' },
      { name: 'firm', entries: [...firm, ...spot], count: seen.desired - risky },
    ];
    return [{ notices: counted }, groups, hour + 3600];
  };
  return { initial: { notices: 0 }, followsPrices: false, decide };
}
