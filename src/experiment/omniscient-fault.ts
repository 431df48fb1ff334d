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
    return rebidFault(model);
  return {
    path: 'rules.interruptedFree',
    message: `there is no omniscient bound under ${interruptedFree}: who knows the future has himself interrupted, and pays nothing`,
    hint: 'measure all cases under --set rules.interruptedFree=none',
  };
}

/**
 * A bid made anew is no price that the market ever had: put at nothing, it caps the bill of a unit that is in notice,
 * or past its protection and waits for a check, at nothing.
 */
function rebidFault({ scenario: { rules }, workloads }: Model): Issue | undefined {
  const capped = workloads.find(({ revisions }) =>
    revisions.some(
      ({ plan, protectedFor }) =>
        plan?.strategy.rebid === true && (rules.notice > 0 || (protectedFor > 0 && rules.checkInterval > 0)),
    ),
  );
  if (!rules.capAtCeiling || capped === undefined) return undefined;
  return {
    path: 'rules.capAtCeiling',
    message: `there is no omniscient bound where ${capped.name} has rebid: who takes back his bid pays nothing until the unit goes, since the bid caps the bill`,
    hint: 'measure all cases under --set rules.capAtCeiling=false',
  };
}
