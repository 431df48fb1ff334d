import type { Model } from '../model/index.js';
import { formatPath } from '../scenario/index.js';

/** What comparisons show if nothing is asked for. */
export function comparedMetrics(model: Model, omniscient = false): readonly string[] {
  const found = defaultsOf(model, ['cost.total', 'availability', 'downSeconds', 'preemptions.total']);
  return omniscient ? [...found, 'omniscient.regret'] : found;
}

/** What sweeps show if nothing is asked for. */
export const sweptMetrics = (model: Model): readonly string[] =>
  defaultsOf(model, ['cost.total', 'availability', 'preemptions.total']);

/** Where there are no services nobody is up or down: what counts is whether jobs are in time, and requests served. */
function defaultsOf({ scenario }: Model, ofServices: readonly string[]): readonly string[] {
  const { services, jobs, demand } = scenario;
  if (services.length > 0) return ofServices;
  return [
    'cost.total',
    ...jobs.map(({ name }) => formatPath(['jobs', name, 'lateSeconds'])),
    ...jobs.map(({ name }) => formatPath(['jobs', name, 'relativeCost'])),
    ...demand.map(({ name }) => formatPath(['demand', name, 'servedShare'])),
  ];
}
