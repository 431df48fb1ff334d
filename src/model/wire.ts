import { RANK } from '../events/index.js';
import type { Recorder } from '../events/index.js';
import type { Fleet } from '../fleet/index.js';
import type { Inventory } from '../inventory/index.js';
import { shockedStock, UNLIMITED } from '../inventory/index.js';
import { drive, overlaid } from '../kernel/index.js';
import type { Simulation, StepDriver, StepProcess } from '../kernel/index.js';
import { shocked } from '../market/index.js';
import type { Stream } from '../random/index.js';
import type { PriceBoard } from './board.js';
import type { Model, PoolModel } from './compile.js';
import { PoolLink } from './pool-link.js';
import type { PriceStreams } from './price-setting.js';

/** The rooms of one run, as far as its levels drive them. */
export interface Wired {
  readonly model: Model;
  readonly simulation: Simulation;
  readonly board: PriceBoard;
  readonly inventory: Inventory;
  readonly recorder: Recorder;
  readonly fleet: Fleet;
}

/** The processes of a run by name, to be saved with it. */
export type Processes = Record<string, StepProcess>;

/** Puts prices, stock and outages of all pools on the agenda, and their values at second 0 in force. */
export function wirePools(wired: Wired, streamOf: (...name: readonly string[]) => Stream): Processes {
  const { model, simulation } = wired;
  const horizon = model.scenario.duration;
  const prices = drive(simulation, { rank: RANK.price, name: 'price change', horizon });
  const levels = drive(simulation, { rank: RANK.level, name: 'stock change', horizon });
  const processes: Processes = {};
  model.pools.forEach((pool, index) => {
    const link = linkOf(wired, index);
    const stock = stockOf(pool, link, streamOf);
    processes[`stock/${pool.name}`] = stock;
    applyLevel(wired, index, stock.value);
    levels.add(stock, (level) => applyLevel(wired, index, level));
    const streams: PriceStreams = (...purpose) => streamOf('market', pool.name, ...purpose);
    const price = wirePrice(wired, { index, driver: prices, link, streamOf: streams });
    if (price !== undefined) processes[`price/${pool.name}`] = price;
  });
  wireOutages(wired);
  return processes;
}

const linkOf = ({ inventory, board }: Wired, pool: number): PoolLink =>
  new PoolLink(
    {
      used: () => inventory.used(pool),
      staying: () => inventory.staying(pool),
      nextCeiling: (taken) => inventory.nextCeiling(pool, taken),
    },
    () => board.low(pool),
  );

interface Place {
  readonly index: number;
  readonly driver: StepDriver;
  readonly link: PoolLink;
  readonly streamOf: PriceStreams;
}

function wirePrice(wired: Wired, { index, driver, link, streamOf }: Place): StepProcess | undefined {
  const { market, events } = wired.model.pools[index];
  if (market === undefined) return undefined;
  const plain = market.process(streamOf(), streamOf, link);
  const process = shocked(plain, events.priceShocks, market.tiers.limits(market.tier));
  link.priceProcess = process;
  const { board, simulation, recorder, inventory, fleet } = wired;
  const { tiers, tier } = market;
  const apply = (value: number): void => {
    const low = tier === 'unprotected' ? value : tiers.unprotectedOf(value);
    const high = tier === 'unprotected' ? tiers.protectedOf(value) : value;
    if (!board.set(index, low, high)) return;
    recorder.price(simulation.now, index, low, high);
    inventory.priceChanged(index, low, high);
    fleet.priceChanged(index, low, high);
  };
  apply(process.value);
  driver.add(process, apply, process === plain ? plain.interval : undefined);
  return process;
}

/** Shocks first, then outages: nothing can be had in one. */
function stockOf(
  { name, stock, events }: PoolModel,
  link: PoolLink,
  streamOf: (...name: readonly string[]) => Stream,
): StepProcess {
  const own = stock(
    (purpose) => streamOf('stock', name, purpose),
    link,
    (driver) => streamOf('driver', driver),
  );
  const outages = events.outages.map(({ from, until }) => ({ at: from, until, apply: () => 0 }));
  const shockedOnly = shockedStock(own, events.stockShocks);
  link.stockProcess = shockedOnly;
  return overlaid(shockedOnly, outages);
}

/** A tick may leave the level as it is; that is no event. */
function applyLevel({ recorder, simulation, inventory }: Wired, pool: number, level: number): void {
  if (simulation.now > 0 && inventory.level(pool) === level) return;
  recorder.stock(simulation.now, pool, level === UNLIMITED ? Infinity : level);
  inventory.levelChanged(pool, level);
}

function wireOutages({ model, simulation, recorder, inventory }: Wired): void {
  const change = (pool: number, begins: boolean): void => {
    recorder.outage(simulation.now, pool, begins);
    inventory.outageChanged(pool, begins);
  };
  const begin = simulation.register('outage begins', (pool) => change(pool, true));
  const end = simulation.register('outage ends', (pool) => change(pool, false));
  model.pools.forEach(({ events }, pool) => {
    for (const { from, until } of events.outages) {
      simulation.schedule(from, RANK.level, begin, pool);
      simulation.schedule(until, RANK.level, end, pool);
    }
  });
}
