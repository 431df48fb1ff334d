import { fromMicro } from '../../units/index.js';
import { plain, type Fit } from './fit.js';
import { marginalOf, quantileOf } from './marginal.js';
import type { Sample } from './sample.js';

/** The price that never changes and is closest to the history: its median by time. */
export function fitConstant({ segments }: Sample): Fit {
  const marginal = marginalOf(segments);
  const value = fromMicro(quantileOf(marginal, 0.5));
  return {
    process: 'constant',
    price: { process: 'constant', value: plain(value) },
    parameters: [{ path: 'value', unit: 'price', value, error: marginal.value.length === 1 ? 0 : null }],
    method: 'the median by time',
    notes: [],
  };
}
