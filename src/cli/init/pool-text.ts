import { basename } from 'node:path';
import { formatDuration, fromMicro } from '../../index.js';
import type { HistoryFormat } from '../../index.js';
import type { History } from './history.js';
import { rounded } from './plan.js';
import type { PoolPlan } from './plan.js';
import { yaml } from './yaml-text.js';

/** How a scenario names its histories. */
export interface PoolNaming {
  /** A history's path as the scenario file will see it. */
  readonly fileOf: (history: History) => string;
}

/** The price of a pool: a recorded one, a made-up one, or none where the type cannot be bid on. */
export function priceText(pool: PoolPlan, naming: PoolNaming): string[] {
  if (pool.history !== undefined) return tracePrice(pool, pool.history, naming);
  return pool.facts?.spot === false
    ? ['    spot: false  # the catalogue gives no discount: this type cannot be bid on']
    : madeUpPrice(pool);
}

/** What the catalogue's stock status stands for, or the question that no file answers. */
export function stockText({ facts }: PoolPlan): string[] {
  if (facts?.inStock === false)
    return [
      '    # GUESS: the catalogue says that there is none now; six hours without, then ten units.',
      '    stock: { process: steps, steps: [{ at: 0s, value: 0 }, { at: 6h, value: 10 }] }',
    ];
  return [
    ...(facts?.inStock === true
      ? ['    # GUESS: the catalogue says that there is stock, not how much.']
      : []),
    '    stock: { process: unlimited }',
    '    # How much there is, the files do not tell. Scarce stock, for example:',
    '    # stock: { process: erlang, capacity: 40, arrivals: 9/h, hold: 3h }',
  ];
}

const MONTH = 30 * 86_400;

/** The mean m of an exponential lifetime that ends within 30 days with the chance r: r = 1 - exp(-30 d / m). */
export function lifetimeText({ facts }: PoolPlan): string[] {
  if (facts?.release === undefined) return [];
  const { rate, bucket } = facts.release;
  const hours = Math.round(-MONTH / Math.log1p(-rate) / 3600);
  return [
    `    # GUESS: a release rate of ${bucket} in 30 days, read as: an instance is taken within 30 days with the`,
    `    # chance ${rate}, the middle, whatever its ceiling.`,
    `    lifetime: { distribution: exponential, mean: ${formatDuration(hours * 3600)} }`,
  ];
}

function madeUpPrice({ median, facts }: PoolPlan): string[] {
  const around = facts?.share === undefined ? 'this median' : `this median (${facts.share.why})`;
  return [
    `    # GUESS: a made-up market around ${around}; \`spotsim init --history\` puts a recorded one in its place.`,
    `    price: { process: ornstein-uhlenbeck, median: ${median}, sigma: 0.35, reversion: 0.2/h, interval: 5m }`,
  ];
}

/** The tier that a query gave unless it asked for another, where that is not `unprotected`. */
const TIERS: Partial<Readonly<Record<HistoryFormat, string>>> = {
  alibaba:
    'The prices are of the protected tier unless the query said SpotDuration=0: then write tier: unprotected.',
  eas: 'GUESS: the query said IsProtect=true; if it did not, write tier: unprotected.',
};

function tracePrice({ standsIn, type }: PoolPlan, history: History, { fileOf }: PoolNaming): string[] {
  const { format, prices } = history;
  const { product, zone, instanceType } = prices.labels;
  const labels = Object.entries({ product, zone, instanceType }).filter(([, label]) => label !== undefined);
  const tier = TIERS[format];
  return [
    ...factsText(history),
    ...(standsIn
      ? [
          `    # It is the history of ${instanceType ?? 'another type'}, and stands in for ${type}: \`scale\` multiplies it.`,
        ]
      : []),
    ...(tier === undefined ? [] : [`    # ${tier}`]),
    '    price:',
    '      process: trace',
    `      file: ${yaml(fileOf(history))}`,
    `      format: ${format}`,
    ...labels.map(([key, label]) => `      ${key}: ${yaml(label)}`),
    ...(standsIn ? ['      scale: 1'] : []),
    ...(tier === undefined ? [] : ['      tier: protected']),
    '      align: start',
    `      after: ${history.facts.span <= 0 ? 'hold' : 'fail'}`,
  ];
}

/** What the history is, and its figures by time. */
function factsText({ path, what, prices, facts }: History): string[] {
  const figure = (micro: number): number => rounded(fromMicro(micro));
  const { rows, from, until, span, min, max, mean, quantiles } = facts;
  const when = prices.series.undated === true ? `over ${formatDuration(span)}` : `from ${from} to ${until}`;
  return [
    `    # ${basename(path)} was read as ${what}:`,
    `    # ${rows} rows ${when}; by time: least ${figure(min)}, median ${figure(quantiles.p50)},`,
    `    # mean ${figure(mean)}, p95 ${figure(quantiles.p95)}, most ${figure(max)}.`,
  ];
}
