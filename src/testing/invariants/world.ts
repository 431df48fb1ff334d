import type { ParsedScenario, SimulationEvent } from '../../index.js';
import { micro } from './history.js';

type Scenario = ParsedScenario['scenario'];
export type ServiceSpec = Scenario['services'][number];
export type PoolSpec = Scenario['pools'][number];
type Event<K extends SimulationEvent['kind']> = Extract<SimulationEvent, { kind: K }>;

export interface PoolState {
  readonly spec: PoolSpec;
  level: number;
  /** Both spot tiers, micro-units per hour. */
  price: number;
  protectedPrice: number;
  outage: boolean;
}

/** One placement that has not been released. */
export interface UnitState {
  readonly name: string;
  readonly service: string;
  readonly revision: number;
  readonly entry: number;
  readonly pool: string | null;
  readonly group: string | null;
  readonly tier: Event<'acquired'>['tier'];
  /** Micro-units per hour; Infinity where there is none. */
  ceiling: number;
  readonly acquiredAt: number;
  readonly protectedUntil: number;
  ready: boolean;
  leaving: 'no' | 'noticed' | 'draining';
  /** When it is to go; Infinity while nobody has said so. */
  releaseAt: number;
}

export interface ServiceState {
  readonly name: string;
  /** The configuration in force for new placements. */
  spec: ServiceSpec;
  revision: number;
  desired: number;
  /** Replicas whose request was refused and still stands. */
  readonly waiting: Set<number>;
}

const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** The world as the event log tells it, up to and with the last event applied. Everything is found by scanning. */
export class World {
  readonly pools: ReadonlyMap<string, PoolState>;
  readonly services: ReadonlyMap<string, ServiceState>;
  readonly units = new Map<string, UnitState>();
  /** Dedicated machines in hand, by group. */
  readonly machines = new Map<string, number>();
  /** Configurations still to come, by service. */
  private readonly revisions: ReadonlyMap<string, (ServiceSpec | undefined)[]>;

  constructor(parsed: ParsedScenario) {
    const { scenario } = parsed;
    const nothing = { level: 0, price: 0, protectedPrice: 0, outage: false };
    this.pools = new Map(scenario.pools.map((spec) => [spec.name, { spec, ...nothing }]));
    this.services = new Map(
      scenario.services.map((spec) => [
        spec.name,
        { name: spec.name, spec, revision: 0, desired: 0, waiting: new Set<number>() },
      ]),
    );
    this.revisions = new Map(scenario.services.map(({ name }) => [name, revisionsOf(parsed, name)]));
  }

  apply(event: SimulationEvent): void {
    if ('pool' in event && event.kind !== 'acquired') this.applyToPool(event);
    else if ('replica' in event) this.applyToReplica(event);
    else if (event.kind === 'machines') this.machines.set(event.dedicated, event.count);
    else if (event.kind === 'desired') this.service(event.service).desired = event.replicas;
    else if (event.kind === 'action' && event.action === 'update') this.update(event);
  }

  pool(name: string): PoolState {
    return found(this.pools.get(name), name);
  }

  service(name: string): ServiceState {
    return found(this.services.get(name), name);
  }

  unitsIn(pool: string): readonly UnitState[] {
    return [...this.units.values()].filter((unit) => unit.pool === pool);
  }

  unitsOf(service: string): readonly UnitState[] {
    return [...this.units.values()].filter((unit) => unit.service === service);
  }

  /** Units of a pool that nobody of ours holds; below 0 where we hold more than there are. */
  spare(pool: string): number {
    return this.pool(pool).level - this.unitsIn(pool).length;
  }

  /** Units that must go, and that nobody has told to: max(0, used - stock - units on their way out). */
  deficit(pool: string): number {
    const staying = this.unitsIn(pool).filter(({ leaving }) => leaving === 'no').length;
    return Math.max(0, staying - this.pool(pool).level);
  }

  spareMachines(group: string): number {
    const used = [...this.units.values()].filter((unit) => unit.group === group).length;
    return (this.machines.get(group) ?? 0) - used;
  }

  /** Market price of the unit's tier now. */
  priceOf(unit: UnitState): number {
    if (unit.pool === null || !isSpot(unit)) return 0;
    const { price, protectedPrice } = this.pool(unit.pool);
    return unit.tier === 'protected' ? protectedPrice : price;
  }

  private applyToPool(event: Event<'price' | 'stock' | 'outage'>): void {
    const pool = this.pool(event.pool);
    if (event.kind === 'price') {
      pool.price = micro(event.price);
      pool.protectedPrice = micro(event.protectedPrice);
    } else if (event.kind === 'stock') pool.level = event.level ?? UNLIMITED;
    else pool.outage = event.begins;
  }

  private applyToReplica(event: Extract<SimulationEvent, { replica: number }>): void {
    const { waiting } = this.service(event.service);
    const name = nameOf(event);
    const unit = this.units.get(name);
    if (event.kind === 'waiting') waiting.add(event.replica);
    if (event.kind === 'withdrawn' || event.kind === 'acquired') waiting.delete(event.replica);
    if (event.kind === 'acquired') this.units.set(name, this.unitOf(event));
    if (event.kind === 'released') this.units.delete(name);
    if (unit === undefined) return;
    if (event.kind === 'ready') unit.ready = true;
    if (event.kind === 'rebid') unit.ceiling = micro(event.ceiling);
    if (event.kind !== 'noticed' && event.kind !== 'draining') return;
    unit.leaving = event.kind;
    unit.releaseAt = event.releaseAt;
  }

  private unitOf(event: Event<'acquired'>): UnitState {
    const { service, entry, pool, tier, at, protectedUntil } = event;
    const { revision, spec } = this.service(service);
    const group = pool === null ? (spec.instances[entry]?.from ?? null) : null;
    const ceiling = event.ceiling === null ? Infinity : micro(event.ceiling);
    const facts = { name: nameOf(event), service, revision, entry, pool, group, tier, ceiling };
    return { ...facts, acquiredAt: at, protectedUntil, ready: false, leaving: 'no', releaseAt: Infinity };
  }

  private update({ target, outcome }: Event<'action'>): void {
    const next = this.revisions.get(target)?.shift();
    if (outcome !== 'done' || next === undefined) return;
    const service = this.service(target);
    service.spec = next;
    service.revision++;
  }
}

/** What a replica's events call it. */
export const nameOf = ({
  service,
  replica,
}: {
  readonly service: string;
  readonly replica: number;
}): string => `${service}/${replica}`;

export const isSpot = ({ tier }: UnitState): boolean => tier === 'unprotected' || tier === 'protected';

/** Configurations that the service's updates lead to, in the order in which they are played; undefined for failures. */
function revisionsOf({ scenario, updates }: ParsedScenario, service: string): (ServiceSpec | undefined)[] {
  return scenario.timeline
    .flatMap((action, index) => {
      if (action.action !== 'update' || action.service !== service) return [];
      const update = updates.get(index);
      return [{ at: action.at, spec: update?.ok === true ? update.service : undefined }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ spec }) => spec);
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the log speaks of ${name}, which the scenario does not know`);
  return value;
}
