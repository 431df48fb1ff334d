import { fromMicro } from '../../index.js';
import type { History, Inputs } from './inputs.js';
import { listedEntries } from './entries.js';
import type { ListedEntry } from './listed-entry.js';
import { guessStandardPrice, sizeOf } from './standard-price.js';
import type { Priced } from './standard-price.js';

/** One pool of the scenario to be written. */
export interface PoolPlan {
  readonly name: string;
  readonly type: string;
  readonly region: string;
  readonly zone: string;
  readonly weight: number | undefined;
  readonly standard: Priced;
  /** The history that gives its price; undefined: made up. */
  readonly history: History | undefined;
  /** The history is that of another type. */
  readonly standsIn: boolean;
  /** Median of a made-up price, in the currency. */
  readonly median: number;
}

/** What the scenario will say, before it is text. */
export interface Plan {
  readonly inputs: Inputs;
  readonly provider: 'pai-eas' | 'alibaba-ecs' | 'aws-ec2';
  readonly currency: string;
  readonly region: string;
  readonly entries: readonly ListedEntry[];
  readonly pools: readonly PoolPlan[];
  /** The histories break the order of prices that the provider promises (R17). */
  readonly breaksOrder: boolean;
  /** Files that no pool has a use for. */
  readonly unused: readonly string[];
}

const REGION = 'cn-hangzhou';

/** Decides pools, prices and provider; `given` are standard prices that the user named, by type. */
export function planScenario(inputs: Inputs, given: ReadonlyMap<string, number>): Plan {
  const entries = listedEntries(inputs, given);
  const types = [...new Set(entries.flatMap(({ type, dedicated }) => (dedicated ? [] : [type])))];
  const assigned = assign(types, entries, inputs.histories);
  const zone = assigned.map(zoneOf).find((found) => found !== undefined);
  const region = zone === undefined ? REGION : regionOf(zone);
  const priced = new Map<string, Priced>();
  for (const { type, history } of assigned) {
    if (!priced.has(type))
      priced.set(type, guessStandardPrice({ type, history, entries, given, known: priced }));
  }
  const weights = weightsOf(types);
  const pools = assigned.map(({ type, history, standsIn }): PoolPlan => {
    const at = zoneOf({ type, history, standsIn }) ?? zone ?? `${region}-a`;
    const standard = priced.get(type) ?? { price: 1, why: 'GUESS' };
    const median = medianOf(type, entries, standard.price);
    const name = `${at}/${type.replace(/^ecs\./, '')}`;
    return {
      name,
      type,
      region: regionOf(at),
      zone: at,
      weight: weights.get(type),
      standard,
      history,
      standsIn,
      median,
    };
  });
  const provider = providerOf(inputs);
  const used = new Set(assigned.map(({ history }) => history));
  return {
    ...{ inputs, provider, region, entries, pools },
    currency: inputs.histories.find(({ prices }) => prices.currency !== undefined)?.prices.currency ?? 'USD',
    breaksOrder: provider !== 'aws-ec2' && pools.some(breaksOrder),
    unused: inputs.histories.filter((history) => !used.has(history)).map(({ prices }) => prices.file),
  };
}

interface Assigned {
  readonly type: string;
  readonly history: History | undefined;
  readonly standsIn: boolean;
}

/** Where the history is from; one that stands in for another type says nothing of where that is. */
const zoneOf = ({ history, standsIn }: Assigned): string | undefined =>
  standsIn ? undefined : history?.prices.labels.zone;

/** Histories go to the type that they name; one of another type stands in for a spot type that has none. */
function assign(
  types: readonly string[],
  entries: readonly ListedEntry[],
  histories: readonly History[],
): Assigned[] {
  const strangers = histories.filter(({ prices }) => !types.includes(prices.labels.instanceType ?? ''));
  return types.flatMap((type): Assigned[] => {
    const own = histories.filter(({ prices }) => prices.labels.instanceType === type);
    if (own.length > 0) return own.map((history) => ({ type, history, standsIn: false }));
    const isSpot = entries.some((entry) => entry.type === type && entry.spotPriceLimit !== undefined);
    const history = isSpot ? strangers.shift() : undefined;
    const standsIn = history?.prices.labels.instanceType !== undefined;
    return [{ type, history, standsIn }];
  });
}

function providerOf({ service, histories }: Inputs): Plan['provider'] {
  if (service !== undefined) return 'pai-eas';
  const format = histories[0]?.format;
  return format === 'aws' ? 'aws-ec2' : format === 'alibaba' ? 'alibaba-ecs' : 'pai-eas';
}

/** Alibaba Cloud's histories are of protected prices unless asked otherwise; their unprotected price is lower. */
function breaksOrder({ history, standard }: PoolPlan): boolean {
  if (history === undefined) return false;
  const highest = fromMicro(history.facts.max);
  return (history.format === 'alibaba' ? highest : highest / 0.9 + 1e-6) >= standard.price;
}

const regionOf = (zone: string): string => zone.replace(/-?[a-z]$/, '') || zone;

/** A made-up market: below the ceiling most of the time, and well below the standard price. */
function medianOf(type: string, entries: readonly ListedEntry[], standard: number): number {
  const limit = entries.find(
    (entry) => entry.type === type && typeof entry.spotPriceLimit === 'number',
  )?.spotPriceLimit;
  const usual = standard * 0.28;
  return rounded(typeof limit === 'number' ? Math.min(usual, limit * 0.8) : usual);
}

/** Three significant digits. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** Relative capacity by size, where all types are of one family. */
function weightsOf(types: readonly string[]): ReadonlyMap<string, number> {
  const sizes = types.map(sizeOf);
  const families = new Set(sizes.map((size) => size?.family));
  const least = Math.min(...sizes.map((size) => size?.units ?? Infinity));
  if (families.size !== 1 || !Number.isFinite(least)) return new Map();
  return new Map(types.map((type, index) => [type, (sizes[index]?.units ?? least) / least]));
}
