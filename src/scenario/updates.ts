import { completed } from './complete.js';
import { check } from './explain.js';
import { checkService, diskFault } from './check/services.js';
import { edit } from './edit.js';
import type { Fault } from './fault.js';
import { startsWith } from './origins.js';
import { parsePath, type Path } from './path.js';
import { serviceSchema } from './schema/services.js';
import type { Action, ServiceUpdate } from './types.js';
import type { World } from './world.js';
import { copyPlain } from '../units/index.js';

type Update = Extract<Action, { action: 'update' }>;

/** What the updates of the timeline make of the services. */
export interface Updates {
  readonly updates: ReadonlyMap<number, ServiceUpdate>;
  readonly faults: readonly Fault[];
}

/** Keys of a service that an update leaves alone, and what to do instead. */
const FIXED: Readonly<Record<string, string>> = {
  replicas: 'use action: scale',
  name: 'a service keeps its name',
  region: 'deploy a second service there, R32',
  eas: 'the JSON is read once, before the run',
};

/**
 * Plays the updates in order of time, each on the last good configuration of its service. One that asks for too
 * large a disk fails as it would in EAS (R28); any other fault is one of the input.
 */
export function playUpdates(
  timeline: readonly (Action | undefined)[],
  services: ReadonlyMap<string, unknown>,
  world: World,
): Updates {
  const latest = new Map(services);
  const updates = new Map<number, ServiceUpdate>();
  const faults: Fault[] = [];
  const dated = timeline.flatMap((action, index) => (action?.action === 'update' ? [{ action, index }] : []));
  dated.sort((a, b) => a.action.at - b.action.at || a.index - b.index);
  for (const { action, index } of dated) {
    const before = latest.get(action.service);
    if (before === undefined) continue;
    const played = play(action, before, world);
    faults.push(
      ...played.faults.map((fault) => ({ ...fault, path: ['timeline', index, 'set', ...fault.path] })),
    );
    if (played.update === undefined) continue;
    updates.set(index, played.update);
    if (played.update.ok) latest.set(action.service, played.after);
  }
  return { updates, faults };
}

interface Played {
  readonly update?: ServiceUpdate;
  readonly after: unknown;
  /** As paths inside `set`. */
  readonly faults: readonly Fault[];
}

function play(action: Update, before: unknown, world: World): Played {
  const after = copyPlain(before);
  const { faults, places } = applyAll(action.set, after);
  if (faults.length > 0) return { after, faults };
  const { value, faults: found } = check(serviceSchema, after);
  const wrong = value === undefined ? found : checkService(value, world);
  if (value === undefined || wrong.length > 0)
    return { after, faults: wrong.map((fault) => seenFrom(fault, places)) };
  const reason = diskFault(value.disk);
  if (reason !== undefined) return { update: { ok: false, reason }, after, faults: [] };
  return { update: { ok: true, service: completed(value, world) }, after, faults: [] };
}

type Place = readonly [key: string, path: Path];

function applyAll(
  set: Readonly<Record<string, unknown>>,
  service: unknown,
): { faults: Fault[]; places: Place[] } {
  const faults: Fault[] = [];
  const places: Place[] = [];
  for (const [key, value] of Object.entries(set)) {
    const read = parsePath(key);
    const fixed = read.ok && Object.hasOwn(FIXED, read.value[0]) ? read.value[0] : undefined;
    if (!read.ok)
      faults.push({ path: [key], message: read.issues[0].message, hint: read.issues[0].hint, spot: 'key' });
    else if (fixed !== undefined) {
      faults.push({
        path: [key],
        message: `an update cannot change ${fixed}`,
        hint: FIXED[fixed],
        spot: 'key',
      });
    } else {
      const done = edit(service, read.value, copyPlain(value), serviceSchema);
      if (done.ok) places.push([key, done.path]);
      else faults.push({ path: [key], message: done.message, hint: done.hint, spot: 'key' });
    }
  }
  return { faults, places };
}

/** A fault inside the service, told of the entry of `set` that made it. */
function seenFrom(fault: Fault, places: readonly Place[]): Fault {
  const place = [...places].reverse().find(([, path]) => startsWith(fault.path, path));
  return place === undefined
    ? { ...fault, path: [] }
    : { ...fault, path: [place[0], ...fault.path.slice(place[1].length)] };
}
