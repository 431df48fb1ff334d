import type { LeastTerms } from '../model/index.js';
import type { JobSpec } from '../scenario/index.js';
import { invariant } from '../units/index.js';
import type { Seconds } from '../units/index.js';
import { gangRates } from './job-lanes.js';
import { leastCostsOfWork, type Path } from './omniscient-job.js';

/** What a job asks of its market at least. */
export interface LeastJob {
  /** Whether all of the work could be done by the deadline. */
  readonly met: boolean;
  /** Work that could be done by then: all of it, or as much as could be. */
  readonly usefulSeconds: Seconds;
  /** Of doing that, in micro-units. */
  readonly cost: number;
  /** Of doing what the run did, in the time that it may take for it, in micro-units. */
  readonly costAsDone: number;
}

/** What a run did of a job. */
export interface DoneJob {
  readonly met: boolean;
  readonly usefulSeconds: Seconds;
  readonly finishedAt: Seconds | null;
}

type Asked = Pick<JobSpec, 'at' | 'work' | 'deadline' | 'restart' | 'replicas'>;

/**
 * The least cost of a job with perfect foresight, in a run that is looked at up to second `until`. What a job did is to
 * be done again by its deadline; where it was later, by the second in which it was done; where it was not done, by
 * `until`.
 */
export function leastJob(
  kinds: readonly LeastTerms[],
  asked: Asked,
  done: DoneJob,
  until: Seconds,
): LeastJob {
  const { at, work, deadline } = asked;
  const open = Math.max(0, until - at);
  const inTime = Math.min(deadline, open);
  if (inTime === 0) return { met: false, usefulSeconds: 0, cost: 0, costAsDone: 0 };
  const given = done.met ? inTime : (done.finishedAt ?? until) - at;
  const wished = solved(kinds, asked, inTime);
  const same = given === inTime ? wished : solved(kinds, asked, given);
  // Who can do so much can do less.
  const most = wished.costs.filter((cost) => cost < Infinity).length - 1;
  const costAsDone = same.costs[Math.floor(done.usefulSeconds / same.step)];
  invariant(costAsDone < Infinity, 'what a run did can be done');
  const met = most === wished.costs.length - 1;
  return {
    met,
    usefulSeconds: met ? work : wished.exact ? most * wished.step : (most + 1) * wished.step - 1,
    cost: wished.costs[most],
    costAsDone,
  };
}

interface Solved extends Grid {
  /** Least costs by whole steps of work. */
  readonly costs: Float64Array;
}

function solved(kinds: readonly LeastTerms[], { at, work, restart, replicas }: Asked, by: Seconds): Solved {
  const lanes = gangRates(kinds, replicas, { from: at, until: at + by });
  const { step, exact } = gridOf({ work, restart, by }, lanes);
  const stock: Path = { at: [0], value: [1] };
  const spot = lanes.map((price) => ({ stock, price }));
  const terms = { ...{ work, restart, deadline: by, replicas: 1, step }, standardPrice: null };
  return { step, exact, costs: leastCostsOfWork({ ...terms, spot }) };
}

/** States of the dynamic programme at most: they take some hundredths of a second. */
const MOST_STATES = 2e6;

interface Lengths {
  readonly work: Seconds;
  readonly restart: Seconds;
  readonly by: Seconds;
}

interface Grid {
  readonly step: Seconds;
  /** Nothing is rounded. */
  readonly exact: boolean;
}

/**
 * The longest step in which nothing is rounded, if that is not too short; else one that leaves work and restart whole,
 * or simply the shortest that is not.
 */
function gridOf({ work, restart, by }: Lengths, lanes: readonly Path[]): Grid {
  const least = Math.max(1, Math.ceil(Math.sqrt((by * work * (lanes.length + 1)) / MOST_STATES)));
  const whole = divisorOf(work, restart);
  const fine = lanes.reduce((step, { at }) => at.reduce(divisorOf, step), divisorOf(whole, by));
  if (fine >= least) return { step: fine, exact: true };
  for (let step = least; step <= Math.min(whole, 2 * least); step += 1)
    if (whole % step === 0) return { step, exact: false };
  return { step: least, exact: false };
}

/** The greatest common one. */
function divisorOf(a: number, b: number): number {
  let [one, other] = [a, b];
  while (other > 0) [one, other] = [other, one % other];
  return one;
}
