import { PASS, REJECT } from '../../serving/index.js';
import type { PlanBilling } from '../../serving/index.js';
import { compileStock } from '../stocks.js';
import { deployment, lacking, limitsOf, pricesOf, UNLIMITED } from './setting.js';
import type { Of, PlanModel, Setting } from './setting.js';

/** Model units (R52-R57). */
export function compileUnits(spec: Of<'model-unit'>, setting: Setting): PlanModel | undefined {
  const prices = pricesOf(spec, setting);
  if (prices === undefined) return undefined;
  const sold = prices.units.find(({ unit }) => unit === spec.unit);
  if (sold === undefined) {
    const known = prices.units.map(({ unit }) => unit).join(', ');
    return lacking(
      setting,
      `${prices.model} has no price for units of kind ${spec.unit}${known && ` (known: ${known})`}`,
    );
  }
  if (spec.limits !== undefined && !sold.throttling) {
    const message = `throttling cannot be set for ${prices.model} on ${spec.unit} (R56)`;
    setting.faults.add([...setting.path, 'limits'], { message, hint: 'leave limits out' });
  }
  const context = contextOf(spec, prices.context ?? Infinity, sold.fixedContext, setting);
  const { units, perUnit, billing, name } = spec;
  const quota = { units, inputTpm: units * perUnit.input, outputTpm: units * perUnit.output };
  const hourly = billing === 'hourly';
  const agreed: PlanBilling = hourly
    ? { method: 'hourly' }
    : { method: 'monthly', autoRenew: spec.autoRenew };
  return {
    name,
    spec,
    prices,
    rate: hourly
      ? { kind: 'model-unit', method: 'hourly', hour: sold.hourly }
      : { kind: 'model-unit', method: 'monthly', month: sold.monthly },
    terms: { kind: 'model-unit', billing: agreed, quota, perUnit, ...deployment(spec, setting) },
    quota: { ...UNLIMITED, ...limitsOf(spec), context, down: spec.whenDown === 'next' ? PASS : REJECT },
    stock: compileStock(spec, { ...setting, at: [...setting.path, 'stock'], start: setting.scenario.start }),
    context,
  };
}

/** The longest request that a deployment is made for: the model's, or a shorter one where that can be chosen (R57). */
function contextOf(
  { context }: Of<'model-unit'>,
  ofModel: number,
  fixed: boolean,
  { faults, path }: Setting,
): number {
  if (context === undefined || context === ofModel) return ofModel;
  if (fixed) {
    const message = `the context is fixed at ${ofModel} (R56), found ${context}`;
    faults.add([...path, 'context'], { message, hint: 'leave context out' });
  } else if (context > ofModel) {
    const message = `the model's context is ${ofModel}, found ${context}`;
    faults.add([...path, 'context'], { message, hint: `at most ${ofModel}` });
  }
  return context;
}
