import type { PlanSpec } from '../../scenario/index.js';
import { compileCalls } from './calls.js';
import { compilePtu } from './ptu.js';
import { UNBOUND } from './setting.js';
import type { PlanModel, Setting } from './setting.js';
import { compileUnits } from './units.js';

export type { PlanModel } from './setting.js';

/** Compiles all plans; undefined in place of one that is at fault. */
export function compilePlans(setting: Omit<Setting, 'path'>): readonly (PlanModel | undefined)[] {
  return setting.scenario.plans.map((spec, index) =>
    compilePlan(spec, { ...setting, path: ['plans', index] }),
  );
}

function compilePlan(spec: PlanSpec, setting: Setting): PlanModel | undefined {
  switch (spec.kind) {
    case 'eas':
      return { name: spec.name, spec, rate: { kind: 'eas' }, ...UNBOUND };
    case 'ptu':
      return compilePtu(spec, setting);
    case 'model-unit':
      return compileUnits(spec, setting);
    case 'calls':
      return compileCalls(spec, setting);
  }
}
