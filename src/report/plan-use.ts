import type { RunHistory } from '../model/index.js';
import { MINUTE } from '../units/index.js';

type Plan = RunHistory['plans'][number];

/** The side of a plan, input or output, that is nearer to its quota over the whole run: the one that fills up first. */
export function busierSide(plan: Plan): { readonly name: 'input' | 'output'; readonly side: Plan['input'] } {
  const [input, output] = [useOf(plan.input), useOf(plan.output)];
  return output > input ? { name: 'output', side: plan.output } : { name: 'input', side: plan.input };
}

/** Served over quota, both summed over columns of equal length. */
function useOf({ served, quota }: Plan['input']): number {
  const room = quota.mean.reduce((sum, value) => sum + value, 0);
  return room === 0 ? 0 : served.reduce((sum, value) => sum + value, 0) / room;
}

/** Tokens per minute in each column of a run. */
export const perMinute = (tokens: Float64Array, horizon: number): Float64Array =>
  tokens.map((sum) => (sum * MINUTE * tokens.length) / horizon);
