import type { Comparison, Estimate, MetricComparison, Optimisation, Sweep } from '../../experiment/index.js';
import type { Section } from '../document.js';
import { frontierNumbers, knownPoints } from '../frontier.js';
import type { Traded } from '../frontier.js';
import { differenceFormat, metricFormat, metricName } from '../metric-format.js';
import { frontierChart } from './frontier-chart.js';
import type { Illustrated } from './illustrated.js';
import { rowChart } from './row-chart.js';
import { numberScale, shareScale, spanUnit } from '../scale.js';
import { sensitivityChart, variedPaths } from './sensitivity.js';
import type { DesignPoint } from './sensitivity.js';

const COST = 'totals.cost.total';
const AVAILABILITY = 'totals.availability';
/** Figures of sensitivity on a page. */
const MOST_METRICS = 3;
const MOST_PATHS = 6;
const MOST_ROWS = 20;

/** Cost against availability: the picture, and the points of the frontier in words. */
function frontierSection(points: readonly Traded[], currency: string): Illustrated | undefined {
  const chart = frontierChart(points, currency);
  if (chart === undefined) return undefined;
  const [cost, up] = [metricFormat(COST), metricFormat(AVAILABILITY)];
  const known = knownPoints(points);
  const numbers = [...frontierNumbers(known)];
  const rows = numbers
    .slice(0, MOST_ROWS)
    .map(([point, number]) => [
      `${number}  ${point.name}${point.special === undefined ? '' : ` (${point.special})`}`,
      ...[point.cost.mean, point.cost.low, point.cost.high].map(cost),
      ...[point.availability.mean, point.availability.low, point.availability.high].map(up),
      point.dominated ? 'dominated' : 'frontier',
    ]);
  const heads = [`Cost ${currency}`, 'Low', 'High', 'Up', 'Low', 'High'];
  const columns = [
    { head: 'Point', wraps: true },
    ...heads.map((head) => ({ head, figures: true })),
    { head: 'Place' },
  ];
  const beaten = known.filter(({ dominated }) => dominated).length;
  const lines = [
    `${known.length - beaten} of ${known.length} are on the frontier, by their means${beaten === 0 ? '' : `; the other ${beaten} cost no less and are up no more than one of these`}.`,
    ...(numbers.length > MOST_ROWS ? [`The cheapest ${MOST_ROWS} of the frontier are listed.`] : []),
  ];
  return {
    section: { title: 'Frontier: cost against availability', table: { columns, rows }, lines },
    before: chart,
  };
}

/** How the metrics move over the paths that were varied. */
function sensitivitySection(
  points: readonly {
    readonly set: readonly string[];
    readonly metrics: Readonly<Record<string, Estimate>>;
  }[],
  metrics: readonly string[],
  currency: string,
): Illustrated | undefined {
  const paths = variedPaths(points);
  const figures = metrics.slice(0, MOST_METRICS).flatMap((metric) => {
    const of: readonly DesignPoint[] = points.map(({ set, metrics: found }) => ({
      set,
      estimate: found[metric],
    }));
    return paths
      .slice(0, MOST_PATHS)
      .map((path) => sensitivityChart(path, { metric, points: of, currency, alone: paths.length === 1 }));
  });
  if (figures.every((one) => one === undefined)) return undefined;
  const left = [
    ...(metrics.length > MOST_METRICS
      ? [`${metrics.length - MOST_METRICS} more metrics are in the tables only.`]
      : []),
    ...(paths.length > MOST_PATHS ? [`${paths.length - MOST_PATHS} more paths are not drawn.`] : []),
  ];
  const lines = ['All points saw the same markets.', ...left];
  return { section: { title: 'Sensitivity', lines }, before: figures };
}

const present = (...sections: readonly (Illustrated | undefined)[]): readonly Illustrated[] =>
  sections.filter((section) => section !== undefined);

export function sweepSections({ points, metrics, currency }: Sweep): readonly Illustrated[] {
  const trades = metrics.includes(COST) && metrics.includes(AVAILABILITY);
  const traded = points.map((point) => ({
    ...{ name: point.name, dominated: point.dominated },
    ...{ cost: point.metrics[COST], availability: point.metrics[AVAILABILITY] },
  }));
  return present(
    trades ? frontierSection(traded, currency) : undefined,
    sensitivitySection(points, metrics, currency),
  );
}

export function optimisationSections(result: Optimisation): readonly Illustrated[] {
  const { points, metric, constraints, currency, best, nearest } = result;
  const traded = points.map((point) => ({
    ...point,
    ...(point.name === best && { special: 'best' }),
    ...(point.name === nearest && { special: 'nearest to the constraints' }),
  }));
  const paths = [...new Set([metric, ...constraints.map((one) => one.metric)])];
  const measured = points.map((point) => ({
    set: point.set,
    metrics: {
      ...Object.fromEntries(point.constraints.map(({ estimate }, i) => [constraints[i].metric, estimate])),
      [metric]: point.metric,
    },
  }));
  return present(frontierSection(traded, currency), sensitivitySection(measured, paths, currency));
}

export function comparisonSections({
  metrics,
  cases,
  currency,
  baseline,
}: Comparison): readonly Illustrated[] {
  const [cost, up] = [COST, AVAILABILITY].map((path) => metrics.find(({ metric }) => metric === path));
  if (cost === undefined || up === undefined) return [];
  const estimates = cases.map((_, i) => [cost.rows[i].estimate, up.rows[i].estimate] as const);
  const beaten = (i: number): boolean =>
    estimates.some(([price, share], j) => j !== i && beats([price, share], estimates[i]));
  const traded = cases.map(({ name }, i) => ({
    ...{ name, cost: estimates[i][0], availability: estimates[i][1], dominated: beaten(i) },
    ...(name === baseline && { special: 'baseline' }),
  }));
  return present(frontierSection(traded, currency));
}

/** As in a sweep: costs no more, is up no less, and is better in one of the two. */
function beats(
  [cost, up]: readonly [Estimate, Estimate],
  [otherCost, otherUp]: readonly [Estimate, Estimate],
): boolean {
  const [price, other] = [cost.mean ?? Infinity, otherCost.mean ?? Infinity];
  const [share, otherShare] = [up.mean ?? -Infinity, otherUp.mean ?? -Infinity];
  return price <= other && share >= otherShare && (price < other || share > otherShare);
}

/** The section of one metric of a comparison, with its differences as a picture. */
export function withDifferences(
  section: Section,
  compared: MetricComparison,
  comparison: Comparison,
): Illustrated {
  const { metric } = compared;
  const { baseline, currency } = comparison;
  const format = differenceFormat(metric);
  const rows = compared.rows.flatMap(({ case: name, difference }) => {
    if (difference === null) return [];
    const { mean, low, high, verdict } = difference;
    const good = verdict === compared.better;
    const sure = verdict === 'lower' || verdict === 'higher';
    const word = sure ? (good ? 'better' : 'worse') : verdict;
    return [
      {
        ...{ name, value: mean, low, high, figure: `${format(mean)}, ${word}` },
        series: sure ? (good ? 2 : 1) : 5,
        shape: sure ? (good ? ('circle' as const) : ('square' as const)) : ('diamond' as const),
      },
    ];
  });
  if (rows.length === 0) return { section };
  const isShare = metricFormat(metric)(0.5).endsWith('%');
  const caption = `${capital(metricName(metric))} against ${baseline}, with intervals; one that covers 0 is undecided.`;
  const ends = rows.flatMap(({ value, low, high }) => [value ?? NaN, low ?? NaN, high ?? NaN]);
  const { size, name: span } = /Seconds$/.test(metric) ? spanUnit(ends) : { size: 1, name: '' };
  const unit = isShare ? 'percentage points' : /cost|Cost/.test(metric) ? currency : span;
  const drawn = rows.map((row) => ({
    ...row,
    ...{ value: scaled(row.value, size), low: scaled(row.low, size), high: scaled(row.high, size) },
  }));
  const label = `${caption} ${rows.map((row) => `${row.name}: ${row.figure}`).join('; ')}.`;
  const chart = rowChart({
    ...{ caption, label, rows: drawn, form: 'intervals', zero: '0' },
    unit: `difference to ${baseline}${unit === '' ? '' : `, ${unit}`}`,
    scale: isShare ? shareScale : numberScale,
  });
  return { section, before: chart };
}

const scaled = (value: number | null, size: number): number | null => (value === null ? null : value / size);

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
