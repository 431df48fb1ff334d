import type { LineItem, SimulationEvent } from '../../src/index.js';
import type { History } from '../../src/testing/index.js';

/** A line of the bill as far as the oracle says it. */
export type Charge = Pick<
  LineItem,
  'service' | 'replica' | 'run' | 'kind' | 'from' | 'to' | 'seconds' | 'amount'
>;

type Acquired = Extract<SimulationEvent, { kind: 'acquired' }>;

interface Placement {
  readonly facts: Acquired;
  readonly run: number;
  /** Gibibytes to be paid for. */
  readonly disk: number;
  /** Ceilings that replaced the one of the acquisition, each from its second on. */
  readonly rebids: { readonly at: number; readonly ceiling: number }[];
  ready: number | null;
  end: number | null;
  interrupted: boolean;
}

/** Prices of both tiers in every second, micro-units per hour, by pool. */
type Tapes = ReadonlyMap<string, { readonly low: Float64Array; readonly high: Float64Array }>;

const micro = (decimal: number): number => Math.round(decimal * 1e6);
/** Parts of 1/3600 micro-unit as whole micro-units, half up. */
const rounded = (parts: number): number => Math.floor((2 * parts + 3600) / 7200);

/**
 * What everything costs, from the event log and the scenario alone: walks every second of every placement and adds
 * that second's rate. It knows nothing of the meter. All sums are whole numbers below 2^53.
 */
export function secondBySecond(history: History): readonly Charge[] {
  const placements = placementsOf(history);
  const tapes = tapesOf(history);
  const compute = placements.flatMap((placement) => computeOf(placement, history, tapes));
  const disks = placements.flatMap((placement) => diskOf(placement, history));
  return [...compute, ...disks, ...machinesOf(history)];
}

function tapesOf({ events, parsed }: History): Tapes {
  const { duration, pools } = parsed.scenario;
  const tapes = new Map(
    pools.map(({ name }) => [name, { low: new Float64Array(duration), high: new Float64Array(duration) }]),
  );
  for (const event of events) {
    if (event.kind !== 'price') continue;
    const tape = tapes.get(event.pool);
    tape?.low.fill(micro(event.price), event.at);
    tape?.high.fill(micro(event.protectedPrice), event.at);
  }
  return tapes;
}

function placementsOf(history: History): Placement[] {
  const all: Placement[] = [];
  const groupOf = groups(history);
  for (const event of history.events) {
    groupOf.hear(event);
    if (event.kind === 'billing-stopped') {
      for (const open of all) if (open.facts.service === event.service) open.end ??= event.at;
    }
    if (!('replica' in event)) continue;
    const own = all.filter(({ facts }) => facts.service === event.service && facts.replica === event.replica);
    const last = own.at(-1);
    if (event.kind === 'acquired') {
      const free = event.pool === null ? groupOf.diskFree(event.service, event.entry) : 30;
      const disk = Math.max(0, event.disk - free);
      const nothing = { rebids: [], ready: null, end: null, interrupted: false };
      all.push({ facts: event, run: own.length + 1, disk, ...nothing });
    } else if (event.kind === 'rebid') last?.rebids.push(event);
    else if (event.kind === 'ready' && last?.end === null) last.ready = event.at;
    else if (event.kind === 'released' && last?.end === null) {
      last.end = event.at;
      last.interrupted = ['price', 'stock', 'lifetime', 'outage'].includes(event.cause);
    }
  }
  return all;
}

/** Which dedicated machines an entry of a service's list means: that of the last update which went through. */
function groups({ parsed }: History): {
  hear(event: SimulationEvent): void;
  diskFree(service: string, entry: number): number;
} {
  const { scenario, updates } = parsed;
  const lists = new Map(scenario.services.map(({ name, instances }) => [name, instances]));
  const played = scenario.timeline
    .map((action, index) => ({ action, index }))
    .filter(({ action }) => action.action === 'update')
    .sort((a, b) => a.action.at - b.action.at);
  return {
    hear(event) {
      if (event.kind !== 'action' || event.action !== 'update') return;
      const { index } = played.shift() ?? { index: -1 };
      const update = updates.get(index);
      if (update?.ok === true && event.outcome === 'done') lists.set(event.target, update.service.instances);
    },
    diskFree(service, entry) {
      const from = lists.get(service)?.[entry]?.from;
      return scenario.dedicated.find(({ name }) => name === from)?.diskFree ?? 30;
    },
  };
}

function computeOf(placement: Placement, { parsed }: History, tapes: Tapes): readonly Charge[] {
  const { rules, duration, pools } = parsed.scenario;
  const { facts, ready, interrupted } = placement;
  const from = rules.billingStart === 'provisioned' ? facts.at : ready;
  const to = placement.end ?? duration;
  if (facts.tier === 'dedicated' || from === null || from >= to) return [];
  const standard = pools.find(({ name }) => name === facts.pool)?.standardPrice ?? NaN;
  const tape = tapes.get(facts.pool ?? '');
  const ceilingAt = (second: number): number =>
    placement.rebids.filter(({ at }) => at <= second).at(-1)?.ceiling ?? facts.ceiling ?? Infinity;
  const rate = (second: number): number => {
    if (facts.tier === 'standard') return standard;
    const market = (facts.tier === 'protected' ? tape?.high[second] : tape?.low[second]) ?? NaN;
    if (second < facts.protectedUntil) return facts.locked ? micro(facts.price) : market;
    return rules.capAtCeiling ? Math.min(market, micro(ceilingAt(second))) : market;
  };
  const kind = facts.tier === 'standard' ? 'standard' : 'spot';
  const line = { ...nameOf(placement), kind, from, to } as const;
  const taken = interrupted && kind === 'spot';
  if (taken && rules.interruptedFree === 'first-hour' && to - facts.at < 3600)
    return [{ ...line, seconds: 0, amount: 0 }];
  const rest = (to - from) % rules.billingIncrement;
  const dropped = taken && rules.interruptedFree === 'last-increment' ? rest : 0;
  const added = placement.end === null || dropped > 0 || rest === 0 ? 0 : rules.billingIncrement - rest;
  let parts = added * rate(to - 1);
  for (let second = from; second < to - dropped; second++) parts += rate(second);
  return [{ ...line, seconds: to - from - dropped + added, amount: rounded(parts) }];
}

function diskOf(placement: Placement, { parsed }: History): readonly Charge[] {
  const { prices, duration } = parsed.scenario;
  const from = placement.facts.at;
  const to = placement.end ?? duration;
  const rate = placement.disk * prices.diskGiBHour;
  if (rate === 0 || to === from) return [];
  let parts = 0;
  for (let second = from; second < to; second++) parts += rate;
  return [{ ...nameOf(placement), kind: 'disk', from, to, seconds: to - from, amount: rounded(parts) }];
}

function machinesOf({ events, parsed }: History): readonly Charge[] {
  const { dedicated, duration } = parsed.scenario;
  const nobody = { service: null, replica: null, run: null, kind: 'dedicated' } as const;
  return dedicated.flatMap(({ name, price }) => {
    const told = events
      .filter((event) => event.kind === 'machines')
      .filter((event) => event.dedicated === name);
    return told.flatMap(({ at, count }, index) => {
      const to = told[index + 1]?.at ?? duration;
      if (count === 0 || to === at) return [];
      return [{ ...nobody, from: at, to, seconds: to - at, amount: rounded((to - at) * count * price) }];
    });
  });
}

const nameOf = ({ facts, run }: Placement): Pick<Charge, 'service' | 'replica' | 'run'> => ({
  service: facts.service,
  replica: facts.replica,
  run,
});
