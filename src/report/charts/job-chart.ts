import type { RunHistory } from '../../model/index.js';
import { roughly, span } from '../numbers.js';
import type { Page, Piece, TextChart } from './canvas.js';
import {
  drawTimePanel,
  meanOf,
  mostOf,
  paintFilled,
  paintLevel,
  plotWidth,
  resampled,
} from './time-panel.js';

type Job = RunHistory['jobs'][number];

const ROWS = 4;

/** Letters of the strip: what a job stood on for the most of a column. */
const LETTERS: readonly (readonly [
  keyof Job['shares'],
  letter: string,
  ink: Piece['ink'],
  meaning: string,
])[] = [
  ['spot', 's', 'plain', 'on spot'],
  ['standard', 'S', 'plain', 'on standard'],
  ['restarting', 'r', 'bad', 'restarting'],
  ['saving', 'c', 'bad', 'writing a checkpoint'],
];

/** The work done, with the even pace to the deadline as a line; below, what the job stood on. */
export function jobChart(job: Job, horizon: number): TextChart {
  const { name, work, done, deadline, finishedAt } = job;
  const end =
    finishedAt === null
      ? `${roughly(done[done.length - 1] / work)} of it by the end`
      : finishedAt <= deadline
        ? `done ${span(deadline - finishedAt)} before its deadline`
        : `done ${span(finishedAt - deadline)} late`;
  const letters = LETTERS.filter(([standing]) => job.shares[standing].some((share) => share > 0));
  const key = letters.map(([, letter, , meaning]) => `${letter} ${meaning}`).join(', ');
  return {
    caption: `${name}: work, ${end}, with the even pace as a line; below, ${key === '' ? 'nothing: it never had units' : key}`,
    draw: (page) =>
      drawTimePanel(page, {
        ...{ horizon, rows: ROWS },
        labels: [
          { row: 0, text: '100 %' },
          { row: ROWS / 2, text: '50 %' },
        ],
        paint: (plot) => {
          paintFilled(plot, resampled(done.slice(1), plot.width, mostOf), {
            ...{ top: work, fill: page.signs.fill, ink: 'data' },
          });
          paintLevel(plot, pace(job, plot.width, horizon), { top: 1, sign: page.signs.level });
        },
        strips: [{ label: 'units', cells: cellsOf(job, page) }],
      }),
  };
}

/** Share of the work that an even pace has done by the end of each column; none after the deadline. */
const pace = ({ submitted, deadline }: Job, width: number, horizon: number): Float64Array =>
  Float64Array.from({ length: width }, (_, x) => {
    const share = (((x + 1) / width) * horizon - submitted) / (deadline - submitted);
    return share > 1 + horizon / width / (deadline - submitted) ? NaN : Math.min(1, share);
  });

function cellsOf({ shares }: Job, page: Page): readonly (Piece | null)[] {
  const width = plotWidth(page);
  const means = LETTERS.map(([standing]) => resampled(shares[standing], width, meanOf));
  return Array.from({ length: width }, (_, x) => {
    const best = means.reduce((most, mean, i) => (mean[x] > means[most][x] ? i : most), 0);
    const [, text, ink] = LETTERS[best];
    return means[best][x] > 0 ? { text, ink } : null;
  });
}
