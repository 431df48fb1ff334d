import { formatPath } from '../scenario/index.js';
import { LONGEST_WANTED } from './ratios.js';

/** Numbers by metric path. */
export interface Flat {
  readonly columns: readonly string[];
  readonly values: Float64Array;
}

/** A place in results: its path, and the places in it. */
interface Place {
  readonly keys: readonly string[];
  readonly path: string;
  readonly within: Map<string, Place>;
}

/** Places that results have had. A replication has the same hundreds as the one before: their paths are written once. */
export interface KnownPlaces {
  readonly root: Place;
  /** The columns of the results before. */
  columns: readonly string[];
}

export const noPlaces = (): KnownPlaces => ({ root: { keys: [], path: '', within: new Map() }, columns: [] });

/**
 * The numbers of a result by their paths, `services.chat.cost.total`: null becomes NaN, true 1, and text is left
 * out. Whatever new groups a result has (jobs, plans) come along. A placement is named by entry, mode and type.
 * Results with the same columns as those before share their list.
 */
export function flatten(results: object, known: KnownPlaces = noPlaces()): Flat {
  const columns: string[] = [];
  const values: number[] = [];
  const walk = (value: unknown, place: Place): void => {
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) {
      columns.push(place.path);
      values.push(value === null ? NaN : Number(value));
    } else if (Array.isArray(value)) {
      for (const item of value as unknown[]) {
        if (!isPlacement(item)) continue;
        walk(numbersOf(item), placeIn(place, `${item.entry}/${item.mode}/${item.type}`));
      }
    } else if (typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) walk(item, placeIn(place, key));
    }
  };
  let longest = 0;
  for (const [group, value] of Object.entries(results)) {
    if (typeof value !== 'object' || value === null) continue;
    walk(value, placeIn(known.root, group));
    if (group === 'services') longest = longestWanted(value as Services);
  }
  columns.push(LONGEST_WANTED);
  values.push(longest);
  if (!haveEqual(columns, known.columns)) known.columns = columns;
  return { columns: known.columns, values: Float64Array.from(values) };
}

function placeIn(place: Place, key: string): Place {
  const there = place.within.get(key);
  if (there !== undefined) return there;
  const keys = [...place.keys, key];
  const made: Place = { keys, path: formatPath(keys), within: new Map() };
  place.within.set(key, made);
  return made;
}

const haveEqual = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((column, i) => column === other[i]);

type Services = Readonly<Record<string, { readonly wantedSeconds: number }>>;

const longestWanted = (services: Services): number =>
  Object.values(services).reduce((longest, { wantedSeconds }) => Math.max(longest, wantedSeconds), 0);

interface Placed {
  readonly entry: number;
  readonly mode: string;
  readonly type: string;
}

const isPlacement = (item: unknown): item is Placed =>
  typeof item === 'object' && item !== null && 'entry' in item && 'mode' in item && 'type' in item;

const numbersOf = ({ entry: _, ...rest }: Placed): object => rest;
