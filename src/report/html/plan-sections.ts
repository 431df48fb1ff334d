import type { Estimate, ReplicatedRun } from '../../experiment/index.js';
import type { RunHistory, RunResults } from '../../model/index.js';
import { moneyColumn, roughly } from '../numbers.js';
import type { Illustrated } from './illustrated.js';
import { rowChart } from './row-chart.js';
import { quotaChart, servedChart } from './token-charts.js';

/** Plans that are drawn over time; the others are in the tables. */
const MOST_PLANS = 6;

/** Tokens over time by what became of them, and each plan against what it can serve. */
export function tokenSections(history: RunHistory, which: readonly string[]): readonly Illustrated[] {
  const served = servedChart(history);
  if (served === undefined) return [];
  const bought = history.plans.filter(({ kind }) => kind !== 'calls');
  const charts = bought.slice(0, MOST_PLANS).map((plan) => quotaChart(plan, history.horizonSeconds));
  const drawn = charts.filter((chart) => chart !== undefined);
  const more = bought.length - MOST_PLANS;
  const lines = more > 0 ? [`${more} more plans are not drawn.`] : [];
  return [
    { section: { title: 'Tokens over time', lines: which }, before: served },
    ...(drawn.length === 0
      ? []
      : [{ section: { title: 'Plans: demand against quota', lines }, before: drawn }]),
  ];
}

/** What each plan cost in a run; nothing where there are not two to compare. */
export function planCost({ plans = {}, currency }: RunResults): Illustrated | undefined {
  const all = Object.entries(plans);
  const total = all.reduce((sum, [, { cost }]) => sum + cost, 0);
  if (all.length < 2 || total === 0) return undefined;
  const money = moneyColumn(all.map(([, { cost }]) => cost));
  const rows = all.map(([name, { cost, kind, costPerMillionTokens: each }]) => ({
    ...{ name: `${name} (${kind})`, value: cost, series: 0 },
    figure: `${money(cost)} ${currency}, ${each === null ? 'nothing served' : `${moneyColumn([each])(each)} per million`}`,
  }));
  const caption = 'What each plan cost, and what a million tokens served by it cost.';
  const label = `Cost by plan: ${rows.map(({ name, figure }) => `${name}: ${figure}`).join('; ')}.`;
  return {
    section: { title: 'Cost by plan' },
    before: rowChart({ caption, label, rows, form: 'bars', unit: currency }),
  };
}

/** What each plan is expected to cost, with its interval. */
export function expectedPlanCost({ plans = {}, currency }: ReplicatedRun): Illustrated | undefined {
  const all = Object.entries(plans).filter(([, { cost }]) => cost.mean !== null);
  if (all.length < 2) return undefined;
  const money = moneyColumn(all.map(([, { cost }]) => cost.mean));
  const rows = all.map(([name, { cost, utilisation }]) => ({
    ...{ name, value: cost.mean, low: cost.low, high: cost.high, series: 0 },
    figure: `${money(cost.mean)} ${currency}${usedOf(utilisation)}`,
  }));
  const caption = 'What each plan is expected to cost, with intervals.';
  const label = `Expected cost by plan: ${rows.map(({ name, figure }) => `${name}: ${figure}`).join('; ')}.`;
  return {
    section: { title: 'Cost by plan' },
    before: rowChart({ caption, label, rows, form: 'intervals', unit: currency, zero: '0' }),
  };
}

const usedOf = ({ mean }: Estimate): string => (mean === null ? '' : `, ${roughly(mean)} used`);
