import { PASS, REJECT } from '../../serving/index.js';
import type { PlanBilling } from '../../serving/index.js';
import { deployment, lacking, pricesOf, UNLIMITED } from './setting.js';
import type { Of, PlanModel, Setting } from './setting.js';

/** Provisioned throughput (R37-R49). */
export function compilePtu(spec: Of<'ptu'>, setting: Setting): PlanModel | undefined {
  const prices = pricesOf(spec, setting);
  if (prices === undefined) return undefined;
  if (prices.ptu === undefined)
    return lacking(setting, `${prices.model} is not sold as provisioned throughput`);
  const { billing } = spec;
  const hourly = billing === 'hourly';
  const agreed: PlanBilling = hourly
    ? { method: 'hourly' }
    : { method: 'upfront', days: billing.upfrontDays, autoRenew: billing.autoRenew };
  const quota = { inputTpm: spec.inputTpm, outputTpm: spec.outputTpm, units: 0 };
  return {
    name: spec.name,
    spec,
    prices,
    rate: {
      kind: 'ptu',
      method: hourly ? 'hourly' : 'upfront',
      per: hourly ? prices.ptu.hourly : prices.ptu.daily,
    },
    terms: { kind: 'ptu', billing: agreed, quota, ...deployment(spec, setting) },
    quota: {
      ...UNLIMITED,
      maxInput: prices.ptu.maxInput,
      context: prices.context ?? Infinity,
      excess: spec.overflow === 'next' ? PASS : REJECT,
      down: spec.whenDown === 'next' ? PASS : REJECT,
    },
    stock: undefined,
    context: prices.context ?? Infinity,
  };
}
