import { knownPriceMean } from '../model/index.js';
import type { Model } from '../model/index.js';
import { formatPath, suggestion } from '../scenario/index.js';
import { failure, success } from '../units/index.js';
import type { Result } from '../units/index.js';
import type { PriceControl } from './estimate.js';

/**
 * The control variates that were asked for: names of pools, or `all` for every pool whose mean price is known. One
 * that cannot serve is refused with the reason.
 */
export function priceControls(model: Model, names: readonly string[]): Result<readonly PriceControl[]> {
  const pools = model.pools.map(({ name }) => name);
  const known = (pool: string): Result<PriceControl> => {
    const found = knownPriceMean(model, pools.indexOf(pool));
    if (found.ok)
      return success({ pool, metric: formatPath(['pools', pool, 'priceMean']), mean: found.mean });
    return failure({ at: { file: `--control ${pool}` }, message: `cannot be a control: ${found.reason}` });
  };
  if (names.includes('all')) {
    const controls = pools.flatMap((pool) => {
      const control = known(pool);
      return control.ok ? [control.value] : [];
    });
    if (controls.length > 0) return success(controls);
    const message = 'no pool has a price whose mean is known in closed form';
    return failure({ at: { file: '--control all' }, message, hint: 'leave it out' });
  }
  const made = [...new Set(names)].map((name) => (pools.includes(name) ? known(name) : noPool(name, pools)));
  const issues = made.flatMap((one) => (one.ok ? [] : one.issues));
  if (issues.length > 0) return failure(...issues);
  return success(made.flatMap((one) => (one.ok ? [one.value] : [])));
}

function noPool(name: string, pools: readonly string[]): Result<never> {
  const hint = suggestion(name, pools, 'pools');
  const message = `no pool is called ${JSON.stringify(name)}`;
  return failure({ at: { file: `--control ${name}` }, message, ...(hint === undefined ? {} : { hint }) });
}
