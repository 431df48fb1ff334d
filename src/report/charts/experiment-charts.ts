import type { Comparison, Estimate, Optimisation, ReplicatedRun, Sweep } from '../../experiment/index.js';
import { differenceFormat, metricFormat, metricName } from '../metric-format.js';
import { linear, numberScale, shareScale } from '../scale.js';
import { DAY, HOUR, MINUTE } from '../../units/index.js';
import type { TextChart } from './canvas.js';
import { frontierPlot } from './frontier-plot.js';
import { drawIntervals } from './interval-chart.js';

const COST = 'totals.cost.total';
const AVAILABILITY = 'totals.availability';

/** How cost and availability scatter over replications, and how well their means are known. */
export function chartReplications({
  totals,
  currency,
  random,
  confidence,
  demand = {},
}: ReplicatedRun): readonly TextChart[] {
  if (!random) return [];
  const shown: readonly (readonly [string, Estimate, string])[] = [
    [COST, totals.cost.total, `cost, ${currency}`],
    [AVAILABILITY, totals.availability, 'availability'],
    ...Object.entries(demand)
      .slice(0, 2)
      .map(([name, { servedShare }]) => ['servedShare', servedShare, `tokens of ${name} served`] as const),
  ];
  return shown.flatMap(([path, estimate, name]) => {
    const { mean, low, high, p5, p95 } = estimate;
    if (mean === null || p5 === null || p95 === null || p5 === p95) return [];
    const format = metricFormat(path, p95 - p5);
    const inner = low === null || high === null ? undefined : ([low, high] as const);
    const row = {
      text: `mean ${format(mean)}${inner === undefined ? '' : `, between ${format(inner[0])} and ${format(inner[1])}`}; of single runs 9 in 10 from ${format(p5)} to ${format(p95)}`,
      ...{ value: mean, low: p5, high: p95, ink: 'data' as const },
      ...(inner && { inner }),
    };
    return [
      {
        caption: `${name}: mean with its interval of ${Math.round(confidence * 100)} % (thick), and from p5 to p95 of single runs (thin)`,
        draw: (page) =>
          drawIntervals(page, [row], { scale: isShare(path) ? shareScale : numberScale, zero: false }),
      },
    ];
  });
}

/** So many metrics of a comparison are drawn: those that its answer tells of. */
const MOST_METRICS = 2;

/** Differences to the baseline with their intervals, around 0. */
export function chartComparison({ metrics, baseline, currency }: Comparison): readonly TextChart[] {
  return metrics.slice(0, MOST_METRICS).flatMap(({ metric, rows, better }) => {
    const format = differenceFormat(metric);
    const shown = rows.flatMap(({ case: name, difference }) => {
      if (difference === null) return [];
      const { mean, low, high, verdict } = difference;
      const sure = verdict === 'lower' || verdict === 'higher';
      const word = sure ? (verdict === better ? 'better' : 'worse') : verdict;
      const ink = sure ? (verdict === better ? ('good' as const) : ('bad' as const)) : ('soft' as const);
      return [{ text: `${name}: ${format(mean)}, ${word}`, value: mean, low, high, ink }];
    });
    if (shown.every(({ value }) => value === 0)) return [];
    const unit = isShare(metric) ? ', percentage points' : /cost|Cost/.test(metric) ? `, ${currency}` : '';
    return [
      {
        caption: `${metricName(metric)} against ${baseline}${unit}: differences with their intervals; one that reaches 0 is undecided`,
        draw: (page) => drawIntervals(page, shown, { scale: differenceScale(metric), zero: true }),
      },
    ];
  });
}

type MakeScale = Parameters<typeof drawIntervals>[2]['scale'];

/** Differences of shares are percentage points; durations are marked in the largest unit that suits them. */
function differenceScale(metric: string): MakeScale {
  if (isShare(metric)) return scaledBy(0.01, '');
  if (!/Seconds$/.test(metric)) return numberScale;
  return (range, places, most) => {
    const size = Math.max(...range.map(Math.abs));
    const [unit, letter] = UNITS.find(([seconds]) => size >= 2 * seconds) ?? [1, 's'];
    return scaledBy(unit, letter)(range, places, most);
  };
}

const isShare = (metric: string): boolean => metricFormat(metric)(0.5).endsWith('%');

const UNITS = [
  [DAY, 'd'],
  [HOUR, 'h'],
  [MINUTE, 'm'],
] as const;

const scaledBy =
  (unit: number, letter: string): MakeScale =>
  ([low, high], places, most) => ({
    at: linear([low, high], places),
    ticks: numberScale([low / unit, high / unit], places, most).ticks.map(({ at, label }) => ({
      ...{ at: at * unit, label: `${label}${letter}` },
    })),
  });

/** Cost against availability of every point, where both were measured. */
export function chartSweep({ points, metrics, currency }: Sweep): readonly TextChart[] {
  if (!metrics.includes(COST) || !metrics.includes(AVAILABILITY)) return [];
  return frontierPlot(
    points.map(({ name, dominated, metrics: found }) => ({
      ...{ name, dominated, cost: found[COST], availability: found[AVAILABILITY] },
    })),
    currency,
  );
}

export function chartOptimisation({ points, best, nearest, currency }: Optimisation): readonly TextChart[] {
  return frontierPlot(
    points.map((point) => ({
      ...point,
      ...(point.name === best && { special: 'best' }),
      ...(point.name === nearest && { special: 'nearest to the constraints' }),
    })),
    currency,
  );
}
