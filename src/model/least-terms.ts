import type { Offer } from '../allocator/index.js';
import { FREE_DISK } from '../billing/index.js';
import type { Revision } from '../fleet/index.js';
import { RealisedMarket } from '../metrics/index.js';
import type { Steps } from '../metrics/index.js';
import type { Rules, ServiceSpec } from '../scenario/index.js';
import { slidingExtreme } from '../statistics/index.js';
import type { MicroPerHour, Seconds } from '../units/index.js';
import type { Model } from './compile.js';

/** One kind of unit that a service may have (a tier of a pool, a group of machines), as good as it ever could be. */
export interface LeastTerms {
  /** The least that a ready unit is charged, disk included: micro-units per hour; Infinity while none can be ready. */
  readonly rate: Steps;
  /** The most that can be ready. */
  readonly most: Steps;
}

/** A market as it came to be, to be looked at a second time. */
export const realisedMarket = ({ scenario, pools, workloads }: Model): RealisedMarket =>
  new RealisedMarket({
    pools: pools.length,
    services: workloads.length,
    dedicated: scenario.dedicated.length,
  });

/**
 * What a service or a job could have at best in a market as it came to be, by kind of unit: no run of its list in that market,
 * whatever its strategy, has more units of a kind ready or pays less for one. The proofs are in docs/experiments.md.
 * Kinds are taken one by one; what they share (a pool's stock, an entry's `capacity`) is shared by nobody here.
 */
export function leastTermsOf(model: Model, workload: number, market: RealisedMarket): readonly LeastTerms[] {
  const { specs, revisions } = model.workloads[workload];
  const facts = factsOf(model, specs, revisions);
  return kindsOf(revisions).map((offer) => {
    if (offer.tier === 'dedicated') return dedicatedTerms(model, offer, facts, market);
    if (offer.tier === 'standard') return standardTerms(model, offer, facts, market);
    return spotTerms({ ...offer, tier: offer.tier, workload }, facts, market);
  });
}

/** Every way that some revision's list leads to, each once, with the highest of its ceilings. */
function kindsOf(revisions: readonly Revision[]): readonly Offer[] {
  const kinds = new Map<string, Offer>();
  for (const { entries } of revisions)
    for (const offer of entries.flatMap(({ offers }) => offers)) {
      if (offer.never !== undefined) continue;
      const key = `${offer.tier}/${offer.pool}/${offer.group}`;
      const known = kinds.get(key);
      if (known === undefined || known.ceiling < offer.ceiling) kinds.set(key, offer);
    }
  return [...kinds.values()];
}

/** What bounds every revision of a service. */
interface Facts {
  readonly rules: Rules;
  /** From placement to ready at least. */
  readonly startup: Seconds;
  /** The longest protection that any revision has. */
  readonly protection: Seconds;
  /** What a gibibyte-hour costs, and the gibibytes of system disk. */
  readonly disk: (free: number) => MicroPerHour;
}

function factsOf({ scenario }: Model, specs: readonly ServiceSpec[], revisions: readonly Revision[]): Facts {
  const { rules, prices } = scenario;
  const least = Math.min(...revisions.map(({ disk }) => disk));
  return {
    rules,
    startup: Math.min(...specs.map(leastStartup)),
    protection: Math.max(...revisions.map(({ protectedFor }) => protectedFor)),
    disk: (free) => Math.round(Math.max(0, least - free) * prices.diskGiBHour),
  };
}

/** A startup that is drawn may take no time at all. */
const leastStartup = ({ startup }: ServiceSpec): Seconds =>
  startup.distribution === 'constant' ? Math.floor(startup.value) : 0;

interface SpotKind extends Offer {
  readonly tier: 'unprotected' | 'protected';
  readonly workload: number;
}

/** Spot units live by price and stock, but for protection, checks and notice, which are granted in full. */
function spotTerms(
  { workload, pool, tier, ceiling }: SpotKind,
  { rules, startup, protection, disk }: Facts,
  market: RealisedMarket,
): LeastTerms {
  const { notice, checkInterval, priceReclaim, capAtCeiling, protectionPricing } = rules;
  const prices = market.pricesOf(pool, tier);
  const guarded = tier === 'protected' ? protection : 0;
  // Within so long before, the price of a unit that serves stood at or below its ceiling.
  const held = priceReclaim
    ? notice + (tier === 'protected' ? Math.max(guarded, checkInterval) : 0)
    : Infinity;
  const locked = protectionPricing === 'locked' ? guarded : 0;
  const capped = Math.max(held, locked);
  const asked = capAtCeiling ? market.newBidsOf(workload, pool) : undefined;
  const priced = least(prices, capAtCeiling ? capped : locked);
  // A ceiling is one at which the market price stood within that time, or one that was put on the unit in it.
  const charged = asked === undefined ? priced : combined(priced, least(asked, capped), Math.min);
  const within = least(prices, held);
  const stands = guarded === 0 && priceReclaim && startup >= notice;
  const highest = stands ? greatest(prices, startup, notice) : within;
  const rate = combined(charged, combined(within, highest, Math.max), (paid, bid) =>
    bid <= ceiling ? paid + disk(FREE_DISK) : Infinity,
  );
  return { rate, most: since(stockBound(market.stockOf(pool), { notice, startup, guarded }), startup) };
}

/** Units of a pool that a reclaim for stock leaves ready: see docs/experiments.md. */
function stockBound(
  stock: Steps,
  {
    notice,
    startup,
    guarded,
  }: { readonly notice: Seconds; readonly startup: Seconds; readonly guarded: Seconds },
): Steps {
  if (startup >= notice + guarded)
    return slidingExtreme(stock, 'least', { back: startup - guarded, until: notice });
  return greatest(stock, notice + guarded, Math.min(startup, notice));
}

/** Standard units are taken from stock, and never given back to it. */
function standardTerms(
  { scenario }: Model,
  { pool }: Offer,
  { startup, disk }: Facts,
  market: RealisedMarket,
): LeastTerms {
  const rate = scenario.pools[pool].standardPrice + disk(FREE_DISK);
  return { rate: always(rate), most: since(greatest(market.stockOf(pool), Infinity, startup), startup) };
}

/** Machines are paid whether anything runs on them or not: a replica adds its disk only. */
function dedicatedTerms(
  { scenario }: Model,
  { group }: Offer,
  { startup, disk }: Facts,
  market: RealisedMarket,
): LeastTerms {
  const machines = greatest(market.machinesOf(group), Infinity, startup);
  return { rate: always(disk(scenario.dedicated[group].diskFree)), most: since(machines, startup) };
}

const always = (value: number): Steps => ({ at: [0], value: [value] });

const least = (steps: Steps, back: Seconds): Steps =>
  back === 0 ? steps : slidingExtreme(steps, 'least', { back, until: 0 });

const greatest = (steps: Steps, back: Seconds, until: Seconds): Steps =>
  slidingExtreme(steps, 'greatest', { back, until });

/** The same from a second on, and 0 before. */
function since(steps: Steps, from: Seconds): Steps {
  if (from === 0) return steps;
  return combined(steps, { at: [0, from], value: [0, 1] }, (value, open) => (open === 1 ? value : 0));
}

/** Two quantities made one, from second 0 on; one that begins later is 0 until then. */
function combined(a: Steps, b: Steps, by: (a: number, b: number) => number): Steps {
  const made: { readonly at: Seconds[]; readonly value: number[] } = { at: [], value: [] };
  let [i, j] = [a.at[0] === 0 ? 0 : -1, b.at[0] === 0 ? 0 : -1];
  for (let now = 0; now < Infinity;) {
    made.at.push(now);
    made.value.push(by(i < 0 ? 0 : a.value[i], j < 0 ? 0 : b.value[j]));
    const [nextA, nextB] = [a.at[i + 1] ?? Infinity, b.at[j + 1] ?? Infinity];
    now = Math.min(nextA, nextB);
    if (nextA === now) i += 1;
    if (nextB === now) j += 1;
  }
  return made;
}
