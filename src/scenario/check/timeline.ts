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
  return [...faults, ...references(action, world), ...contractFaults(action, world)];
}

/** Only what is deployed for us is bought, and each kind has its own measure (R51). */
function contractFaults(action: Action, { planKinds }: World): readonly Fault[] {
  if (!('plan' in action)) return [];
  const kind = planKinds.get(action.plan);
  if (kind === 'calls' || kind === 'eas') {
    const message = `nothing is bought of the plan ${JSON.stringify(action.plan)}: its kind is ${kind}`;
    return [{ path: ['plan'], message, hint: 'only plans of kind ptu and model-unit have a contract' }];
  }
  if (action.action !== 'scale' || (kind !== 'ptu' && kind !== 'model-unit')) return [];
  const strange = kind === 'ptu' ? (['units'] as const) : (['inputTpm', 'outputTpm'] as const);
  return strange
    .filter((key) => action.set[key] !== undefined)
    .map((key) => ({
      path: ['set', key],
      message: `a plan of kind ${kind} is not sold by ${key}`,
      hint: kind === 'ptu' ? 'set inputTpm or outputTpm' : 'set units',
    }));
}

function references(
  action: Action,
  { pools, dedicated, services, jobs, plans, regions }: World,
): readonly Fault[] {
  const named = action as { readonly [key: string]: unknown };
  const known: readonly (readonly [key: string, what: string, names: readonly string[]])[] = [
    ['service', 'service', services],
    ['dedicated', 'dedicated group', dedicated],
    ['plan', 'plan', plans],
    ['pool', 'pool', texts(pools.map(({ name }) => name))],
    ['zone', 'zone', texts(pools.map(({ zone }) => zone))],
    ['region', 'region', regions],
  ];
  return known.flatMap(([key, what, names]) => {
    const name = named[key];
    if (key === 'service' && typeof name === 'string' && !services.includes(name) && jobs.includes(name))
      return [{ path: [key], message: `${JSON.stringify(name)} is a job`, hint: JOB_HINT }];
    return typeof name === 'string' ? unknownName([key], what, name, names) : [];
  });
}

const JOB_HINT =
  'the timeline acts on services; a job begins `at` its submission and ends when its work is done';
