import { DEDICATED } from '../complete.js';
import { under, type Fault } from '../fault.js';
import { child, getIn, itemsOf } from '../path.js';
import { PRESET_NAMES, PRICE_PRESETS } from '../price-presets.js';
import type { Scenario, ServiceSpec } from '../types.js';
import { textAt, texts, type World } from '../world.js';
import { gangWarnings } from './gangs.js';
import { jobWarnings } from './jobs.js';

const FREE_DISK = 30;

/** What may be meant and is allowed, but costs or fails where one might not expect it. */
export function warningsOf(scenario: Scenario, tree: unknown, world: World): readonly Fault[] {
  const { services, jobs, duration } = scenario;
  const diskIsPriced = getIn(tree, ['prices', 'diskGiBHour']) !== undefined;
  const ofPlace = (place: Place): readonly Fault[] => [
    ...listWarnings(place),
    ...entryWarnings(place, world),
    ...(diskIsPriced ? [] : diskWarnings(place)),
  ];
  const ofServices = services.flatMap((service, i) =>
    [...ofPlace(service), ...idleAutoscaler(service)].map((fault) => under(fault, ['services', i])),
  );
  const ofJobs = jobs.flatMap((job, i) =>
    [...ofPlace(job), ...gangWarnings(job, scenario), ...jobWarnings(job, duration)].map((fault) =>
      under(fault, ['jobs', i]),
    ),
  );
  return [...presetWarnings(tree, world), ...ofServices, ...ofJobs];
}

/** What services and jobs run on. */
type Place = Pick<ServiceSpec, 'instances' | 'region' | 'disk'>;

/** A measured market whose prices went above the standard one, under an order that does not let them (R17). */
function presetWarnings(tree: unknown, { rules }: World): readonly Fault[] {
  if (rules.priceOrder === 'none') return [];
  return itemsOf(tree, 'pools').flatMap((pool, i): readonly Fault[] => {
    if (textAt(child(pool, 'price'), 'process') !== 'preset') return [];
    const name = PRESET_NAMES.find((preset) => preset === textAt(child(pool, 'price'), 'name'));
    if (name === undefined || PRICE_PRESETS[name].kind !== 'auction-market') return [];
    const path = ['pools', i, 'price', 'name'];
    const message = `${name} had spikes above the standard price: here they are cut to below it`;
    return [{ path, message, hint: 'say rules.priceOrder: none to have them as they were' }];
  });
}

function listWarnings({ instances }: Place): readonly Fault[] {
  const path = ['instances'];
  const faults: Fault[] = [];
  if (instances.every(({ spotPriceLimit }) => spotPriceLimit !== undefined)) {
    const hint = 'add a standard entry behind the spot ones, R30';
    faults.push({ path, message: 'only spot entries: without price or stock for them nothing runs', hint });
  }
  const types = texts(instances.map(({ type }) => type));
  if (types.length === 1 && types[0] !== DEDICATED) {
    const hint = 'add another type, R31';
    faults.push({ path, message: `a single instance type: without stock of ${types[0]} nothing runs`, hint });
  }
  return faults;
}

function entryWarnings({ instances, region }: Place, { pools }: World): readonly Fault[] {
  return instances.flatMap(({ type, spotPriceLimit }, i): readonly Fault[] => {
    if (type === DEDICATED) return [];
    const path = ['instances', i];
    const alike = pools.filter((pool) => pool.type === type);
    const here = alike.filter((pool) => pool.region === region);
    if (here.length === 0) {
      const elsewhere = texts(alike.map((pool) => pool.region)).join(', ');
      const message = `${type} is not offered in ${region}, only in ${elsewhere}: the entry is always passed over`;
      return [{ path: [...path, 'type'], message, hint: 'stock is per region, R32' }];
    }
    if (spotPriceLimit === undefined || here.some(({ spot }) => spot)) return [];
    const message = `${type} cannot be bid on in ${region}: the entry is always passed over`;
    return [{ path: [...path, 'spotPriceLimit'], message, hint: 'no pool of that type has spot, R29' }];
  });
}

function diskWarnings({ disk, instances }: Place): readonly Fault[] {
  if (disk <= FREE_DISK || instances.every(({ type }) => type === DEDICATED)) return [];
  const message = `${disk - FREE_DISK} GiB of disk beyond the free ${FREE_DISK} cost nothing here: no price is given`;
  return [{ path: ['disk'], message, hint: 'set prices.diskGiBHour' }];
}

function idleAutoscaler({ autoscaling }: ServiceSpec): readonly Fault[] {
  if (autoscaling === undefined || autoscaling.demand !== undefined || autoscaling.schedule.length > 0)
    return [];
  const message = 'the autoscaler has neither a demand nor a schedule: it only keeps min and max';
  return [{ path: ['autoscaling'], message, hint: 'add autoscaling.demand or autoscaling.schedule' }];
}
