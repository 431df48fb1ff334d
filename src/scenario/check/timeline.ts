import { formatDuration } from '../../units/index.js';
import type { Fault } from '../fault.js';
import type { Action } from '../types.js';
import { texts, type World } from '../world.js';
import { unknownName } from './names.js';

/** Faults of one action that its keys alone do not show, as paths inside the action. */
export function checkAction(action: Action, world: World, duration: number | undefined): readonly Fault[] {
  const faults: Fault[] = [];
  if (duration !== undefined && action.at > duration) {
    const message = `at ${formatDuration(action.at)} the run is over (duration ${formatDuration(duration)})`;
    faults.push({ path: ['at'], message });
  }
  return [...faults, ...references(action, world)];
}

function references(action: Action, { pools, dedicated, services, regions }: World): readonly Fault[] {
  const named = action as { readonly [key: string]: unknown };
  const known: readonly (readonly [key: string, what: string, names: readonly string[]])[] = [
    ['service', 'service', services],
    ['dedicated', 'dedicated group', dedicated],
    ['pool', 'pool', texts(pools.map(({ name }) => name))],
    ['zone', 'zone', texts(pools.map(({ zone }) => zone))],
    ['region', 'region', regions],
  ];
  return known.flatMap(([key, what, names]) => {
    const name = named[key];
    return typeof name === 'string' ? unknownName([key], what, name, names) : [];
  });
}
