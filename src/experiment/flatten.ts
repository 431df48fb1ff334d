import { formatPath } from '../scenario/index.js';
import { LONGEST_WANTED } from './ratios.js';

/** Numbers by metric path. */
export interface Flat {
  readonly columns: readonly string[];
  readonly values: Float64Array;
}

/**
 * The numbers of a result by their paths, `services.chat.cost.total`: null becomes NaN, true 1, and text is left
 * out. Whatever new groups a result has (jobs, plans) come along. A placement is named by entry, mode and type.
 */
export function flatten(results: object): Flat {
  const columns: string[] = [];
  const values: number[] = [];
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) {
      columns.push(formatPath(path));
      values.push(value === null ? NaN : Number(value));
    } else if (Array.isArray(value)) {
      for (const item of value as unknown[]) {
        if (isPlacement(item)) walk(numbersOf(item), [...path, `${item.entry}/${item.mode}/${item.type}`]);
      }
    } else if (typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) walk(item, [...path, key]);
    }
  };
  let longest = 0;
  for (const [group, value] of Object.entries(results)) {
    if (typeof value !== 'object' || value === null) continue;
    walk(value, [group]);
    if (group === 'services') longest = longestWanted(value as Services);
  }
  columns.push(LONGEST_WANTED);
  values.push(longest);
  return { columns, values: Float64Array.from(values) };
}

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
