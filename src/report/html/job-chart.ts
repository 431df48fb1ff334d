import type { JobStanding } from '../../metrics/index.js';
import type { RunHistory } from '../../model/index.js';
import { formatDuration, HOUR } from '../../units/index.js';
import { counted, span } from '../numbers.js';
import { niceRange, numberScale } from '../scale.js';
import type { Scale } from '../scale.js';
import { figure, text, xAxis, yAxis } from './frame.js';
import type { Drawing, Plot, Size } from './frame.js';
import { areaKey, legend, lineKey, mark, markKey, px } from './marks.js';
import { tag } from './markup.js';
import type { Content, Markup } from './markup.js';
import { stackedArea } from './stacked-area.js';
import { timePlot } from './time-plot.js';

type Job = RunHistory['jobs'][number];

const STRIP = 22;

const STANDINGS: readonly JobStanding[] = ['spot', 'standard', 'restarting', 'saving', 'waiting'];

/** Colours by number; that of a job without units is the grey one. */
const series = (standing: JobStanding): number => (standing === 'waiting' ? 5 : STANDINGS.indexOf(standing));

const STRIPES: Readonly<Record<JobStanding, string>> = {
  spot: 'working on spot',
  standard: 'working on standard',
  restarting: 'restarting',
  saving: 'writing a checkpoint',
  waiting: 'without units',
};

/** Work done over time beside the even pace to the deadline; above it, what the job stood on. */
export function jobChart(job: Job, horizon: number): Markup {
  const { name, deadline, finishedAt, starts, losses } = job;
  const end =
    finishedAt === null
      ? `not done by the end, deadline ${formatDuration(deadline)}`
      : `done at ${formatDuration(finishedAt)}, deadline ${formatDuration(deadline)}`;
  const lost = losses.reduce((sum, { amount }) => sum + amount, 0);
  const begun = counted(
    starts.reduce((sum, { amount }) => sum + amount, 0),
    'start',
  );
  const told = `${end}; ${begun}${lost === 0 ? '' : `, ${span(lost)} of work lost`}`;
  return figure({
    caption: `${name}: work done, and the even pace to the deadline; above, what it stood on; ${told}.`,
    label: `Work done of ${name} over time, of ${span(job.work)}: ${told}.`,
    legend: legend([
      lineKey('line ink', 'work done'),
      lineKey('line s5 dashed', 'even pace'),
      lineKey('line s1 dotted', 'deadline'),
      ...stripesOf(job).map((standing) => areaKey(series(standing), STRIPES[standing])),
      markKey('down', 'fill s2', 'start'),
      ...(losses.length === 0 ? [] : [markKey('diamond', 'fill s1', 'work lost')]),
    ]),
    draw: (size) => draw(job, horizon, size),
  });
}

const stripesOf = ({ shares }: Job): readonly JobStanding[] =>
  STANDINGS.filter((standing) => shares[standing].some((share) => share > 0));

function draw(job: Job, horizon: number, size: Size): Drawing {
  const narrow = size.name === 'narrow';
  const height = narrow ? 230 : 270;
  const [top, bottom] = [30 + STRIP, height - 40];
  const y = numberScale(niceRange([0, job.work / HOUR], 5), [bottom, top], narrow ? 4 : 6);
  const { plot, x } = timePlot(size, { y, top, bottom, horizon });
  return {
    height,
    content: [
      yAxis(y, plot, 'hours of work'),
      strip(job, plot, narrow ? 3 : 1),
      paceLines(job, x, y, horizon),
      tag('path', { d: progressPath(job, plot, y), class: 'line ink' }),
      marks(job, plot, y),
      xAxis(x, plot),
      text('time since the start', plot.right, height - 5, 'end'),
    ],
  };
}

/** Columns joined `by` to one, so that none is finer than the picture. */
function strip({ shares }: Job, { left, right }: Plot, by: number): Content {
  const size = Math.ceil(shares.spot.length / by);
  const joined = Array.from({ length: 6 }, () => new Float64Array(size));
  for (const standing of STANDINGS)
    joined[series(standing)] = Float64Array.from({ length: size }, (_, i) => {
      const part = shares[standing].slice(i * by, (i + 1) * by);
      return part.reduce((sum, share) => sum + share, 0) / part.length;
    });
  return stackedArea(joined, { from: left, to: right, y: (share) => 20 + STRIP * (1 - share) });
}

function paceLines({ submitted, deadline, work }: Job, x: Scale, y: Scale, horizon: number): Content {
  const until = Math.min(deadline, horizon);
  const paced = ((until - submitted) / (deadline - submitted)) * (work / HOUR);
  const [from, to] = [px(x.at(submitted)), px(x.at(until))];
  const even = tag('path', {
    d: `M${from} ${px(y.at(0))}L${to} ${px(y.at(paced))}`,
    class: 'line s5 dashed',
  });
  if (deadline > horizon) return even;
  return [
    even,
    tag('path', { d: `M${to} ${px(y.at(0))}V${px(y.at(work / HOUR))}`, class: 'line s1 dotted' }),
  ];
}

/** Straight where the pace does not change. */
function progressPath({ done }: Job, { left, right }: Plot, y: Scale): string {
  const at = (i: number): string =>
    `${px(left + ((right - left) * i) / (done.length - 1))} ${px(y.at(done[i] / HOUR))}`;
  const bends = [...done.keys()].filter(
    (i) => i === 0 || i === done.length - 1 || Math.abs(done[i + 1] - 2 * done[i] + done[i - 1]) > 1,
  );
  return `M${bends.map(at).join('L')}`;
}

function marks({ done, starts, losses }: Job, { left, right }: Plot, y: Scale): Content {
  const width = (right - left) / (done.length - 1);
  const place = (column: number, value: number) => ({
    ...{ x: left + width * (column + 0.5), y: y.at(value / HOUR), size: 3.5 },
  });
  return [
    starts.map(({ column, amount }) =>
      mark('down', raised(place(column, done[column])), 'fill s2', counted(amount, 'start')),
    ),
    losses.map(({ column, amount }) =>
      mark('diamond', place(column, done[column + 1]), 'fill s1', `${span(amount)} of work lost`),
    ),
  ];
}

const raised = (at: { readonly x: number; readonly y: number; readonly size: number }) => ({
  ...at,
  y: at.y - 6,
});
