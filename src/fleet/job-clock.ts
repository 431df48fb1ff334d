import { isPreemption, RANK } from '../events/index.js';
import type { JobPhase } from '../events/index.js';
import type { FleetContext } from './context.js';
import { replicaAt, serviceAt, touch } from './context.js';
import { beginStrategy } from './decisions.js';
import { retire } from './holding.js';
import type { GangMember, JobSetup, JobState } from './job.js';
import { nextDue, progressAt } from './job.js';
import { finishWork } from './lifecycle.js';
import { isServing } from './replica.js';
import type { Replica } from './replica.js';
import type { Service } from './service.js';

/** Compares the clock of every job that something happened to with the units that it has (ranks 7 and 8). */
export function judgeJobs(context: FleetContext): void {
  for (const index of context.unsettled.list) judgeJob(context, serviceAt(context, index));
}

/** One unit of the gang lost, and all restart; all units there, and the restart begins. */
export function judgeJob(context: FleetContext, service: Service): void {
  const setup = context.setup.services[service.index]?.job;
  const job = context.jobs[service.index];
  if (setup === undefined || job === undefined || job.phase === 'done') return;
  const lost = job.gang.some((member) => !isHeld(context, member));
  if (lost) breakUp(context, service, job, setup);
  if (job.gang.length === 0) {
    const units = fullGang(context, service);
    if (units !== undefined) begin(context, service, job, units);
  } else reschedule(context, service.index);
}

/** A job is submitted (rank 6); before, nobody asks for anything. */
export function submitJob(context: FleetContext, index: number): void {
  const service = serviceAt(context, index);
  service.phase = 'created';
  context.recorder.desired(context.simulation.now, index, service.wanted);
  beginStrategy(context, service);
  touch(context, service);
}

/** What was due falls due (rank 5): the restart is over, a checkpoint begins or ends, the work is done. */
export function advanceJob(context: FleetContext, index: number): void {
  const setup = context.setup.services[index]?.job;
  const job = context.jobs[index];
  if (setup === undefined || job === undefined) return;
  job.due = -1;
  job.dueAt = -1;
  accrue(job, context.simulation.now);
  const { phase, progress } = job;
  if (phase === 'working' && progress >= setup.work) {
    enter(context, index, 'done');
    finishWork(context, serviceAt(context, index));
    return;
  }
  const saves = phase === 'working' && (setup.checkpoint?.cost ?? 0) > 0;
  if (phase !== 'restarting' && !saves) job.saved = progress;
  enter(context, index, saves ? 'saving' : 'working');
}

function begin(context: FleetContext, service: Service, job: JobState, units: readonly Replica[]): void {
  job.gang = units.map(({ id, acquisitions }) => ({ id, acquisition: acquisitions }));
  job.tier = units[0].tier;
  const restart = context.setup.services[service.index].job?.restart ?? 0;
  enter(context, service.index, restart > 0 ? 'restarting' : 'working');
}

function breakUp(context: FleetContext, service: Service, job: JobState, setup: JobSetup): void {
  const { gang } = job;
  const forced = gang.some(
    (member) => !isHeld(context, member) && isPreemption(replicaAt(context, member.id).cause),
  );
  accrue(job, context.simulation.now);
  // A gang that we gave up ourselves was saved before it went: see `saveBeforeLeaving`.
  if (setup.checkpoint !== undefined) job.progress = job.saved;
  job.gang = [];
  job.tier = null;
  enter(context, service.index, 'waiting');
  if (!forced) return;
  for (const member of gang) {
    if (isHeld(context, member)) retire(context, replicaAt(context, member.id), 'gang', 0);
  }
}

/** The job is in another phase from now on; what falls due next is put on the agenda. */
function enter(context: FleetContext, index: number, phase: JobPhase): void {
  const job = context.jobs[index] as JobState;
  const { now } = context.simulation;
  job.phase = phase;
  job.since = now;
  if (phase === 'done') {
    job.gang = [];
    job.tier = null;
  }
  context.recorder.job(now, index, phase, job.progress, job.tier);
  reschedule(context, index);
}

function reschedule(context: FleetContext, index: number): void {
  const { simulation, setup, handlers } = context;
  const job = context.jobs[index] as JobState;
  const outlook = { now: simulation.now, noticeEnds: noticeEnds(context, job) };
  const due = nextDue(job, setup.services[index].job as JobSetup, outlook);
  if (due === job.dueAt) return;
  if (job.due >= 0) simulation.cancel(job.due);
  // A notice that is just long enough for a checkpoint: it begins at once.
  if (due === outlook.now) {
    advanceJob(context, index);
    return;
  }
  job.due = due < 0 ? -1 : simulation.schedule(due, RANK.ready, handlers.job, index);
  job.dueAt = due;
}

/** Work done is written down as of now. */
function accrue(job: JobState, now: number): void {
  job.progress = progressAt(job, now);
  job.since = now;
}

/** Second at which the first unit in notice goes; Infinity where none is. */
function noticeEnds(context: FleetContext, { gang }: JobState): number {
  let ends = Infinity;
  for (const { id } of gang) {
    const { state, releaseAt } = replicaAt(context, id);
    if (state === 'ready-noticed') ends = Math.min(ends, releaseAt);
  }
  return ends;
}

/** It serves, and is still the unit that the job began on. */
function isHeld(context: FleetContext, { id, acquisition }: GangMember): boolean {
  const replica = replicaAt(context, id);
  return isServing(replica) && replica.acquisitions === acquisition;
}

/** As many ready units as the job works on, of one list; undefined while no list has them. */
function fullGang(context: FleetContext, service: Service): readonly Replica[] | undefined {
  const byLine = new Map<number, Replica[]>();
  for (const id of service.replicas) {
    const replica = replicaAt(context, id);
    if (replica.state !== 'ready') continue;
    const found = byLine.get(replica.line) ?? [];
    found.push(replica);
    byLine.set(replica.line, found);
    if (found.length === service.wanted) return found;
  }
  return undefined;
}
