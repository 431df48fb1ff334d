import type { ReplicatedRun } from '../experiment/index.js';
import type { JobMetrics } from '../metrics/index.js';
import type { RunResults } from '../model/index.js';
import { cut } from './document.js';
import type { Section } from './document.js';
import { count, hours, money, moneyColumn, NONE, percent, roughly, span } from './numbers.js';

/** What became of every deadline job; undefined without jobs. */
export function jobSection({ jobs = {}, currency }: RunResults): Section | undefined {
  const all = Object.entries(jobs);
  if (all.length === 0) return undefined;
  const cents = moneyColumn(all.map(([, { cost }]) => cost));
  const heads = ['On spot,\nhours', 'standard,\nhours', 'Re-\nstarts', 'Lost', 'Idle', 'Pre-\nempted'];
  const columns = [
    ...[
      { head: 'Job', wraps: true },
      { head: 'Deadline', wraps: true },
    ],
    ...[...heads, `Cost\n${currency}`, 'Of\nstandard'].map((head) => ({ head, figures: true })),
  ];
  const { rows, lines } = cut(
    all.map(([name, job]) => [
      ...[name, deadlineOf(job), hours(job.usefulSpotSeconds), hours(job.usefulStandardSeconds)],
      ...[count(job.starts), span(job.lostSeconds), span(job.idleSeconds), count(job.preemptions.total)],
      ...[cents(job.cost), roughly(job.relativeCost)],
    ]),
  );
  const restarts = all.reduce((sum, [, { restartSeconds }]) => sum + restartSeconds, 0);
  const told = `Hours are of work that was kept; restarts took ${span(restarts)} more.`;
  const undone = all.some(([, { finishedAt }]) => finishedAt === null) ? [WHOLE] : [];
  return { title: 'Jobs', table: { columns, rows }, lines: [...lines, told, ...undone] };
}

const WHOLE = 'Of standard: of what the whole work would have cost, though not all of it was done.';

/** What standard instances would have done for their cost, and the run did not; empty where all jobs were done. */
export function undoneWork({ jobs = {} }: Pick<RunResults, 'jobs'>): string {
  const undone = Object.entries(jobs).flatMap(([name, { finishedAt }]) =>
    finishedAt === null ? [name] : [],
  );
  if (undone.length === 0) return '';
  const whose = undone.length === 1 ? undone[0] : `${undone.length} jobs`;
  return ` with the work of ${whose} done, which here it is not`;
}

function deadlineOf({ met, finishedAt, lateSeconds, usefulSeconds }: JobMetrics): string {
  if (finishedAt === null) return `not done, ${span(usefulSeconds)} of its work are`;
  return met ? `met at ${span(finishedAt)}` : `missed by ${span(lateSeconds)}`;
}

/** `train met its deadline.`; undefined without jobs. */
export function jobSentence({ jobs = {} }: RunResults): string | undefined {
  const all = Object.entries(jobs);
  if (all.length === 0) return undefined;
  const missed = all.filter(([, { met }]) => !met);
  if (all.length > 1) return `${all.length - missed.length} of ${all.length} jobs met their deadlines.`;
  const [[name, job]] = all;
  const kept = job.usefulSeconds === 0 ? 0 : job.usefulSpotSeconds / job.usefulSeconds;
  const where = `${roughly(kept)} of its work was done on spot`;
  if (job.met) return `${name} met its deadline; ${where}.`;
  if (job.lateSeconds !== null) return `${name} missed its deadline by ${span(job.lateSeconds)}; ${where}.`;
  const unfinished = `${name} was not done by the end: ${span(job.usefulSeconds)} of its work are`;
  return job.usefulSeconds === 0 ? `${unfinished}.` : `${unfinished}, ${roughly(kept)} of that on spot.`;
}

/** Share of the jobs that met their deadlines; null without jobs. */
export function metShare({ jobs = {} }: RunResults): number | null {
  const all = Object.values(jobs);
  return all.length === 0 ? null : all.filter(({ met }) => met).length / all.length;
}

/** Rows of a comparison of runs, summed over jobs. */
export const JOB_ROWS: readonly (readonly [string, (jobs: readonly JobMetrics[]) => string])[] = [
  ['Deadlines met', (jobs) => `${jobs.filter(({ met }) => met).length} of ${jobs.length}`],
  ['  work on spot, hours', (jobs) => hours(sum(jobs, 'usefulSpotSeconds'))],
  ['  work on standard, hours', (jobs) => hours(sum(jobs, 'usefulStandardSeconds'))],
  ['  starts', (jobs) => count(sum(jobs, 'starts'))],
  ['  work lost', (jobs) => span(sum(jobs, 'lostSeconds'))],
];

const sum = (
  jobs: readonly JobMetrics[],
  key: 'usefulSpotSeconds' | 'usefulStandardSeconds' | 'starts' | 'lostSeconds',
): number => jobs.reduce((all, job) => all + job[key], 0);

/** What to expect of every job; undefined without jobs. */
export function expectedJobs({ jobs = {}, currency }: ReplicatedRun): Section | undefined {
  const all = Object.entries(jobs);
  if (all.length === 0) return undefined;
  const heads = ['Deadline\nmet', `Cost\n${currency}`, 'Low', 'High', 'Of\nstandard', 'On spot,\nhours'];
  const columns = [
    { head: 'Job', wraps: true },
    ...[...heads, 'standard,\nhours', 'Starts'].map((head) => ({ head, figures: true })),
  ];
  const { rows, lines } = cut(
    all.map(([name, job]) => [
      ...[name, percent(job.met.mean), money(job.cost.mean), money(job.cost.low), money(job.cost.high)],
      ...[roughly(job.relativeCost.mean), hours(job.usefulSpotSeconds.mean)],
      ...[
        hours(job.usefulStandardSeconds.mean),
        job.starts.mean === null ? NONE : job.starts.mean.toFixed(1),
      ],
    ]),
  );
  const undone = all.some(([, { finishedAt, cost }]) => finishedAt.n < cost.n) ? [WHOLE] : [];
  return { title: 'Expected of each job', table: { columns, rows }, lines: [...lines, ...undone] };
}
