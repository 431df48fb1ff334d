import { count } from '../statistics/index.js';
import { emptyTally, type ServiceTally } from './service-tally.js';

const SUMMED = [
  ...(['wantedSeconds', 'desiredSeconds', 'readySeconds', 'readySpotSeconds', 'shortfallSeconds'] as const),
  ...(['downSeconds', 'outageSeconds', 'degradedSeconds', 'servedWeight', 'desiredWeight'] as const),
  ...(['waitingSeconds', 'billedSeconds', 'usefulBilledSeconds', 'downCensored', 'spotPreemptions'] as const),
  ...(['fallbacks', 'reallocations', 'protectionCompleted', 'protectionBroken'] as const),
];

/** Counts and times of all services and jobs together, and all spells of the services. */
export function sumTallies(tallies: readonly ServiceTally[]): ServiceTally {
  const sum = emptyTally();
  for (const one of tallies) {
    const tally = one.ofJob ? heldOnly(one) : one;
    for (const key of SUMMED) sum[key] += tally[key];
    for (const cause of ['price', 'stock', 'lifetime', 'outage'] as const) {
      sum.preemptions[cause] += tally.preemptions[cause];
    }
    for (const [length, times] of tally.downSpells) count(sum.downSpells, length, times);
    for (const placement of tally.placements) sum.placements.push(placement);
  }
  return sum;
}

/** Of a job: what it held and paid, but not whether it was up. */
const heldOnly = (tally: ServiceTally): ServiceTally => ({
  ...tally,
  ...{ wantedSeconds: 0, desiredSeconds: 0, shortfallSeconds: 0, servedWeight: 0, desiredWeight: 0 },
  ...{ downSeconds: 0, outageSeconds: 0, degradedSeconds: 0, downCensored: 0, downSpells: new Map() },
});
