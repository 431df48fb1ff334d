import { count } from '../statistics/index.js';
import { emptyTally, type ServiceTally } from './service-tally.js';

const SUMMED = [
  ...(['wantedSeconds', 'desiredSeconds', 'readySeconds', 'readySpotSeconds', 'shortfallSeconds'] as const),
  ...(['downSeconds', 'outageSeconds', 'degradedSeconds', 'servedWeight', 'desiredWeight'] as const),
  ...(['waitingSeconds', 'billedSeconds', 'usefulBilledSeconds', 'downCensored', 'spotPreemptions'] as const),
  ...(['fallbacks', 'reallocations', 'protectionCompleted', 'protectionBroken'] as const),
];

/** Counts and times of all services together, and all their spells. */
export function sumTallies(tallies: readonly ServiceTally[]): ServiceTally {
  const sum = emptyTally();
  for (const tally of tallies) {
    for (const key of SUMMED) sum[key] += tally[key];
    for (const cause of ['price', 'stock', 'lifetime', 'outage'] as const) {
      sum.preemptions[cause] += tally.preemptions[cause];
    }
    for (const [length, times] of tally.downSpells) count(sum.downSpells, length, times);
    for (const placement of tally.placements) sum.placements.push(placement);
  }
  return sum;
}
