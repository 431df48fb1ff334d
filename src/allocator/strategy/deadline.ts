import type { Seconds } from '../../units/index.js';
import { firmOf, isSpot, plainBid, spotOf } from './list.js';
import { StrategyError } from './strategy-error.js';
import type { Group, JobProgress, Observation, OwnReplica, Strategy, StrategyAnswer } from './strategy.js';

/** Lists of a job: it stands in one of them at a time, all of its units together. */
type Role =
  /** Spot, whenever there is some. */
  | 'spot'
  /** Spot if there is some at this moment, standard if not. */
  | 'catch-up'
  /** Standard until the end. */
  | 'standard';

/** What is kept from one decision to the next. */
export interface DeadlineState {
  readonly role: Role;
}

/** A decision takes effect in its own second; what it answers to may have been seen one second late. */
const LAG = 2;

/**
 * `greedy`: spot while it can be had; once the job is without units and no more time is left than two restarts and the
 * work take, standard until the end (the safety net).
 */
export const greedy = (): Strategy<DeadlineState> => towardsDeadline(() => Infinity, neverCaughtUp);

/**
 * `uniform-progress`, Wu et al., "Can't Be Late: Optimizing Spot Instance Savings under Deadlines" (NSDI'24): as
 * `greedy`, but a job that is without units and behind the even pace ep(t) = t work / deadline takes standard ones, and
 * leaves them for spot alone, once its progress is at ep(t + 2 restarts) (hysteresis) and there is some: from standard it
 * never goes idle. On spot it stays until it is preempted.
 */
export const uniformProgress = (): Strategy<DeadlineState> => towardsDeadline(fallsBehindAt, catchesUpAt);

/** `standard-only`: the standard entries in their order. */
export const standardOnly = (): Strategy<null> => always(firmOf);

/** `spot-only`: the spot entries in their order. */
export const spotOnly = (): Strategy<null> => always(spotOf);

const always = (choicesOf: (seen: Observation) => readonly number[]): Strategy<null> => ({
  initial: null,
  followsPrices: false,
  decide: (_, seen) => [
    null,
    [{ name: 'list', entries: choicesOf(seen).map(plainBid), count: seen.desired }],
  ],
});

/** A second of the run at which something holds of a job if nothing happens until then; `now` if it holds already. */
type Instant = (job: JobProgress, now: Seconds) => Seconds;

function towardsDeadline(behindAt: Instant, caughtUpAt: Instant): Strategy<DeadlineState> {
  return {
    initial: { role: 'spot' },
    followsPrices: false,
    decide: ({ role }, seen) => {
      const { at, job } = seen;
      if (job === undefined)
        throw new StrategyError('the strategy is for jobs: it needs work and a deadline');
      if (role === 'standard') return stand('standard', seen);
      const held = seen.replicas.filter(({ state }) => state !== 'waiting');
      if (held.length === 0) return idle(job, seen, behindAt(job, at));
      if (held.every((replica) => isOnSpot(replica, seen)))
        return ride(held[0].group === 'spot' ? 'spot' : role, job, seen);
      if (slack(job, at) <= 2 * job.restart + LAG) return stand(role, seen);
      const done = caughtUpAt(job, at);
      return done > at ? stand('catch-up', seen, done) : leaveForSpot(seen);
    },
  };
}

const isOnSpot = ({ choice }: OwnReplica, { choices }: Observation): boolean =>
  choice < 0 || isSpot(choices[choice]);

/**
 * From standard to spot, if there is some. Nobody sees whether there is, so a request for it stands open beside the
 * standard units, which go when all of it is ready.
 */
function leaveForSpot(seen: Observation): StrategyAnswer<DeadlineState> {
  const arrived = seen.replicas.filter(({ group, state }) => group === 'spot' && state === 'ready');
  if (arrived.length >= seen.desired) return stand('spot', seen);
  const role = 'catch-up';
  return [{ role }, [groupOf(role, seen), groupOf('spot', seen)]];
}

/** Time that is left beyond what the work takes. */
const slack = ({ deadline, needed }: JobProgress, at: Seconds): Seconds => deadline - at - needed;

/** Without units: the safety net, then the pace, then spot alone until one of the two has something to say. */
function idle(job: JobProgress, seen: Observation, behind: Seconds): StrategyAnswer<DeadlineState> {
  const { at } = seen;
  const safe = at + slack(job, at) - 2 * job.restart - LAG;
  if (safe <= at) return stand('standard', seen);
  if (behind <= at) return stand('catch-up', seen);
  return stand('spot', seen, Math.min(safe, behind));
}

/**
 * On spot it stays. Only where a preemption would throw the job so far back that standard units could not make it in
 * time (which takes checkpoints) does it leave before that.
 */
function ride(role: Role, job: JobProgress, seen: Observation): StrategyAnswer<DeadlineState> {
  if (job.checkpoint === null) return stand(role, seen);
  const left = slack(job, seen.at) - job.restart - 1;
  return left <= 0 ? stand('standard', seen) : stand(role, seen, seen.at + left);
}

function stand(role: Role, seen: Observation, wakeAt = Infinity): StrategyAnswer<DeadlineState> {
  const groups = [groupOf(role, seen)];
  return wakeAt === Infinity ? [{ role }, groups] : [{ role }, groups, Math.ceil(wakeAt)];
}

function groupOf(role: Role, seen: Observation): Group {
  const spot = role === 'standard' ? [] : spotOf(seen);
  const firm = role === 'spot' ? [] : firmOf(seen);
  return { name: role, entries: [...spot, ...firm].map(plainBid), count: seen.desired };
}

const neverCaughtUp: Instant = () => Infinity;

/** Progress per second of an even pace from submission to deadline. */
const paceOf = ({ work, deadline, submitted }: JobProgress): number => work / (deadline - submitted);

/** First second at which a job that makes no progress is behind ep(t). */
function fallsBehindAt(job: JobProgress, now: Seconds): Seconds {
  const due = job.submitted + Math.floor(job.done / paceOf(job)) + 1;
  return Math.max(now, due);
}

/** When a job that goes on working has done ep(t + 2d); never before the end, if it is so late that this never comes. */
function catchesUpAt(job: JobProgress, now: Seconds): Seconds {
  const { submitted, restart, done, restarting } = job;
  const pace = paceOf(job);
  const behind = (now + 2 * restart - submitted) * pace - done;
  if (behind <= 0) return now;
  return pace >= 1 ? Infinity : now + Math.max(1, Math.ceil((behind + restarting) / (1 - pace)));
}
