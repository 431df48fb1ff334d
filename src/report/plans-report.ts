import type { BreakEven, DemandMetrics, PlanMetrics } from '../metrics/index.js';
import type { RunResults } from '../model/index.js';
import { cut } from './document.js';
import type { Column, Section } from './document.js';
import { count, counted, fixed, money, moneyColumn, NONE, percent, roughly } from './numbers.js';

const MILLION = 1e6;

/** Token demand and plans, in three tables at most; nothing where a scenario has none. */
export function planSections(results: RunResults): readonly Section[] {
  const { plans = {}, demand = {} } = results;
  const sections = [
    demandSection(Object.entries(demand)),
    planSection(results, Object.entries(plans)),
    breakEvenSection(Object.entries(plans)),
  ];
  return sections.filter((section) => section !== undefined);
}

/** What all demands together asked for, and what of it was served; null without demand. */
export function tokensOf({ demand }: Pick<RunResults, 'demand'>): { offered: number; served: number } | null {
  const all = Object.values(demand ?? {});
  if (all.length === 0) return null;
  const sum = (key: 'offered' | 'served'): number =>
    all.reduce((total, { tokens }) => total + tokens[key], 0);
  return { offered: sum('offered'), served: sum('served') };
}

/** Cost of all plans, and of the fleets behind them, per million tokens served; null if none were. */
export function millionCost(results: Tokens): number | null {
  const served = tokensOf(results)?.served ?? 0;
  return served === 0 ? null : (plansCost(results) / served) * MILLION;
}

type Tokens = Pick<RunResults, 'demand' | 'plans' | 'services' | 'jobs' | 'totals'>;

/** Of dedicated machines all, where nothing but fleets of plans runs on them; elsewhere none, since they are shared. */
function plansCost({ plans = {}, services, jobs = {}, totals }: Tokens): number {
  const all = Object.values(plans);
  const others = Object.keys(services).length - all.filter(({ kind }) => kind === 'eas').length;
  const machines = others === 0 && Object.keys(jobs).length === 0 ? totals.cost.dedicated : 0;
  return all.reduce((sum, { cost }) => sum + cost, machines);
}

/** The main answer of a scenario with token demand: what a million tokens cost, and how many were served. */
export function tokenSentence(results: RunResults): string | undefined {
  const tokens = tokensOf(results);
  if (tokens === null) return undefined;
  if (tokens.offered === 0) return 'No tokens were asked for.';
  const each = millionCost(results);
  const price = each === null ? '' : `, at ${money(each)} ${results.currency} per million`;
  return `Of ${millions(tokens.offered)} million tokens ${percent(tokens.served / tokens.offered)} were served${price}.`;
}

const name = (head: string): Column => ({ head, wraps: true });
const figure = (head: string): Column => ({ head, figures: true });
const millions = (tokens: number): string => fixed(tokens / MILLION, tokens < 10 * MILLION ? 3 : 1);

function demandSection(all: readonly (readonly [string, DemandMetrics])[]): Section | undefined {
  if (all.length === 0) return undefined;
  const columns = [
    name('Demand'),
    figure('Requests'),
    figure('Rejected'),
    figure('Tokens\nmillion'),
    figure('Served'),
  ];
  const { rows, lines } = cut(
    all.map(([demand, { requests, tokens, servedShare }]) => [
      ...[demand, count(requests.offered), count(requests.rejected)],
      ...[millions(tokens.offered), percent(servedShare)],
    ]),
  );
  return { title: 'Token demand', table: { columns, rows }, lines };
}

type Named = readonly (readonly [string, PlanMetrics])[];

function planSection(results: RunResults, all: Named): Section | undefined {
  if (all.length === 0) return undefined;
  const { currency } = results;
  const offered = tokensOf(results)?.offered ?? 0;
  const sums = moneyColumn(all.map(([, { cost }]) => cost));
  const each = moneyColumn(all.map(([, { costPerMillionTokens }]) => costPerMillionTokens));
  const columns = [
    ...[name('Plan'), { head: 'Kind' }, figure('Served\nmillion'), figure('Of\ndemand'), figure('Used')],
    ...[figure('Overflow\nminutes'), figure('of its\nminutes'), figure('Rejected')],
    ...[figure(`Cost\n${currency}`), figure('per\nmillion')],
  ];
  const { rows, lines } = cut(
    all.map(([plan, one]) => [
      ...[plan, one.kind, millions(one.served), share(one.served, offered), roughly(one.utilisation)],
      ...[count(one.overflowMinutes), percent(one.overflowShare), count(one.requests.rejected)],
      ...[sums(one.cost), each(one.costPerMillionTokens)],
    ]),
  );
  return { title: 'Plans', table: { columns, rows }, lines: [...lines, ...endings(all)] };
}

const share = (part: number, whole: number): string => (whole === 0 ? NONE : roughly(part / whole));

/** What a plan is at the end, where that is not what one hopes for. */
const endings = (all: Named): readonly string[] =>
  all
    .filter(([, { state }]) => state !== null && state !== 'Running')
    .slice(0, 5)
    .map(([plan, { state, stateReason }]) => {
      const reason = stateReason === '' ? '' : `: ${stateReason}`;
      return `At the end ${plan} is ${state}${reason}.`;
    });

function breakEvenSection(all: Named): Section | undefined {
  const bought = all.flatMap(([plan, { breakEven, utilisation }]) =>
    breakEven === null ? [] : [{ plan, utilisation, ...breakEven }],
  );
  if (bought.length === 0) return undefined;
  const columns = [
    ...[
      name('Plan'),
      figure('Used'),
      figure('Pays against\ncalls from use'),
      figure('By the day\nfrom hours/day'),
    ],
    figure('By the month\nfrom hours'),
  ];
  const rows = bought.map(({ plan, utilisation, callsUtilisation, hoursPerDay, hoursPerMonth }) => [
    ...[plan, roughly(utilisation), fromUse(callsUtilisation)],
    ...[hoursOrNone(hoursPerDay), hoursOrNone(hoursPerMonth)],
  ]);
  return { title: 'When a plan pays', table: { columns, rows }, lines: notes(bought) };
}

const fromUse = (use: BreakEven['callsUtilisation']): string =>
  use === null ? NONE : use > 1 ? `never (${roughly(use)})` : roughly(use);
const hoursOrNone = (hours: number | null): string =>
  hours === null ? NONE : fixed(hours, hours % 1 === 0 ? 0 : 1);

const notes = (bought: readonly BreakEven[]): readonly string[] =>
  bought.some(({ callsUtilisation }) => callsUtilisation !== null && callsUtilisation > 1)
    ? [
        `${counted(bought.filter(isNever).length, 'plan')} would cost more than plain calls even if fully used.`,
      ]
    : [];
const isNever = ({ callsUtilisation }: BreakEven): boolean => (callsUtilisation ?? 0) > 1;
