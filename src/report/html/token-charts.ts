import type { BinnedSteps } from '../../metrics/index.js';
import type { RunHistory } from '../../model/index.js';
import { count, roughly } from '../numbers.js';
import { busierSide, perMinute } from '../plan-use.js';
import { niceRange, numberScale } from '../scale.js';
import { figure, text, xAxis, yAxis } from './frame.js';
import type { Size } from './frame.js';
import { areaKey, legend, lineKey } from './marks.js';
import type { Key } from './marks.js';
import { tag } from './markup.js';
import type { Content, Markup } from './markup.js';
import { stackedArea } from './stacked-area.js';
import { stepPath } from './step-path.js';
import { timePlot } from './time-plot.js';
import type { TimePlot } from './time-plot.js';

type Plan = RunHistory['plans'][number];

/** Tokens served over time, stacked by the plan that served them, with those that were rejected on top. */
export function servedChart({ plans, tokens, horizonSeconds }: RunHistory): Markup | undefined {
  if (tokens === null) return undefined;
  const rejected = tokens.rejected.some((value) => value > 0);
  const names = [...plans.map(({ name }) => `served by ${name}`), ...(rejected ? ['rejected'] : [])];
  const series = [...tokens.served, ...(rejected ? [tokens.rejected] : [])].map((one) =>
    perMinute(one, horizonSeconds),
  );
  const sums = series.map((one) => one.reduce((sum, value) => sum + value, 0));
  const all = sums.reduce((sum, value) => sum + value, 0);
  if (all === 0) return undefined;
  const shares = names.map((name, i) => `${name} ${roughly(sums[i] / all)}`).join(', ');
  return figure({
    caption: `Input and output tokens per minute, by what became of them (mean of each column of time): ${shares}.`,
    label: `Tokens over time: ${shares}.`,
    legend: legend(names.map((name, i) => areaKey(i, name))),
    draw: (size) =>
      drawFlow(size, {
        horizon: horizonSeconds,
        most: mostOf([...series[0].keys()].map((i) => series.reduce((sum, one) => sum + one[i], 0))),
        content: ({ places, shown }) =>
          stackedArea(
            series.map((one) => shown(asBins(one)).mean),
            places,
          ),
      }),
  });
}

/** What came to a plan and what it served of that, against what it can serve; of the side that fills up first. */
export function quotaChart(plan: Plan, horizon: number): Markup | undefined {
  const { name: sideName, side } = busierSide(plan);
  const { quota } = side;
  if (!quota.most.some((value) => value > 0)) return undefined;
  const [offered, served] = [perMinute(side.offered, horizon), perMinute(side.served, horizon)];
  const passed = offered.some((value, i) => value > served[i] * (1 + 1e-9));
  const keys: readonly Key[] = [
    areaKey(0, 'served'),
    ...(passed ? [lineKey('line s1', 'came to it')] : []),
    lineKey('line s5 dashed', 'can be served'),
  ];
  const most = count(mostOf(served));
  const rest = passed ? '; what is above the area was passed on or rejected' : '';
  return figure({
    caption: `${plan.name}: ${sideName} tokens per minute, of all that it can serve (mean of each column of time)${rest}.`,
    label: `${sideName} tokens per minute of ${plan.name}: at most ${most} served, of ${count(mostOf(quota.most))}.`,
    legend: legend(keys),
    draw: (size) =>
      drawFlow(size, {
        horizon,
        most: Math.max(mostOf(offered), mostOf(quota.most)),
        content: ({ places, shown }) => [
          stackedArea([shown(asBins(served)).mean], places),
          passed ? line(shown(asBins(offered)), 'line s1', places) : null,
          line(shown(quota), 'line s5 dashed', places),
        ],
      }),
  });
}

const line = (bins: BinnedSteps, classes: string, places: TimePlot['places']): Markup =>
  tag('path', { d: stepPath(bins, places), class: classes });

const mostOf = (values: Float64Array | readonly number[]): number =>
  Array.from(values).reduce((a, b) => (b > a ? b : a), 0);

/** A flow is one value in each column. */
const asBins = (values: Float64Array): BinnedSteps => ({
  ...{ first: values, last: values, least: values, most: values, mean: values },
});

interface Flow {
  readonly horizon: number;
  readonly most: number;
  readonly content: (plot: TimePlot) => Content;
}

function drawFlow(size: Size, { horizon, most, content }: Flow): { height: number; content: Content } {
  const narrow = size.name === 'narrow';
  const height = narrow ? 210 : 230;
  const [top, bottom] = [24, height - 40];
  const y = numberScale(niceRange([0, most], 5), [bottom, top], narrow ? 4 : 5);
  const time = timePlot(size, { y, top, bottom, horizon });
  return {
    height,
    content: [
      yAxis(y, time.plot, 'tokens per minute'),
      content(time),
      xAxis(time.x, time.plot),
      text('time since the start', time.plot.right, height - 5, 'end'),
    ],
  };
}
