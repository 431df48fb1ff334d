import type { MicroPerHour, Seconds } from '../units/index.js';

/** A quantity over time: `value[i]` from second `at[i]` on, until the next one. The first second is 0. */
export interface Path {
  readonly at: readonly Seconds[];
  readonly value: readonly number[];
}

/** One spot pool as it turned out: units open to us, and the price of the job's tier. */
export interface SpotPath {
  readonly stock: Path;
  readonly price: Path;
  /** The most that the job pays there; no bound where absent. */
  readonly ceiling?: MicroPerHour;
}

/** What is to be done, from second 0 of the paths on. */
export interface JobTerms {
  readonly work: Seconds;
  readonly deadline: Seconds;
  readonly restart: Seconds;
  readonly replicas: number;
  readonly spot: readonly SpotPath[];
  /** Of units that are always there; null for none. */
  readonly standardPrice: MicroPerHour | null;
  /** Length of the steps in which the schedule moves. */
  readonly step: Seconds;
}

/** The schedule that costs least. Times are of the gang. */
export interface OmniscientJob {
  /** Micro-units of the currency; not rounded. */
  readonly cost: number;
  readonly usefulSpotSeconds: Seconds;
  readonly usefulStandardSeconds: Seconds;
  readonly starts: number;
  readonly finishedAt: Seconds;
}

/**
 * Least cost of a job by its deadline, had everything been known (the Omniscient of Wu et al., "Can't Be Late", NSDI'24,
 * section 5.3.1, for any number of pools and for prices that move): a dynamic programme over time, work left and what
 * the job stands on. It never loses work, since it saves before every preemption, and writes no checkpoint; so no
 * strategy costs less, whatever its checkpoints, unless the provider gives interrupted time for nothing
 * (`interruptedFree`).
 *
 * Where work, restart, deadline and every change of price and stock fall on whole steps the result is exact: a schedule
 * that changes between two steps can be moved to one of them at no greater cost. Elsewhere work and restart are rounded
 * down, the deadline up, a step in which spot is there for a part counts as a whole, and has the least price in it: the
 * cost is then a lower bound, below the exact one by at most some steps' cost per change of units. Undefined where no
 * schedule meets the deadline. Time and memory grow with (deadline / step) x (work / step) x (pools + 2).
 */
export function omniscientJob(terms: JobTerms): OmniscientJob | undefined {
  const grid = gridOf(terms);
  const choices = new Uint8Array(grid.steps * (grid.work + 1) * (grid.lanes.length + 1));
  const cost = solve(grid, choices)[grid.work];
  return cost === Infinity ? undefined : follow(terms, grid, choices, cost);
}

/** By whole steps of work: the least cost of having done them by the deadline; Infinity where nobody could. */
export const leastCostsOfWork = (terms: JobTerms): Float64Array => solve(gridOf(terms), undefined);

/** Cost of one step of what the job may stand on; Infinity where it is not to be had. */
type Lane = Float64Array;

interface Grid {
  readonly steps: number;
  readonly work: number;
  readonly restart: number;
  readonly lanes: readonly Lane[];
  /** By lane and step: cost of a restart that begins there, Infinity where the lane does not last. */
  readonly restarts: readonly Float64Array[];
  /** Layers of time that are looked at from any one. */
  readonly depth: number;
  readonly standard: number;
}

function gridOf(terms: JobTerms): Grid {
  const { step, replicas, standardPrice, spot } = terms;
  const steps = Math.ceil(terms.deadline / step);
  const restart = Math.floor(terms.restart / step);
  const perStep = (replicas * step) / 3600;
  const lanes = spot.map((path) => laneOf(path, terms, steps).map((price) => price * perStep));
  if (standardPrice !== null) lanes.push(new Float64Array(steps).fill(standardPrice * perStep));
  return {
    ...{ steps, restart, lanes, work: Math.floor(terms.work / step), depth: restart + 2 },
    restarts: lanes.map((lane) => restartsOf(lane, restart)),
    standard: standardPrice === null ? -1 : lanes.length - 1,
  };
}

/** Least price within each step in which there are units under the ceiling, at least for a part of it. */
function laneOf({ stock, price, ceiling = Infinity }: SpotPath, terms: JobTerms, steps: number): Lane {
  const lane = new Float64Array(steps).fill(Infinity);
  const end = steps * terms.step;
  const bounds = [...new Set([...stock.at, ...price.at])].sort((a, b) => a - b).filter((at) => at < end);
  let [unit, level] = [0, 0];
  bounds.forEach((from, i) => {
    while (unit + 1 < stock.at.length && stock.at[unit + 1] <= from) unit += 1;
    while (level + 1 < price.at.length && price.at[level + 1] <= from) level += 1;
    const paid = price.value[level];
    if (stock.value[unit] < terms.replicas || paid > ceiling) return;
    const until = Math.ceil((bounds[i + 1] ?? end) / terms.step);
    for (let at = Math.floor(from / terms.step); at < until; at += 1) lane[at] = Math.min(lane[at], paid);
  });
  return lane;
}

function restartsOf(lane: Lane, restart: number): Float64Array {
  const costs = new Float64Array(lane.length).fill(Infinity);
  for (let at = 0; at + restart <= lane.length; at += 1) {
    let cost = 0;
    for (let within = 0; within < restart; within += 1) cost += lane[at + within];
    costs[at] = cost;
  }
  return costs;
}

/** Goes backwards through time: the least cost by steps of work, and, where they are asked for, all choices on the way. */
function solve(grid: Grid, choices: Uint8Array | undefined): Float64Array {
  const { steps, work, lanes, depth } = grid;
  const modes = lanes.length + 1;
  const width = (work + 1) * modes;
  const layers = Array.from({ length: depth }, () => new Float64Array(width).fill(Infinity));
  layers[steps % depth].fill(0, 0, modes);
  for (let at = steps - 1; at >= 0; at -= 1) {
    const here = layers[at % depth].fill(Infinity);
    here.fill(0, 0, modes);
    decide(grid, layers, { at, here, choices });
  }
  return Float64Array.from({ length: work + 1 }, (_, left) => layers[0][left * modes]);
}

interface Instant {
  readonly at: number;
  readonly here: Float64Array;
  readonly choices: Uint8Array | undefined;
}

/** What a choice says: nothing for a step, a step of work, or (from this number on) a restart on a lane. */
const REST = 0;
const WORK = 1;
const RESTART = 2;

/** The best that can be done from one instant on, standing on nothing (mode 0) or on a lane (its number and 1). */
function decide(grid: Grid, layers: readonly Float64Array[], { at, here, choices }: Instant): void {
  const { lanes, restarts, restart, depth, steps, work } = grid;
  const modes = lanes.length + 1;
  const next = layers[(at + 1) % depth];
  // A restart of no length is followed by a step of work.
  const [ready, back] = restart === 0 ? [next, modes] : [layers[(at + restart) % depth], 0];
  const inTime = at + Math.max(1, restart) <= steps;
  const begin = lanes.map((lane, i) => (inTime ? (restart === 0 ? lane[at] : restarts[i][at]) : Infinity));
  const stay = lanes.map((lane) => lane[at]);
  const most = Math.min(work, steps - at);
  for (let left = 1; left <= most; left += 1) {
    const base = left * modes;
    const row = at * (work + 1) * modes + base;
    let best = next[base];
    let choice = REST;
    for (let lane = 0; lane < begin.length; lane += 1) {
      const cost = begin[lane] + ready[base - back + lane + 1];
      if (cost >= best) continue;
      best = cost;
      choice = RESTART + lane;
    }
    here[base] = best;
    if (choices !== undefined) choices[row] = choice;
    for (let lane = 1; lane < modes; lane += 1) {
      const cost = stay[lane - 1] + next[base - modes + lane];
      here[base + lane] = Math.min(cost, best);
      if (choices !== undefined) choices[row + lane] = cost <= best ? WORK : choice;
    }
  }
}

/** Goes through the schedule once more, forwards, and counts. */
function follow(terms: JobTerms, grid: Grid, choices: Uint8Array, cost: number): OmniscientJob {
  const { work, restart, lanes, standard } = grid;
  const modes = lanes.length + 1;
  const useful = { spot: 0, standard: 0 };
  let [at, left, mode, starts] = [0, work, 0, 0];
  while (left > 0) {
    const choice = choices[(at * (work + 1) + left) * modes + mode];
    if (choice === REST) {
      mode = 0;
      at += 1;
      continue;
    }
    if (choice >= RESTART) {
      mode = choice - RESTART + 1;
      starts += 1;
      at += restart;
      if (restart > 0) continue;
    }
    useful[mode - 1 === standard ? 'standard' : 'spot'] += 1;
    left -= 1;
    at += 1;
  }
  const { step } = terms;
  return {
    ...{ cost, starts, finishedAt: at * step },
    ...{ usefulSpotSeconds: useful.spot * step, usefulStandardSeconds: useful.standard * step },
  };
}
