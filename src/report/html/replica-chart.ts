import type { BinnedSteps } from '../../metrics/index.js';
import type { RunHistory } from '../../model/index.js';
import { count, counted, span } from '../numbers.js';
import { figure, text, xAxis, yAxis } from './frame.js';
import type { Drawing, Size } from './frame.js';
import { areaKey, legend, lineKey, px } from './marks.js';
import { tag } from './markup.js';
import type { Content, Markup } from './markup.js';
import { niceRange, numberScale } from '../scale.js';
import type { Scale } from '../scale.js';
import { stackedArea } from './stacked-area.js';
import { stepPath } from './step-path.js';
import { timePlot } from './time-plot.js';

type Service = RunHistory['services'][number];

const STRIP = 14;

/** Ready replicas over time, stacked by the entry of the list that they run on, with the spells of downtime above. */
export function replicaChart(service: Service, horizon: number): Markup {
  const { name, down, entries, ready } = service;
  const spells = down.length === 0 ? 'never down' : `down in ${counted(down.length, 'spell')}`;
  const downtime = span(down.reduce((sum, [from, to]) => sum + to - from, 0));
  const keys = [
    ...ready.map((_, entry) => areaKey(entry, `entry ${entry}: ${entries[entry] ?? 'added by an update'}`)),
    lineKey('line ink faint', 'least ready at once'),
    lineKey('line s5 dashed', 'desired'),
    ...(down.length === 0 ? [] : [{ sample: bar(1, 2, { width: 20, height: 10 }), text: 'down' }]),
  ];
  return figure({
    caption: `${name}: ready replicas by entry (mean of each column of time), the least of all in it, and what was desired; ${spells}${down.length === 0 ? '' : `, ${downtime} in all`}.`,
    label: `Ready replicas of ${name} over time by entry: ${spells}, ${downtime} of ${span(horizon)}.`,
    legend: legend(keys),
    draw: (size) => draw(service, horizon, size),
  });
}

const bar = (x: number, y: number, { width, height }: { width: number; height: number }): Markup =>
  tag('rect', { x: px(x), y: px(y), width: px(width), height: px(height), class: 'down' });

function draw({ ready, allReady, desired, down }: Service, horizon: number, size: Size): Drawing {
  const narrow = size.name === 'narrow';
  const height = narrow ? 220 : 250;
  const top = 24 + STRIP;
  const bottom = height - 40;
  const most = [...desired.most, ...allReady.most].reduce((a, b) => (b > a ? b : a), 1);
  const y = wholeScale(numberScale(niceRange([0, most], 5), [bottom, top], narrow ? 4 : 6));
  const { plot, x, places, shown } = timePlot(size, { y, top, bottom, horizon });
  const all = shown(allReady);
  const least: BinnedSteps = { ...all, first: all.least, last: all.least, most: all.least };
  return {
    height,
    content: [
      yAxis(y, plot, 'replicas'),
      stackedArea(
        ready.map((bins) => shown(bins).mean),
        places,
      ),
      tag('path', { d: stepPath(least, places), class: 'line ink faint' }),
      tag('path', { d: stepPath(shown(desired), places), class: 'line s5 dashed' }),
      xAxis(x, plot),
      text('time since the start', plot.right, height - 5, 'end'),
      spellBars(down, x),
    ],
  };
}

/** Replicas are whole: marks between them would say nothing. */
const wholeScale = ({ at, ticks }: Scale): Scale => ({
  at,
  ticks: ticks
    .filter(({ at: value }) => Number.isInteger(value))
    .map(({ at: value }) => ({ at: value, label: count(value) })),
});

/** At least a hair wide each; those that a hair covers already are left out. */
function spellBars(down: Service['down'], x: Scale): Content {
  let drawnTo = -Infinity;
  return down.map(([from, to]) => {
    const left = x.at(from);
    const right = Math.max(x.at(to), left + 1.5);
    if (right <= drawnTo) return null;
    drawnTo = right;
    return bar(left, 20, { width: right - left, height: STRIP - 4 });
  });
}
