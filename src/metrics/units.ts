import type { Acquisition, Tier } from '../events/index.js';
import { DEDICATED_TYPE, type MetricsInputs, type PlacementMode } from './inputs.js';
import type { PlacementTally, ServiceTally } from './service-tally.js';

/**
 * The unit that a replica holds, or the last that it held; plain data. The record is used again for the replica's
 * next unit, since records that come and go would cost more than the counting.
 */
export interface Unit {
  /** False between two units. */
  held: boolean;
  service: number;
  /** -1 on dedicated machines. */
  pool: number;
  mode: PlacementMode;
  weight: number;
  /** The row of its entry; null before the replica's first unit. */
  placement: PlacementTally | null;
  acquiredAt: number;
  protectedUntil: number;
  reallocation: boolean;
  epoch: number;
  ready: boolean;
  billed: boolean;
  noticed: boolean;
  draining: boolean;
}

export const noUnit = (): Unit => ({
  held: false,
  service: -1,
  pool: -1,
  mode: 'spot',
  weight: 1,
  placement: null,
  acquiredAt: 0,
  protectedUntil: 0,
  reallocation: false,
  epoch: 0,
  ready: false,
  billed: false,
  noticed: false,
  draining: false,
});

const MODES: Readonly<Record<Tier, PlacementMode>> = {
  unprotected: 'spot',
  protected: 'spot',
  standard: 'standard',
  dedicated: 'dedicated',
};

/** What a record is filled from. */
export interface Opening {
  readonly at: number;
  readonly acquisition: Acquisition;
  readonly inputs: MetricsInputs;
}

export function openUnit(unit: Unit, tally: ServiceTally, { at, acquisition, inputs }: Opening): void {
  const { service, pool, entry } = acquisition;
  const mode = MODES[acquisition.tier];
  const type = pool < 0 ? DEDICATED_TYPE : inputs.pools[pool].type;
  const machines = pool < 0 ? inputs.dedicated[inputs.dedicatedOf?.(service, entry) ?? 0] : undefined;
  const placement = placementOf(tally, entry, type, mode);
  placement.acquisitions += 1;
  unit.held = true;
  unit.service = service;
  unit.pool = pool;
  unit.mode = mode;
  unit.weight = pool < 0 ? (machines?.weight ?? 1) : inputs.pools[pool].weight;
  unit.placement = placement;
  unit.acquiredAt = at;
  unit.protectedUntil = acquisition.protectedUntil;
  unit.reallocation = acquisition.reallocation;
  unit.epoch = tally.epoch;
  unit.ready = false;
  unit.billed = false;
  unit.noticed = false;
  unit.draining = false;
}

/** The row of an entry, made when first asked for; a service has a handful of them. */
export function placementOf(
  { placements }: ServiceTally,
  entry: number,
  type: string,
  mode: PlacementMode,
): PlacementTally {
  for (let i = 0; i < placements.length; i++) {
    const known = placements[i];
    if (known.entry === entry && known.type === type && known.mode === mode) return known;
  }
  const made = { entry, type, mode, replicaSeconds: 0, acquisitions: 0 };
  placements.push(made);
  return made;
}

/** Compute of the unit is billed from now on. */
export function beginBilling(unit: Unit, tally: ServiceTally): void {
  if (unit.billed || unit.mode === 'dedicated' || unit.epoch !== tally.epoch) return;
  unit.billed = true;
  tally.billed += 1;
  if (unit.ready && !unit.draining) tally.billedReady += 1;
}

/** The unit serves from now on. */
export function beginServing(unit: Unit, tally: ServiceTally): void {
  unit.ready = true;
  if (!unit.draining) countServing(unit, tally, 1);
}

/** The unit drains or is gone: it serves no more. */
export function endServing(unit: Unit, tally: ServiceTally): void {
  if (unit.ready && !unit.draining) countServing(unit, tally, -1);
  unit.draining = true;
}

export function endBilling(unit: Unit, tally: ServiceTally): void {
  if (isBilled(unit, tally)) tally.billed -= 1;
  unit.billed = false;
}

/** Counts the time that the unit was held, up to `at`. */
export function countHeld({ placement, acquiredAt }: Unit, at: number): void {
  if (placement !== null) placement.replicaSeconds += at - acquiredAt;
}

const isBilled = (unit: Unit, tally: ServiceTally): boolean => unit.billed && unit.epoch === tally.epoch;

function countServing(unit: Unit, tally: ServiceTally, change: 1 | -1): void {
  tally.ready += change;
  tally.readyWeight += change * unit.weight;
  if (unit.mode === 'spot') tally.readySpot += change;
  if (isBilled(unit, tally)) tally.billedReady += change;
}
