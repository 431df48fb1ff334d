import type { RunHistory } from '../../model/index.js';
import { counted, span } from '../numbers.js';
import type { Page, Piece, TextChart } from './canvas.js';
import { jobChart } from './job-chart.js';
import { planChart } from './plan-chart.js';
import { poolChart, takenFrom } from './pool-chart.js';
import {
  drawTimePanel,
  meanOf,
  mostOf,
  paintFilled,
  paintLevel,
  plotWidth,
  resampled,
} from './time-panel.js';

type Service = RunHistory['services'][number];

const MOST_SERVICES = 6;
const MOST_POOLS = 2;
const MOST_JOBS = 4;
const MOST_PLANS = 4;

/** One run over time: replicas of each service, work of each job, use of each plan, prices of the pools that matter most. */
export function chartRun(history: RunHistory, currency: string): readonly TextChart[] {
  const pools = history.pools
    .filter(({ price, ceilings, preemptions }) => price !== null && ceilings.length + preemptions.length > 0)
    .sort((a, b) => takenFrom(b) - takenFrom(a));
  return [
    ...chartServices(history),
    ...history.jobs.slice(0, MOST_JOBS).map((job) => jobChart(job, history.horizonSeconds)),
    ...history.plans
      .filter(({ kind }) => kind !== 'calls')
      .slice(0, MOST_PLANS)
      .map((plan) => planChart(plan, history.horizonSeconds)),
    ...pools.slice(0, MOST_POOLS).map((pool) => poolChart(pool, history.horizonSeconds, currency)),
  ];
}

/** The services of a run alone; those most down, where there are many. `of` says which run, where several are shown. */
export function chartServices(history: RunHistory, of?: string): readonly TextChart[] {
  const { services, horizonSeconds } = history;
  const shown =
    services.length > MOST_SERVICES ? [...services].sort((a, b) => downOf(b) - downOf(a)) : services;
  const named = of === undefined ? '' : `${of}, `;
  return shown
    .slice(0, MOST_SERVICES)
    .map((service) => serviceChart({ ...service, name: `${named}${service.name}` }, horizonSeconds));
}

const downOf = ({ down }: Service): number => down.reduce((sum, [from, to]) => sum + to - from, 0);

/** Ready replicas, with what is desired as a line; below them when it was down, and which entry most of them were on. */
function serviceChart(service: Service, horizon: number): TextChart {
  const { allReady, desired } = service;
  const top = [...desired.most, ...allReady.most].reduce((a, b) => (b > a ? b : a), 1);
  const rows = Math.min(4, Math.ceil(top));
  return {
    caption: captionOf(service, top),
    draw: (page) =>
      drawTimePanel(page, {
        ...{ horizon, rows },
        labels: [{ row: 0, text: String(top) }],
        paint: (plot) => {
          const { fill, level } = page.signs;
          paintFilled(plot, resampled(allReady.mean, plot.width, meanOf), { top, fill, ink: 'data' });
          paintLevel(plot, resampled(desired.most, plot.width, mostOf), { top, sign: level });
        },
        strips: [downStrip(service, horizon, page), entryStrip(service, page)].filter(
          (strip) => strip !== undefined,
        ),
      }),
  };
}

function captionOf(service: Service, top: number): string {
  const { name, down } = service;
  const spells =
    down.length === 0
      ? 'never down'
      : `down (x) ${span(downOf(service))} in ${counted(down.length, 'spell')}`;
  const used = usedEntries(service);
  const entries =
    used.length < 2
      ? ''
      : `; below, the entry that most were on: ${used.map((entry) => `${digit(entry)} ${quoted(service.entries[entry])}`).join(', ')}`;
  return `${name}: ready replicas, of ${top === 1 ? '1' : `up to ${top}`} desired; ${spells}${entries}`;
}

const usedEntries = ({ ready }: Service): readonly number[] =>
  [...ready.keys()].filter((entry) => ready[entry].most.some((value) => value > 0));

const quoted = (entry: string | undefined): string =>
  entry === undefined ? '(added by an update)' : `(${entry})`;
const digit = (entry: number): string => (entry < 10 ? String(entry) : '+');

function downStrip({ down }: Service, horizon: number, page: Page): Strip | undefined {
  if (down.length === 0) return undefined;
  const cells = new Array<Piece | null>(plotWidth(page)).fill(null);
  const { length } = cells;
  for (const [from, to] of down) {
    const last = Math.min(length - 1, Math.ceil((to * length) / horizon) - 1);
    for (let x = Math.floor((from * length) / horizon); x <= last; x += 1)
      cells[x] = { text: 'x', ink: 'bad' };
  }
  return { label: 'down', cells };
}

function entryStrip(service: Service, page: Page): Strip | undefined {
  const used = usedEntries(service);
  if (used.length < 2) return undefined;
  const width = plotWidth(page);
  const means = used.map((entry) => resampled(service.ready[entry].mean, width, meanOf));
  const cells = Array.from({ length: width }, (_, x) => {
    const best = means.reduce((most, mean, i) => (mean[x] > means[most][x] ? i : most), 0);
    return means[best][x] > 0 ? ({ text: digit(used[best]), ink: 'plain' } as const) : null;
  });
  return { label: 'entry', cells };
}

type Strip = Parameters<typeof drawTimePanel>[1]['strips'][number];
