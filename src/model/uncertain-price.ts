import { normalQuantile, type Stream } from '../random/index.js';
import type { PriceSpec } from '../scenario/index.js';
import { copyPlain, MICRO } from '../units/index.js';

const DAY = 86_400;
const MOST_DRAWS = 100;

/**
 * The price with each parameter under `standardErrors` drawn anew: positive ones log-normally around their value
 * (sd of the logarithm: standard error / value), shares on the logit scale, correlations of swings on Fisher's,
 * instants of peaks as they are; each from one uniform, in the order in which they are stated. Correlations between estimates
 * are ignored. Draws that make no process (GARCH without a variance, a floor above its ceiling, what `sound` refuses)
 * are drawn again, at most 100 times; then the values stand as stated. Source: docs/fit.md.
 */
export function drawnPrice(
  spec: PriceSpec,
  stream: Stream,
  sound: (drawn: PriceSpec) => boolean = () => true,
): PriceSpec {
  const errors = standardErrorsOf(spec);
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const drawn = copyPlain(spec);
    for (const [name, error] of Object.entries(errors)) redraw(drawn, name, error, stream);
    if (isProcess(drawn) && sound(drawn)) return drawn;
  }
  return spec;
}

/** Whether a price has parameters to draw. */
export const isUncertain = (spec: PriceSpec): boolean => Object.keys(standardErrorsOf(spec)).length > 0;

function standardErrorsOf(spec: PriceSpec): Readonly<Record<string, number>> {
  const { uncertainty, standardErrors } = spec as Uncertain;
  return uncertainty === undefined ? {} : (standardErrors ?? {});
}

/** The keys that the schema adds to every process that can be fitted. */
interface Uncertain {
  readonly uncertainty?: 'fitted';
  readonly standardErrors?: Readonly<Record<string, number>>;
}

type Node = Record<string, unknown>;

function redraw(spec: PriceSpec, name: string, error: number, stream: Stream): void {
  const keys = name.split('.');
  const last = keys[keys.length - 1];
  const parent = keys.slice(0, -1).reduce((node, key) => node[key] as Node, spec as unknown as Node);
  const value = parent[last] as number;
  const z = normalQuantile(stream.next());
  const unit = isMicro(spec.process, name) ? MICRO : 1;
  parent[last] = moved(value, error * unit * z, scaleOf(spec.process, keys));
}

/** Which parameters the schema has turned into micro-units. */
const isMicro = (process: string, name: string): boolean =>
  (process === 'constant' && name === 'value') || (process === 'spikes' && name === 'cap');

type Scale = 'positive' | 'share' | 'swing' | 'day' | 'week' | 'micro';

const SHARES: Readonly<Record<string, readonly string[]>> = {
  garch: ['alpha', 'beta'],
  provider: ['theta'],
  auction: ['persistence'],
};

function scaleOf(process: string, keys: readonly string[]): Scale {
  const last = keys[keys.length - 1];
  if (last === 'peak') return keys.includes('weekly') ? 'week' : 'day';
  if (isMicro(process, keys.join('.'))) return 'micro';
  if (process === 'reserve-price' && last === 'coefficient') return 'swing';
  return (SHARES[process] ?? []).includes(last) ? 'share' : 'positive';
}

function moved(value: number, by: number, scale: Scale): number {
  if (scale === 'day' || scale === 'week') return turned(value + by, scale === 'day' ? DAY : 7 * DAY);
  if (scale === 'swing') return Math.tanh(Math.atanh(value) + by / (1 - value * value));
  if (scale === 'share' && value < 1) {
    const odds = Math.log(value / (1 - value)) + by / (value * (1 - value));
    return 1 / (1 + Math.exp(-odds));
  }
  const drawn = value * Math.exp(by / value);
  return scale === 'micro' ? Math.max(1, Math.round(drawn)) : drawn;
}

function turned(second: number, period: number): number {
  const rounded = Math.round(second) % period;
  return rounded < 0 ? rounded + period : rounded;
}

/** What the schema would have refused. */
function isProcess(spec: PriceSpec): boolean {
  const { process, alpha, beta, floor, ceiling } = spec as unknown as Record<string, number | string>;
  if (process === 'garch') return Number(alpha) + Number(beta) < 1;
  return process !== 'reserve-price' || Number(floor) < Number(ceiling);
}
