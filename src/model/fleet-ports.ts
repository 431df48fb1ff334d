import type { BillingMeter } from '../billing/index.js';
import type { FleetPorts } from '../fleet/index.js';
import type { Inventory, Machines } from '../inventory/index.js';
import type { Simulation } from '../kernel/index.js';
import type { PriceBoard } from './board.js';

/** Where a fleet finds what it needs. */
export interface FleetSurroundings {
  readonly simulation: Simulation;
  readonly board: PriceBoard;
  readonly inventory: Inventory;
  readonly machines: Machines;
  readonly meter: BillingMeter;
}

/** What a fleet needs of prices, pools, dedicated machines and the bill. */
export const fleetPorts = ({
  simulation,
  board,
  inventory,
  machines,
  meter,
}: FleetSurroundings): FleetPorts => ({
  price: (pool, tier) => board.price(pool, tier),
  free: (pool) => inventory.free(pool),
  take: (unit) => inventory.take(unit),
  give: (pool, id) => inventory.give(pool, id),
  leave: (pool, id) => inventory.leave(pool, id),
  overbid: (id, above) => meter.crossed(simulation.now, id, above),
  examine: (pool, id) => inventory.examine(pool, id),
  expire: (pool, id) => inventory.expire(pool, id),
  await: (pool, tier, ceiling, change) => inventory.await(pool, tier, ceiling, change),
  rebid: (pool, id, ceiling) => inventory.rebid(pool, id, ceiling),
  displace: (pool, count, spares) => inventory.displace(pool, count, spares),
  freeMachines: (group) => machines.free(group),
  takeMachine: (group) => machines.take(group),
  giveMachine: (group) => machines.give(group),
});
