import type { LineItem, SimulationEvent } from '../../index.js';
import type { History, Violation } from './history.js';
import { Findings, micro } from './history.js';

/** Every cost that is reported is the sum of its line items, to the micro-unit. Always. */
export function moneyIsTheSumOfItsItems({ items, results }: History): readonly Violation[] {
  const findings = new Findings('money is the sum of its items');
  const expect = (entity: string, reported: number, kinds: readonly string[], service?: string): void => {
    const own = items.filter(
      (item) => kinds.includes(item.kind) && (service === undefined || item.service === service),
    );
    const sum = own.reduce((total, { amount }) => total + amount, 0);
    if (micro(reported) === sum) return;
    findings.add(results.horizonSeconds, entity, `costs ${reported}, but its items come to ${sum / 1e6}`);
  };
  for (const kind of ['spot', 'standard', 'disk', 'dedicated'] as const)
    expect(`totals, ${kind}`, results.totals.cost[kind], [kind]);
  expect('totals', results.totals.cost.total, ['spot', 'standard', 'disk', 'dedicated']);
  for (const [name, { cost, placements }] of Object.entries(results.services)) {
    expect(name, cost.total, ['spot', 'standard', 'disk'], name);
    const placed = placements.reduce((total, placement) => total + micro(placement.cost), 0);
    if (placed !== micro(cost.total))
      findings.add(results.horizonSeconds, name, `costs ${cost.total}, its placements ${placed / 1e6}`);
  }
  return findings.list;
}

/**
 * No spot unit is billed above its ceiling (R21, A5, A9): the item is at most ceiling x time; where a strategy bids anew
 * for what it holds, ceilings in force x their times, inside protection that of the acquisition. Needs `capAtCeiling` and
 * `protectionPricing: locked`, the stated exceptions.
 */
export function noSpotIsBilledAboveItsCeiling({ parsed, events, items }: History): readonly Violation[] {
  const findings = new Findings('no spot is billed above its ceiling');
  const { rules } = parsed.scenario;
  if (!rules.capAtCeiling || rules.protectionPricing !== 'locked') return findings.list;
  const bids = events.filter((event) => event.kind === 'acquired' || event.kind === 'rebid');
  for (const item of items) {
    const { kind, service, replica, run, seconds, amount, to } = item;
    if (kind !== 'spot') continue;
    const own = bids.filter((event) => event.service === service && event.replica === replica);
    const most = Math.floor((2 * ceilingTime(heldUnder(own, run ?? 1), item) + 3600) / 7200);
    if (amount > most)
      findings.add(
        to,
        `${service}/${replica}`,
        `is billed ${amount / 1e6} for ${seconds} s, at most ${most / 1e6} under its ceilings`,
      );
  }
  return findings.list;
}

type Bid = Extract<SimulationEvent, { kind: 'acquired' | 'rebid' }>;

/** The bids of the replica's `run`-th placement: that of the acquisition first. */
function heldUnder(own: readonly Bid[], run: number): readonly Bid[] {
  const begins = own.flatMap(({ kind }, place) => (kind === 'acquired' ? [place] : []));
  return own.slice(begins[run - 1], begins[run]);
}

/** Ceilings in force x the seconds that are billed under each; micro-units x seconds per hour. */
function ceilingTime([placed, ...rebids]: readonly Bid[], { from, seconds }: LineItem): number {
  const shielded = placed.kind === 'acquired' ? placed.protectedUntil : 0;
  let [sum, at, ceiling] = [0, from, micro(placed.ceiling ?? 0)];
  for (const rebid of rebids) {
    const until = Math.min(Math.max(rebid.at, shielded, at), from + seconds);
    sum += ceiling * (until - at);
    [at, ceiling] = [until, micro(rebid.ceiling ?? 0)];
  }
  return sum + ceiling * (from + seconds - at);
}
