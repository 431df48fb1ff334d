import { betterOf } from '../experiment/index.js';
import type { Sweep, SweepPoint } from '../experiment/index.js';
import { cut } from './document.js';
import type { Report, Section } from './document.js';
import { metricFormat, metricName } from './metric-format.js';
import { counted, NONE, roughly, span } from './numbers.js';

/** A sweep for people: the best point of the first metric, and all of them in a table. */
export function reportSweep(sweep: Sweep): Report {
  const { scenario, variant, points, replications, horizonSeconds } = sweep;
  const title = variant === null ? scenario : `${scenario} (${variant})`;
  const head = `${title}, ${span(horizonSeconds)}: ${counted(points.length, 'point')}, ${counted(replications, 'replication')} of each, on the same markets.`;
  return { answer: [head, bestSentence(sweep)], sections: [pointSection(sweep), methodSection(sweep)] };
}

function bestSentence({ metrics, points }: Sweep): string {
  const [metric] = metrics;
  const sign = betterOf(metric) === 'lower' ? 1 : -1;
  const valueOf = ({ metrics: found }: SweepPoint): number => sign * (found[metric].mean ?? Infinity * sign);
  const best = points.reduce((least, point) => (valueOf(point) < valueOf(least) ? point : least));
  const word = sign > 0 ? 'Lowest' : 'Highest';
  const value = metricFormat(metric)(best.metrics[metric].mean);
  return `${word} mean ${metricName(metric)}: ${value} at ${best.name}. Whether that is more than chance, optimize tells.`;
}

function pointSection({ metrics, points, confidence }: Sweep): Section {
  const columns = [
    { head: 'Point', wraps: true },
    ...metrics.flatMap((metric) => [
      { head: capital(metricName(metric)), figures: true },
      { head: `+- ${roughly(confidence)}`, figures: true },
    ]),
    { head: 'Frontier' },
  ];
  const table = points.map((point) => [
    point.name,
    ...metrics.flatMap((metric) => {
      const { mean, high } = point.metrics[metric];
      const format = metricFormat(metric);
      return [format(mean), mean === null || high === null ? NONE : format(high - mean)];
    }),
    point.dominated ? 'dominated' : 'frontier',
  ]);
  const { rows, lines } = cut(table);
  return { title: 'Points', table: { columns, rows }, lines };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const methodSection = ({ points }: Sweep): Section => ({
  title: 'Cost against availability',
  lines: [
    `${points.filter(({ dominated }) => !dominated).length} of ${points.length} points are on the frontier: no other costs no more and is up no less (by their means).`,
  ],
});
