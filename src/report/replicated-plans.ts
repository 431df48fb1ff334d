import type { Estimate, ReplicatedRun } from '../experiment/index.js';
import type { Section } from './document.js';
import { between, estimateTable, widthOf } from './estimate-table.js';
import type { EstimateRow } from './estimate-table.js';
import { metricFormat } from './metric-format.js';
import { fixed, NONE, percent, roughly } from './numbers.js';

type Replicated = Pick<ReplicatedRun, 'plans' | 'demand' | 'currency'>;
type Plan = NonNullable<ReplicatedRun['plans']>[string];

const MILLION = 1e6;
/** Plans and demands that are shown; a program finds all of them in the JSON. */
const MOST = 12;

/** Token demand and plans over replications; nothing where a scenario has none. */
export function replicatedPlanSections({
  plans = {},
  demand = {},
  currency,
}: Replicated): readonly Section[] {
  const asked = Object.entries(demand).slice(0, MOST);
  const serving = Object.entries(plans).slice(0, MOST);
  const demandRows = asked.flatMap(([name, { tokens, requests, servedShare }]): readonly EstimateRow[] => [
    { label: `${name}: asked for, million tokens`, estimate: tokens.offered, format: millions },
    row(`${name}: served`, 'servedShare', servedShare),
    row(`${name}: rejected, requests`, 'requests.rejected', requests.rejected),
  ]);
  const planRows = serving.flatMap(([name, plan]) => rowsOf(name, plan, currency));
  return [
    ...(demandRows.length === 0
      ? []
      : [{ title: 'Expected of token demand', table: estimateTable(demandRows) }]),
    ...(planRows.length === 0 ? [] : [{ title: 'Expected of each plan', table: estimateTable(planRows) }]),
  ];
}

function rowsOf(name: string, plan: Plan, currency: string): readonly EstimateRow[] {
  const { served, utilisation, overflowMinutes, requests, cost, costPerMillionTokens } = plan;
  const rows: readonly EstimateRow[] = [
    { label: `${name}: served, million tokens`, estimate: served, format: millions },
    { label: `${name}: used`, estimate: utilisation, format: roughly },
    row(`${name}: overflow, minutes`, 'overflowMinutes', overflowMinutes),
    row(`${name}: rejected, requests`, 'requests.rejected', requests.rejected),
    row(`${name}: cost, ${currency}`, 'plans.cost', cost),
    row(`${name}: per million, ${currency}`, 'costPerMillionTokens', costPerMillionTokens),
  ];
  // Plain calls have no quota that could be used, and pass on nothing.
  return rows.filter(({ estimate }) => estimate.n > 0 && !isAlways(0, estimate));
}

const isAlways = (value: number, { mean, sd }: Estimate): boolean => mean === value && (sd ?? 0) === 0;

const row = (label: string, path: string, estimate: Estimate): EstimateRow => ({
  ...{ label, estimate, format: metricFormat(path, widthOf(estimate)) },
});

const millions = (tokens: number | null): string =>
  tokens === null ? NONE : fixed(tokens / MILLION, Math.abs(tokens) < 10 * MILLION ? 3 : 1);

/** What a run serves of the tokens asked for, each demand in a sentence; nothing where none were. */
export function replicatedTokens({ demand = {} }: Replicated): readonly string[] {
  const all = Object.entries(demand);
  return all.slice(0, 3).map(([name, { servedShare, tokens }]) => {
    const whose = all.length === 1 ? '' : ` of ${name}`;
    if (servedShare.mean === null) return `No tokens${whose} were asked for.`;
    return `Of ${millions(tokens.offered.mean)} million tokens${whose} ${percent(servedShare.mean)}${between(servedShare, (value) => percent(value === null ? null : Math.min(1, Math.max(0, value))))} were served.`;
  });
}
