import { isMissing } from './price-book.js';
import { lacking, limitsOf, UNLIMITED, unpriced } from './setting.js';
import type { Of, PlanModel, Setting } from './setting.js';

/** Plain calls: priced by the model that is called, so that one plan is of one model in one mode. */
export function compileCalls(spec: Of<'calls'>, setting: Setting): PlanModel | undefined {
  const { scenario, book, faults, path } = setting;
  const served = scenario.demand.filter(({ serve }) => serve.includes(spec.name));
  const wanted = new Map(served.map(({ model, mode }) => [JSON.stringify([model, mode]), { model, mode }]));
  if (wanted.size > 1) {
    const models = [...wanted.values()].map(({ model, mode }) =>
      mode === undefined ? model : `${model} (${mode})`,
    );
    const message = `it serves demand of several models: ${models.join(', ')}`;
    faults.add([...path, 'name'], {
      message,
      hint: 'prices differ by model: give each its plan of kind calls',
    });
    return undefined;
  }
  const [only] = wanted.values();
  if (only === undefined) return unused(spec);
  const prices = book.find(only.model, only.mode);
  if (isMissing(prices)) return unpriced(setting, prices, ['demand', scenario.demand.indexOf(served[0])]);
  if (prices.calls === undefined) return lacking(setting, `${prices.model} has no price for plain calls`);
  return {
    name: spec.name,
    spec,
    rate: { kind: 'calls', tiers: prices.calls },
    prices: undefined,
    terms: undefined,
    quota: {
      ...UNLIMITED,
      ...limitsOf(spec),
      context: prices.context ?? Infinity,
      tiers: prices.calls.map(({ upTo }) => upTo),
    },
    stock: undefined,
    context: prices.context ?? Infinity,
  };
}

function unused(spec: Of<'calls'>): PlanModel {
  const rate = { kind: 'calls', tiers: [{ upTo: Infinity, input: 0, output: 0 }] } as const;
  return {
    name: spec.name,
    spec,
    rate,
    prices: undefined,
    terms: undefined,
    quota: UNLIMITED,
    stock: undefined,
    context: Infinity,
  };
}
