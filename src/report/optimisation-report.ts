import type { Optimisation, OptimisedPoint } from '../experiment/index.js';
import { cut } from './document.js';
import type { Report, Section } from './document.js';
import { metricFormat, metricName } from './metric-format.js';
import { counted, fixed, NONE, roughly } from './numbers.js';

/** An optimisation for people: the best point and how sure it is, and what cost and availability trade. */
export function reportOptimisation(result: Optimisation): Report {
  return {
    answer: answerOf(result),
    sections: [pointSection(result), frontierSection(result), methodSection(result)],
  };
}

function answerOf(result: Optimisation): readonly string[] {
  const { points, metric, constraints } = result;
  const conditions = constraints.map(({ text }) => text).join(' and ');
  const under = constraints.length === 0 ? '' : `, subject to ${conditions}`;
  const asked = `Least ${metricName(metric)}${under}, over ${counted(points.length, 'point')}:`;
  const best = points.find(({ name }) => name === result.best);
  if (best === undefined) {
    const nearest = points.find(({ name }) => name === result.nearest);
    const how = nearest === undefined ? '' : ` Nearest: ${nearest.name}, with ${lacks(nearest, result)}.`;
    return [asked, `no point meets ${conditions}.${how}`];
  }
  const value = metricFormat(metric)(best.metric.mean);
  return [asked, `${best.name}, with ${value}${withLimits(best, result)}.`, sureness(result)];
}

const lacks = ({ constraints }: OptimisedPoint, result: Optimisation): string =>
  constraints
    .map(
      ({ estimate }, i) =>
        `${metricName(result.constraints[i].metric)} ${metricFormat(result.constraints[i].metric)(estimate.mean)}`,
    )
    .join(' and ');

const withLimits = (point: OptimisedPoint, result: Optimisation): string =>
  point.constraints.length === 0 ? '' : ` (${lacks(point, result)})`;

function sureness({ method, settled, confidence, delta, metric, points }: Optimisation): string {
  if (method === 'pattern-search')
    return 'The best that a pattern search tried; all points saw the same markets, and nothing is promised of those not tried.';
  const matters = metricFormat(metric)(delta);
  if (settled)
    return `With ${roughly(confidence)} confidence none of the points is better by ${matters} or more.`;
  const left = points.filter((point) => point.left).map(({ name }) => name);
  return `Not settled: ${left.join('; ')} could not be told apart to ${matters}. --max-replications or a larger --delta settles it.`;
}

function pointSection(result: Optimisation): Section {
  const { metric, constraints } = result;
  const format = metricFormat(metric);
  const columns = [
    { head: 'Point', wraps: true },
    { head: 'Replications', figures: true },
    { head: metricName(metric), figures: true },
    ...constraints.map(({ metric: path }) => ({ head: metricName(path), figures: true })),
    { head: 'Outcome' },
  ];
  const byMetric = [...result.points].sort(
    (a, b) =>
      Number(b.feasible) - Number(a.feasible) || (a.metric.mean ?? Infinity) - (b.metric.mean ?? Infinity),
  );
  const { rows, lines } = cut(
    byMetric.map((point) => [
      ...[point.name, String(point.replications), format(point.metric.mean)],
      ...point.constraints.map(({ estimate }, i) => metricFormat(constraints[i].metric)(estimate.mean)),
      outcomeOf(point, result),
    ]),
  );
  return { title: 'Points', table: { columns, rows }, lines };
}

function outcomeOf(point: OptimisedPoint, { best, method }: Optimisation): string {
  if (point.name === best) return 'best';
  if (point.left) return 'as good, as far as seen';
  const doubtful = point.constraints.some(({ verdict }) => verdict === 'undecided') ? ' (undecided)' : '';
  if (!point.feasible) return `breaks a constraint${doubtful}`;
  return `${method === 'selection' ? 'beaten' : 'tried'}${doubtful}`;
}

function frontierSection({ points }: Optimisation): Section {
  const frontier = points
    .filter(({ dominated }) => !dominated)
    .sort((a, b) => (a.cost.mean ?? 0) - (b.cost.mean ?? 0));
  const columns = [
    { head: 'Point', wraps: true },
    { head: 'Cost', figures: true },
    { head: 'Up', figures: true },
  ];
  const [cost, up] = [metricFormat('totals.cost.total'), metricFormat('totals.availability')];
  const { rows, lines } = cut(
    frontier.map((point) => [point.name, cost(point.cost.mean), up(point.availability.mean)]),
  );
  const left = points.length - frontier.length;
  const rest =
    left === 0
      ? []
      : [
          `${counted(left, 'other point')} cost no less and ${left === 1 ? 'is' : 'are'} up no more than one of these.`,
        ];
  return {
    title: 'Frontier: cost against availability',
    table: { columns, rows },
    lines: [...lines, ...rest],
  };
}

function methodSection({ method, constraints, confidence }: Optimisation): Section {
  const how =
    method === 'selection'
      ? `Screening for feasibility (Andradottir and Kim), then KN (Kim and Nelson), ${roughly(confidence)} confidence for both together.`
      : 'Compass search, all points on the same replications.';
  const tolerances = constraints.map(
    ({ text, tolerance }) =>
      `Within ${tolerance === 0 ? NONE : tiny(tolerance)} of "${text}" either verdict is taken.`,
  );
  return { title: 'How it was measured', lines: [how, ...tolerances] };
}

const tiny = (value: number): string => (value >= 1 ? fixed(value, 2) : String(Number(value.toPrecision(3))));
