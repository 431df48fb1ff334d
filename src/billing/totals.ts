import type { Micro, Writable } from '../units/index.js';

export type PlacementMode = 'spot' | 'standard' | 'dedicated';

/** What the units taken from one entry and pool have cost, disk included. */
export interface PlacementTotal {
  readonly entry: number;
  /** Pool index; -1 for dedicated machines. */
  readonly pool: number;
  readonly mode: PlacementMode;
  readonly amount: Micro;
}

/** Sums of the line items of one service, in whole micro-units (exact below 2^53, nine billion of the currency). */
export interface ServiceTotals {
  readonly spot: Micro;
  readonly standard: Micro;
  readonly disk: Micro;
  readonly placements: readonly PlacementTotal[];
}

export interface LedgerTotals {
  /** By service index. */
  readonly services: readonly ServiceTotals[];
  readonly dedicated: Micro;
}

/** The running sums; plain data. */
export interface Sums {
  readonly services: readonly {
    spot: Micro;
    standard: Micro;
    disk: Micro;
    /** A handful per service, in the order of their first items. */
    readonly placements: Writable<PlacementTotal>[];
  }[];
  dedicated: Micro;
}

export const emptySums = (services: number): Sums => ({
  services: Array.from({ length: services }, () => ({
    spot: 0,
    standard: 0,
    disk: 0,
    placements: [],
  })),
  dedicated: 0,
});

/** Where a replica's items go; indices, since the item itself carries names. */
export interface Account {
  readonly service: number;
  readonly entry: number;
  readonly pool: number;
  readonly mode: PlacementMode;
}

export function addItem(
  sums: Sums,
  { service, entry, pool, mode }: Account,
  kind: 'spot' | 'standard' | 'disk',
  amount: Micro,
): void {
  const own = sums.services[service];
  if (kind === 'spot') own.spot += amount;
  else if (kind === 'disk') own.disk += amount;
  else own.standard += amount;
  const { placements } = own;
  for (let i = 0; i < placements.length; i++) {
    const there = placements[i];
    if (there.entry !== entry || there.pool !== pool || there.mode !== mode) continue;
    there.amount += amount;
    return;
  }
  placements.push({ entry, pool, mode, amount });
}

export function totalsOf(sums: Sums): LedgerTotals {
  const services = sums.services.map(({ placements, ...kinds }) => ({
    ...kinds,
    placements: placements.map((placement) => ({ ...placement })),
  }));
  return { services, dedicated: sums.dedicated };
}
