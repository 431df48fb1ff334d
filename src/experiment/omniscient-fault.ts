import type { Model } from '../model/index.js';
import type { Issue } from '../units/index.js';

/** Why there is no omniscient bound for a scenario, or none from a warm-up on; undefined where there is one. */
export function omniscientFault(model: Model, afterWarmUp = false): Issue | undefined {
  const { services, jobs, rules } = model.scenario;
  const { interruptedFree, billingIncrement } = rules;
  if (services.length + jobs.length === 0)
    return {
      message: 'there is no omniscient bound: the scenario has neither services nor jobs',
      hint: 'leave out --omniscient',
    };
  if (afterWarmUp && jobs.length > 0)
    return {
      path: `jobs.${jobs[0].name}`,
      message: 'a job has no omniscient bound from a warm-up on: what it did before belongs to it',
      hint: 'leave out --steady-state, or --omniscient',
    };
  if (interruptedFree === 'none' || (interruptedFree === 'last-increment' && billingIncrement === 1))
    return undefined;
  return {
    path: 'rules.interruptedFree',
    message: `there is no omniscient bound under ${interruptedFree}: who knows the future has himself interrupted, and pays nothing`,
    hint: 'measure all cases under --set rules.interruptedFree=none',
  };
}
