import { fromMicro, HOUR, type Micro } from '../units/index.js';
import { count, countedSummary, type Counts } from '../statistics/index.js';
import { DEDICATED_TYPE, type LedgerTotals, type MetricsInputs, type PlacementMode } from './inputs.js';
import { jobMetrics } from './job-results.js';
import type { JobTally } from './job-tally.js';
import type { JointTally } from './joint-tally.js';
import type { Recovery } from './recovery.js';
import type {
  CommonMetrics,
  CostMetrics,
  Metrics,
  PlacementMetrics,
  SpellMetrics,
  TotalMetrics,
} from './results.js';
import type { ServiceTally } from './service-tally.js';
import { sumTallies } from './tally-sum.js';

/** What a finished run left to be told. */
export interface Folded {
  readonly inputs: MetricsInputs;
  readonly tallies: readonly ServiceTally[];
  readonly jobs: readonly (JobTally | null)[];
  readonly recoveries: readonly Recovery[];
  readonly joint: JointTally;
  readonly ledger: LedgerTotals;
}

interface PlanCosts {
  readonly ptu: Micro;
  readonly modelUnit: Micro;
  readonly calls: Micro;
}

const NO_PLANS: PlanCosts = { ptu: 0, modelUnit: 0, calls: 0 };

interface Costs {
  readonly spot: Micro;
  readonly standard: Micro;
  readonly disk: Micro;
  readonly dedicated: Micro;
  /** Of plans, which belong to no service. */
  readonly plans: PlanCosts;
  /** The desired replicas at the standard price. */
  readonly reference: Micro | null;
}

export function summarise(folded: Folded): Omit<Metrics, 'pools'> {
  const { inputs, tallies, recoveries, ledger } = folded;
  const costs = tallies.map((tally, service) => costsOf(tally, service, folded));
  const common = tallies.map((tally, index) => commonMetrics(tally, recoveries[index], costs[index]));
  const placed = tallies.map((tally, index) => placementMetrics(tally, index, folded));
  const services = namesOf(folded, false).map(([name, index]) => {
    const { state, reason } = tallies[index];
    return [name, { ...common[index], placements: placed[index], state, stateReason: reason }] as const;
  });
  const jobs = namesOf(folded, true).flatMap(([name, index]) => {
    const [facts, tally] = [inputs.services[index].job, folded.jobs[index]];
    if (facts === undefined || tally === null) return [];
    return [[name, jobMetrics({ facts, tally, common: common[index], placements: placed[index] })] as const];
  });
  const total = sumCosts(costs, ledger);
  return {
    totals: totalMetrics(folded, common, total),
    services: Object.fromEntries(services),
    ...(jobs.length > 0 && { jobs: Object.fromEntries(jobs) }),
  };
}

/** Services, or jobs, with their places. */
const namesOf = (
  { inputs, tallies }: Folded,
  jobs: boolean,
): readonly (readonly [name: string, index: number])[] =>
  inputs.directory.services
    .map((name, index) => [name, index] as const)
    .filter(([, index]) => tallies[index].ofJob === jobs);

function totalMetrics(folded: Folded, each: readonly CommonMetrics[], costs: Costs): TotalMetrics {
  const { tallies, joint } = folded;
  const services = namesOf(folded, false).map(([, index]) => index);
  const recoveries = services.map((index) => folded.recoveries[index]);
  const common = services.map((index) => each[index]);
  const recovery = {
    spells: joined(recoveries),
    censored: recoveries.reduce((sum, { censored }) => sum + censored, 0),
  };
  const known = common.flatMap(({ availability }) => (availability === null ? [] : [availability]));
  const wanted = services.flatMap((index) => (tallies[index].firstWanted === null ? [] : [each[index]]));
  return {
    ...commonMetrics(sumTallies(tallies), recovery, costs),
    availability: joint.wantedSeconds === 0 ? null : 1 - joint.downSeconds / joint.wantedSeconds,
    deploySeconds: sumOrNull(wanted.map(({ deploySeconds }) => deploySeconds)),
    worstAvailability: known.length === 0 ? null : Math.min(...known),
  };
}

function commonMetrics(
  tally: ServiceTally,
  recovery: Pick<Recovery, 'spells' | 'censored'>,
  costs: Costs,
): CommonMetrics {
  const { firstUp, firstWanted } = tally;
  const { price, stock, lifetime, outage } = tally.preemptions;
  const unavailable = ratio(tally.downSeconds, tally.wantedSeconds);
  const useful = ratio(tally.usefulBilledSeconds, tally.billedSeconds);
  let acquisitions = 0;
  for (const placement of tally.placements) acquisitions += placement.acquisitions;
  return {
    preemptions: { total: price + stock + lifetime + outage, price, stock, lifetime, outage },
    preemptionsPer100Hours: ratio(tally.spotPreemptions * 100 * HOUR, tally.readySpotSeconds),
    acquisitions,
    fallbacks: tally.fallbacks,
    reallocations: tally.reallocations,
    desiredReplicaSeconds: tally.desiredSeconds,
    readyReplicaSeconds: tally.readySeconds,
    shortfallReplicaSeconds: tally.shortfallSeconds,
    downSeconds: tally.downSeconds,
    outageSeconds: tally.outageSeconds,
    degradedSeconds: tally.degradedSeconds,
    availability: unavailable === null ? null : 1 - unavailable,
    servedCapacity: ratio(tally.servedWeight, tally.desiredWeight),
    deploySeconds: firstUp === null || firstWanted === null ? null : firstUp - firstWanted,
    downtimeSpells: spells(tally.downSpells, tally.downCensored),
    timeToRecover: spells(recovery.spells, recovery.censored),
    waitingSeconds: tally.waitingSeconds,
    protectedHours: { completed: tally.protectionCompleted, broken: tally.protectionBroken },
    ...costMetrics(costs, tally.readySeconds),
    wasteShare: useful === null ? null : 1 - useful,
    wantedSeconds: tally.wantedSeconds,
    readySpotReplicaSeconds: tally.readySpotSeconds,
    billedReplicaSeconds: tally.billedSeconds,
  };
}

type CostPart = Pick<CommonMetrics, 'cost' | 'standardCost' | 'relativeCost' | 'costPerReadyHour'>;

function costMetrics(
  { spot, standard, disk, dedicated, plans, reference }: Costs,
  readySeconds: number,
): CostPart {
  const compute = spot + standard + dedicated;
  const replicas = compute + disk;
  const cost: CostMetrics = {
    total: fromMicro(replicas + plans.ptu + plans.modelUnit + plans.calls),
    spot: fromMicro(spot),
    standard: fromMicro(standard),
    disk: fromMicro(disk),
    dedicated: fromMicro(dedicated),
    ptu: fromMicro(plans.ptu),
    modelUnit: fromMicro(plans.modelUnit),
    calls: fromMicro(plans.calls),
  };
  return {
    cost,
    standardCost: reference === null ? null : fromMicro(reference),
    relativeCost: reference === null ? null : ratio(compute, reference),
    costPerReadyHour: ratio(fromMicro(replicas), readySeconds / HOUR),
  };
}

function costsOf(tally: ServiceTally, service: number, { inputs, ledger }: Folded): Costs {
  const { spot, standard, disk } = ledger.services[service];
  const { standardReference: price, job } = inputs.services[service];
  const seconds = job?.leastReplicaSeconds ?? tally.desiredSeconds;
  const hours = Math.floor(seconds / HOUR);
  const rest = seconds - hours * HOUR;
  const reference = price === null ? null : price * hours + Math.round((price * rest) / HOUR);
  return { spot, standard, disk, dedicated: 0, plans: NO_PLANS, reference };
}

function sumCosts(
  costs: readonly Costs[],
  { dedicated, ptu = 0, modelUnit = 0, calls = 0 }: LedgerTotals,
): Costs {
  const sum = (part: 'spot' | 'standard' | 'disk'): Micro => costs.reduce((all, one) => all + one[part], 0);
  const references = costs.flatMap(({ reference }) => (reference === null ? [] : [reference]));
  const reference = sumOrNull(references);
  return {
    spot: sum('spot'),
    standard: sum('standard'),
    disk: sum('disk'),
    dedicated,
    plans: { ptu, modelUnit, calls },
    reference,
  };
}

function placementMetrics(
  tally: ServiceTally,
  service: number,
  { inputs, ledger }: Folded,
): PlacementMetrics[] {
  const amounts = new Map<string, Micro>();
  for (const { entry, pool, mode, amount } of ledger.services[service].placements) {
    const key = placementKey(entry, pool < 0 ? DEDICATED_TYPE : inputs.pools[pool].type, mode);
    amounts.set(key, (amounts.get(key) ?? 0) + amount);
  }
  const rows = tally.placements.map((placement) => ({
    ...placement,
    cost: fromMicro(amounts.get(placementKey(placement.entry, placement.type, placement.mode)) ?? 0),
  }));
  return rows.sort((a, b) => a.entry - b.entry || (a.type < b.type ? -1 : a.type > b.type ? 1 : 0));
}

function joined(recoveries: readonly Recovery[]): Counts {
  const all: Counts = new Map();
  for (const { spells } of recoveries) for (const [length, times] of spells) count(all, length, times);
  return all;
}

const placementKey = (entry: number, type: string, mode: PlacementMode): string => `${entry}/${mode}/${type}`;

const spells = (lengths: Counts, censored: number): SpellMetrics => ({
  ...countedSummary(lengths),
  censored,
});

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Null where one is missing, or there is none to sum. */
function sumOrNull(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return values.length === 0 ? null : sum;
}
