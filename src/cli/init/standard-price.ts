import { fromMicro } from '../../index.js';
import type { History } from './history.js';
import type { ListedEntry } from './listed-entry.js';

/** A standard price, and where it is from; `why` begins with GUESS where nobody said it. */
export interface Priced {
  readonly price: number;
  readonly why: string;
}

export interface PriceQuestion {
  readonly type: string;
  readonly history: History | undefined;
  readonly entries: readonly ListedEntry[];
  /** By `--standard-price`. */
  readonly given: ReadonlyMap<string, number>;
  /** Those of the types before. */
  readonly known: ReadonlyMap<string, Priced>;
}

/** What PAI's page on bidding recommends: a ceiling of 20 % of the list price. */
const CEILING_SHARE = 0.2;
/** Spot markets mostly stood at a fifth to a half of the standard price. */
const MEDIAN_SHARE = 1 / 3;

/** The standard price of a type: as given, as the history has it, or a guess that says so. */
export function guessStandardPrice({ type, history, entries, given, known }: PriceQuestion): Priced {
  const stated = given.get(type);
  if (stated !== undefined) return { price: stated, why: 'as given' };
  const listed = history?.prices.standardPrice;
  if (listed !== undefined) return { price: fromMicro(listed), why: 'from the history' };
  const relative = [...known].find(([other]) => ratio(type, other) !== undefined);
  if (history !== undefined) {
    const median = fromMicro(history.facts.quantiles.p50);
    return guess(median / MEDIAN_SHARE, 'three times the median of the history');
  }
  if (relative !== undefined) {
    const [other, priced] = relative;
    return guess(priced.price * (ratio(type, other) ?? 1), `by size, from ${other}`);
  }
  const limit = entries.find(
    (entry) => entry.type === type && typeof entry.spotPriceLimit === 'number',
  )?.spotPriceLimit;
  if (typeof limit === 'number' && limit > 0) {
    return guess(limit / CEILING_SHARE, 'five times the ceiling, since 20 % is what PAI recommends to bid');
  }
  const [other] = known;
  if (other !== undefined) return guess(other[1].price, `nothing is known of this type; that of ${other[0]}`);
  return guess(1, 'nothing is known of this type');
}

function guess(price: number, why: string): Priced {
  return { price: Number(price.toPrecision(3)), why: `GUESS: ${why}; --standard-price sets it` };
}

const NAMED: Readonly<Record<string, number>> = { small: 0.125, medium: 0.25, large: 0.5, xlarge: 1 };

/** Family and relative size of `ecs.c8i.2xlarge`; undefined where the name does not tell. */
export function sizeOf(type: string): { readonly family: string; readonly units: number } | undefined {
  const parts = /^(.+)\.(?:(\d+)xlarge|(small|medium|large|xlarge))$/.exec(type);
  if (parts === null) return undefined;
  return {
    family: parts[1] ?? '',
    units: parts[2] === undefined ? (NAMED[parts[3] ?? ''] ?? 1) : Number(parts[2]),
  };
}

function ratio(type: string, other: string): number | undefined {
  const [size, reference] = [sizeOf(type), sizeOf(other)];
  if (size === undefined || reference === undefined || size.family !== reference.family) return undefined;
  return size.units / reference.units;
}
