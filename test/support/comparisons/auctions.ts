import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fixed } from '../../../src/report/numbers.js';
import { markdown, measure, recording, SCENARIOS, type Measured, type Recorded } from './measure.js';

interface Market {
  readonly zone: string;
  readonly type: string;
  /** On-demand price at the time, USD per hour. */
  readonly standard: number;
}

/** Markets of 2015 whose prices are there, with the on-demand prices that the recordings state. */
export const MARKETS: readonly Market[] = [
  { zone: 'us-east-1a', type: 'd2.8xlarge', standard: 5.52 },
  { zone: 'us-east-1a', type: 'g2.2xlarge', standard: 0.65 },
  { zone: 'us-east-1b', type: 'g2.2xlarge', standard: 0.65 },
  { zone: 'us-east-1e', type: 'g2.2xlarge', standard: 0.65 },
  { zone: 'us-east-1a', type: 'r3.large', standard: 0.175 },
  { zone: 'us-east-1b', type: 'c3.xlarge', standard: 0.21 },
];

/** Two more, one of which was above on-demand for months. */
export const DEAR_MARKETS: readonly Market[] = [
  { zone: 'us-east-1b', type: 'm3.medium', standard: 0.067 },
  { zone: 'us-east-1e', type: 'm3.medium', standard: 0.067 },
];

/** One replica on one market of 2015, on-demand behind it, by rule. */
export function auctionScenario(market: Market, data: string, name = nameOf(market)): Recorded {
  const { zone, type, standard } = market;
  const file = recording(data, fileOf(market));
  const text = `version: 1
name: ${name}
description: Simple rules on an auction market of 2015.
seed: 1
start: 2015-04-01T00:00:00Z
duration: 152d
currency: USD
provider: alibaba-ecs
rules:
  notice: 0s
  checkInterval: 5m
  protectionPricing: floating
  protectionPriceRatio: 1
  priceOrder: none
  capAtCeiling: false
  billingStart: running
pools:
  - name: ${zone}
    type: ${type}
    region: us-east-1
    zone: ${zone}
    standardPrice: ${standard}
    price: { process: trace, file: ${file}, format: csv, align: calendar, tier: unprotected }
services:
  - name: web
    region: us-east-1
    replicas: 1
    startup: 5m
    protection: false
    instances:
      - { type: ${type}, spotPriceLimit: 1000 }
      - { type: ${type} }
    strategy: { name: standard-price, returnToPreferred: true }
variants:
  - { name: half, set: { services.web.strategy.share: 0.5 } }
  - { name: p95-capped, set: { services.web.strategy: { name: percentile, quantile: 0.95, cap: 1, returnToPreferred: true } } }
  - { name: mean, set: { services.web.strategy: { name: mean, returnToPreferred: true } } }
  - { name: p90, set: { services.web.strategy: { name: percentile, quantile: 0.9, returnToPreferred: true } } }
  - { name: p99, set: { services.web.strategy: { name: percentile, quantile: 0.99, returnToPreferred: true } } }
  - { name: no-ceiling, set: { services.web.strategy: { name: fixed, returnToPreferred: true } } }
`;
  return { name, title: `${type} in ${zone}`, text };
}

const nameOf = ({ zone, type }: Market): string => `auction-${zone}-${type.replace('.', '-')}`;
const fileOf = ({ zone, type }: Market): string => `ec2-spot-2015/${zone}-Linux-${type}.csv`;

/** The markets as one who looks every five minutes sees them; their prices are written beside the scenarios. */
export function onGrid(markets: readonly Market[], data: string): readonly Recorded[] {
  const folder = join(SCENARIOS, 'grid');
  mkdirSync(join(folder, 'ec2-spot-2015'), { recursive: true });
  return markets.map((market) => {
    const [head, ...rows] = readFileSync(resolve(data, fileOf(market)), 'utf8')
      .trim()
      .split('\n');
    // The last row of each step of the grid, at its end.
    const steps = new Map(rows.map((row) => row.split(',')).map(([at, price]) => [gridEnd(at), price]));
    const lines = [...steps].map(([at, price]) => `${new Date(at).toISOString()},${price}`);
    writeFileSync(join(folder, fileOf(market)), [head, ...lines, ''].join('\n'));
    return auctionScenario(market, folder, `${nameOf(market)}-grid`);
  });
}

const GRID = 300_000;
const gridEnd = (at: string): number => Math.ceil(Date.parse(at) / GRID) * GRID;

/** The same with bids that stand for the units that run as well, from each new bid on. */
export const REBID = ['services.web.strategy.rebid=true'];

/** The same with an hour of protection. */
export const PROTECTED = ['services.web.protection=true'];

const RULES: readonly (readonly [variant: string | null, label: string])[] = [
  [null, 'bid 1.0 OD'],
  ['half', 'bid .5 OD'],
  ['p95-capped', 'p95, at most OD'],
  ['mean', '7-day mean'],
  ['p90', 'p90'],
  ['p99', 'p99'],
  ['no-ceiling', 'no ceiling'],
];

/** Figures of the simple rules, mean over markets. */
export interface Rule {
  readonly variant: string | null;
  readonly label: string;
  /** Share of time on a ready spot unit. */
  readonly ready: number;
  readonly perWeek: number;
  /** Per hour on spot, of on-demand. */
  readonly spot: number;
  readonly blended: number;
  readonly worst: number;
  /** Above the omniscient's cost. */
  readonly regret: number;
  readonly up: number;
}

/** All rules, and what the omniscient pays, of on-demand. */
export interface Auctions {
  readonly rules: readonly Rule[];
  readonly omniscient: number;
}

/** Every rule on every market, and what the omniscient pays on the mean market, of on-demand. */
export function auctions(scenarios: readonly Recorded[], set: readonly string[] = []): Auctions {
  const measured = scenarios.map((scenario) => measure(scenario, set));
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const of = (variant: string | null): readonly Measured[] =>
    measured.map((cases) => cases.find((one) => one.variant === variant) ?? cases[0]);
  const rules = RULES.map(([variant, label]) => {
    const cases = of(variant);
    const blended = cases.map((one) => one.of('relativeCost'));
    return {
      ...{ variant, label },
      ready: mean(cases.map((one) => one.of('readySpotReplicaSeconds') / one.of('desiredReplicaSeconds'))),
      perWeek: mean(cases.map((one) => (one.of('preemptions.total') * WEEK) / one.of('wantedSeconds'))),
      spot: mean(cases.map(spotPrice)),
      ...{ blended: mean(blended), worst: Math.max(...blended) },
      regret: mean(cases.map((one) => one.of('cost.total') / one.of('omniscient.cost') - 1)),
      up: mean(cases.map((one) => one.of('availability'))),
    };
  });
  const omniscient = mean(of(null).map((one) => one.of('omniscient.cost') / one.of('standardCost')));
  return { rules, omniscient };
}

const WEEK = 7 * 86_400;

const spotPrice = ({ of }: Measured): number =>
  of('cost.spot') / of('readySpotReplicaSeconds') / (of('standardCost') / of('desiredReplicaSeconds'));

/** The same of a replay of twelve markets, on a grid of five minutes. */
const REPLAYED: Readonly<Record<string, Pick<Rule, 'ready' | 'perWeek' | 'spot' | 'blended' | 'worst'>>> = {
  'bid 1.0 OD': { ready: 0.924, perWeek: 6.6, spot: 0.172, blended: 0.235, worst: 0.395 },
  'bid .5 OD': { ready: 0.886, perWeek: 10.3, spot: 0.142, blended: 0.241, worst: 0.405 },
  'p95, at most OD': { ready: 0.899, perWeek: 12.2, spot: 0.168, blended: 0.253, worst: 0.41 },
  '7-day mean': { ready: 0.761, perWeek: 22.8, spot: 0.168, blended: 0.369, worst: 0.517 },
  p90: { ready: 0.947, perWeek: 10.9, spot: 0.509, blended: 0.54, worst: 1.125 },
  p99: { ready: 0.996, perWeek: 1.4, spot: 0.529, blended: 0.531, worst: 1.14 },
  'no ceiling': { ready: 1, perWeek: 0, spot: 0.533, blended: 0.533, worst: 1.14 },
};

/** The rules under other readings of the replay. */
interface Readings {
  /** A new bid is that of the running unit, too. */
  readonly anew: Auctions;
  /** The price is looked at every five minutes. */
  readonly grid: Auctions;
  readonly gridAnew: Auctions;
}

/** Every rule beside what the replay found, under each reading of it. */
export function besideTable(held: Auctions, { anew, grid, gridAnew }: Readings): string {
  const head = [
    ...['rule', 'on spot: there', 'here', 'anew', 'a week: there', 'here', 'grid', 'anew', 'grid, anew'],
    ...['blended (worst): there', 'here', 'anew'],
  ];
  const rows = held.rules.map((here, i) => {
    const there = REPLAYED[here.label];
    const weeks = [there, here, grid.rules[i], anew.rules[i], gridAnew.rules[i]];
    return [
      ...[here.label, ...[there, here, anew.rules[i]].map(({ ready }) => three(ready))],
      ...weeks.map(({ perWeek }) => fixed(perWeek, 1)),
      ...[there, here, anew.rules[i]].map(blend),
    ];
  });
  return markdown(head, rows);
}

const blend = ({ blended, worst }: Pick<Rule, 'blended' | 'worst'>): string =>
  `${three(blended)} (${three(worst)})`;

/** The rules as they are, beside them with an hour of protection. */
export function auctionTable(plain: Auctions, guarded: Auctions): string {
  const head = [
    ...['', 'On spot', 'Preempted a week', 'Spot hour', 'Blended (worst)', 'Above omniscient', 'Up'],
    ...['1 h protected: on spot', 'a week', 'blended'],
  ];
  const rows = plain.rules.map((rule, i) => {
    const other = guarded.rules[i];
    return [
      ...[rule.label, three(rule.ready), fixed(rule.perWeek, 1), three(rule.spot)],
      ...[blend(rule), `${fixed(rule.regret * 100, 0)} %`],
      ...[three(rule.up), three(other.ready), fixed(other.perWeek, 1), three(other.blended)],
    ];
  });
  const omniscient = [
    'omniscient',
    '',
    '',
    '',
    three(plain.omniscient),
    '',
    '',
    '',
    '',
    three(guarded.omniscient),
  ];
  return markdown(head, [...rows, omniscient]);
}

const three = (value: number): string => fixed(value, 3).replace(/^0/, '');
