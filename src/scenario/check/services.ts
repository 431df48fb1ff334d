import { DEDICATED } from '../complete.js';
import { under, type Fault } from '../fault.js';
import { suggestion } from '../nearest.js';
import type { EntrySpec, WrittenService } from '../types.js';
import { child, itemsOf } from '../path.js';
import { entrySchema, serviceSchema } from '../schema/services.js';
import { DEADLINE_STRATEGIES } from '../schema/strategies/deadline.js';
import { isPlain } from '../strategy.js';
import { texts, type World } from '../world.js';
import { unknownName } from './names.js';

const MAX_DISK = 2000;

/** A service as far as its keys are sound, each for itself: a fault in one must not hide those of others. */
export type SoundParts = Partial<
  Pick<WrittenService, 'region' | 'protection' | 'autoscaling' | 'disk' | 'rebalancing' | 'strategy'>
> & {
  readonly instances: readonly (EntrySpec | undefined)[];
};

export function soundParts(service: unknown): SoundParts {
  const { region, protection, autoscaling, disk, rebalancing, strategy } = serviceSchema.shape;
  const sound = { region, protection, autoscaling, disk, rebalancing, strategy };
  const parts = Object.entries(sound).flatMap(([key, schema]) => {
    const read = child(service, key) === undefined ? undefined : schema.safeParse(child(service, key));
    return read?.success === true && read.data !== undefined ? [[key, read.data]] : [];
  });
  const instances = itemsOf(service, 'instances').map((entry) => entrySchema.safeParse(entry).data);
  return { ...(Object.fromEntries(parts) as Omit<SoundParts, 'instances'>), instances };
}

/** Faults of one service that no single key shows, as paths inside the service; its disk apart. */
export function checkService(service: SoundParts, world: World): readonly Fault[] {
  return [...checkPlace(service, world), ...checkAutoscaling(service, world), ...checkStrategy(service)];
}

/** What of it holds of jobs too: the region, the protection, the entries. */
export function checkPlace(service: SoundParts, world: World): readonly Fault[] {
  return [
    ...checkRegion(service, world),
    ...checkProtection(service, world),
    ...service.instances.flatMap((entry, i) =>
      entry === undefined ? [] : checkEntry(entry, world).map((fault) => under(fault, ['instances', i])),
    ),
  ];
}

/** Why a disk makes the deployment fail (R28); undefined if it does not. */
export const diskFault = (disk: number): string | undefined =>
  disk > MAX_DISK ? `system disk of ${disk} GiB exceeds ${MAX_DISK} GiB` : undefined;

function checkRegion({ region }: SoundParts, { regions }: World): readonly Fault[] {
  if (regions.length === 0) return [];
  if (region !== undefined) return unknownName(['region'], 'region', region, regions);
  if (regions.length === 1) return [];
  const message = `missing: the pools lie in ${regions.length} regions`;
  return [{ path: ['region'], message, hint: `one of ${regions.join(', ')}`, missing: true }];
}

function checkProtection({ protection }: SoundParts, { rules }: World): readonly Fault[] {
  if (protection !== true || rules.protection > 0) return [];
  const message = 'protection is asked for, but the provider has no protection period';
  return [{ path: ['protection'], message, hint: 'say protection: false, or rules.protection: 1h' }];
}

function checkAutoscaling({ autoscaling }: SoundParts, { demands }: World): readonly Fault[] {
  if (autoscaling === undefined) return [];
  const { min, max, demand, target } = autoscaling;
  const faults: Fault[] = [];
  if (min > max)
    faults.push({ path: ['autoscaling', 'min'], message: `min must not exceed max (${min} > ${max})` });
  if (demand !== undefined && target === undefined) {
    const hint = 'how much of the metric one replica is to carry';
    faults.push({
      path: ['autoscaling', 'target'],
      message: 'missing: a demand needs a target',
      hint,
      missing: true,
    });
  }
  if (demand?.process === 'tokens')
    faults.push(...unknownName(['autoscaling', 'demand', 'from'], 'demand', demand.from, demands));
  return faults;
}

const SPREADS: readonly string[] = ['spot-hedge', 'even-spread', 'round-robin'];

/** Two that move replicas of one service would work against each other. */
function checkStrategy({ strategy, rebalancing, instances }: SoundParts): readonly Fault[] {
  if (strategy === undefined) return [];
  if ('name' in strategy && DEADLINE_STRATEGIES.includes(strategy.name)) {
    const message = `${strategy.name} is for jobs: a service has no work to finish, and no deadline`;
    return [{ path: ['strategy'], message, hint: 'put the work under jobs, or take another strategy' }];
  }
  if ('name' in strategy && SPREADS.includes(strategy.name)) {
    const spot = instances.some((entry) => entry === undefined || entry.spotPriceLimit !== undefined);
    if (!spot) {
      const message = `${strategy.name} places replicas on spot, and no entry of the list has a spotPriceLimit`;
      return [{ path: ['strategy'], message, hint: 'give an entry spotPriceLimit: market' }];
    }
  }
  if (rebalancing !== true || isPlain(strategy)) return [];
  const message = 'rebalancing moves replicas on the list as it stands, and cannot go with a strategy';
  return [{ path: ['rebalancing'], message, hint: 'use returnToPreferred: true of the strategy instead' }];
}

function checkEntry(entry: EntrySpec, world: World): readonly Fault[] {
  if (entry.type === DEDICATED) return checkDedicatedEntry(entry, world);
  const faults: Fault[] = [];
  if (entry.from !== undefined) {
    const message = `from is for ${DEDICATED} only, found with ${entry.type}`;
    faults.push({ path: ['from'], message, spot: 'key' });
  }
  const types = texts(world.pools.map(({ type }) => type));
  if (!types.includes(entry.type)) {
    const hint = suggestion(entry.type, [...types, DEDICATED]);
    faults.push({ path: ['type'], message: `no pool has the type ${JSON.stringify(entry.type)}`, hint });
  }
  return faults;
}

function checkDedicatedEntry({ from, spotPriceLimit }: EntrySpec, { dedicated }: World): readonly Fault[] {
  const faults: Fault[] = [];
  if (spotPriceLimit !== undefined) {
    const message = `${DEDICATED} cannot be bid on: its machines are bought`;
    faults.push({ path: ['spotPriceLimit'], message, hint: 'remove spotPriceLimit', spot: 'key' });
  }
  if (from !== undefined) return [...faults, ...unknownName(['from'], 'dedicated group', from, dedicated)];
  if (dedicated.length === 1) return faults;
  const which =
    dedicated.length === 0
      ? 'the scenario has no dedicated machines'
      : `missing: which of ${dedicated.join(', ')}`;
  const hint = dedicated.length === 0 ? 'add them under dedicated' : undefined;
  return [
    ...faults,
    { path: [dedicated.length === 0 ? 'type' : 'from'], message: which, hint, missing: dedicated.length > 0 },
  ];
}
