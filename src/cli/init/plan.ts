import { fromMicro } from '../../index.js';
import type { History } from './history.js';
import type { Inputs } from './inputs.js';
import type { TypeFacts } from './catalogue.js';
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
  /** What the provider's catalogue says of it. */
  readonly facts: TypeFacts | undefined;
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
  const assigned = assign(types, entries, inputs);
  const zone = assigned.map(zoneOf).find((found) => found !== undefined);
  const region = zone === undefined ? REGION : regionOf(zone);
  const priced = new Map<string, Priced>();
  for (const { type, history } of assigned) {
    if (!priced.has(type))
      priced.set(type, guessStandardPrice({ type, history, entries, given, known: priced }));
  }
  const weights = weightsOf(types);
  const pools = assigned.map((one): PoolPlan => {
    const { type, history, standsIn, facts } = one;
    const at = zoneOf(one) ?? zone ?? `${region}-a`;
    const standard = priced.get(type) ?? { price: 1, why: 'GUESS' };
    const median = medianOf(one, entries, standard.price);
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
      facts,
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
  readonly facts: TypeFacts | undefined;
}

/** Where the history is from; one that stands in for another type says nothing of where that is. */
const zoneOf = ({ history, standsIn, facts }: Assigned): string | undefined =>
  (standsIn ? undefined : history?.prices.labels.zone) ?? facts?.zone;

/**
 * Histories go to the type that they name; one of another type stands in for a spot type that has none. A type
 * without a history has a pool for each zone of the catalogue.
 */
function assign(types: readonly string[], entries: readonly ListedEntry[], inputs: Inputs): Assigned[] {
  const { histories } = inputs;
  const known = factsOf(inputs);
  const strangers = histories.filter(({ prices }) => !types.includes(prices.labels.instanceType ?? ''));
  return types.flatMap((type): Assigned[] => {
    const told = known.filter((facts) => facts.type === type);
    const own = histories.filter(({ prices }) => prices.labels.instanceType === type);
    const factsIn = (zone: string | undefined): TypeFacts | undefined =>
      told.find((facts) => facts.zone === zone) ?? told.find((facts) => facts.zone === undefined);
    if (own.length > 0)
      return own.map((history) => ({
        ...{ type, history, standsIn: false },
        facts: factsIn(history.prices.labels.zone),
      }));
    const isSpot = entries.some((entry) => entry.type === type && entry.spotPriceLimit !== undefined);
    const history = isSpot && told.length === 0 ? strangers.shift() : undefined;
    const standsIn = history?.prices.labels.instanceType !== undefined;
    if (told.length === 0) return [{ type, history, standsIn, facts: undefined }];
    return told.map((facts) => ({ type, history: undefined, standsIn: false, facts }));
  });
}

/** Facts of types by zone; what is said of a type without a zone is added to each of its zones. */
function factsOf({ catalogues }: Inputs): readonly TypeFacts[] {
  const all = catalogues.flatMap(({ facts }) => facts);
  const zoned = all.filter(({ zone }) => zone !== undefined);
  const general = new Map(all.filter(({ zone }) => zone === undefined).map((facts) => [facts.type, facts]));
  const inZones = new Set(zoned.map(({ type }) => type));
  return [
    ...zoned.map((facts) => ({ ...general.get(facts.type), ...facts })),
    ...[...general.values()].filter(({ type }) => !inZones.has(type)),
  ];
}

function providerOf({ service, histories, catalogues }: Inputs): Plan['provider'] {
  if (service !== undefined) return 'pai-eas';
  const format = histories[0]?.format;
  if (format === undefined && catalogues[0]?.kind === 'spot-advice') return 'alibaba-ecs';
  return format === undefined ? 'pai-eas' : PROVIDERS[format];
}

const PROVIDERS: Readonly<Record<History['format'], Plan['provider']>> = {
  aws: 'aws-ec2',
  'aws-text': 'aws-ec2',
  skypilot: 'aws-ec2',
  alibaba: 'alibaba-ecs',
  eas: 'pai-eas',
  pai: 'pai-eas',
  csv: 'pai-eas',
};

/** Alibaba Cloud's histories are of protected prices unless asked otherwise; their unprotected price is lower. */
function breaksOrder({ history, standard }: PoolPlan): boolean {
  if (history === undefined) return false;
  const highest = fromMicro(history.facts.max);
  return (
    (history.format === 'alibaba' || history.format === 'eas' ? highest : highest / 0.9 + 1e-6) >=
    standard.price
  );
}

const regionOf = (zone: string): string => zone.replace(/-?[a-z]$/, '') || zone;

/** A made-up market: as low as the catalogue says, or else below the ceiling most of the time, and below standard. */
function medianOf({ type, facts }: Assigned, entries: readonly ListedEntry[], standard: number): number {
  if (facts?.share !== undefined) return rounded(standard * facts.share.value);
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
