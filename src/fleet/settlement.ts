import { RANK } from '../events/index.js';
import { ascending, takeMarks } from '../units/index.js';
import { advise } from './autoscaling.js';
import type { FleetContext } from './context.js';
import { serviceAt, touch } from './context.js';
import { judgeJob } from './job-clock.js';
import { finishLeaving } from './lifecycle.js';
import { admitProbes } from './rebalancing.js';
import { roll } from './rolling-update.js';
import { balance, setWanted } from './scaling.js';
import { isLive } from './service.js';
import type { Service } from './service.js';

/** Brings replicas and desired count together, for every service in which something changed. */
export function settle(context: FleetContext): void {
  while (context.unsettled.list.length > 0) {
    // By number: what they ask for in one second stands in that order (A13).
    for (const index of ascending(takeMarks(context.unsettled))) {
      const service = serviceAt(context, index);
      judgeJob(context, service);
      if (!isLive(service)) {
        finishLeaving(service);
        continue;
      }
      admitProbes(context, service);
      if (service.updating) roll(context, service);
      else balance(context, service);
    }
  }
}

/** The autoscaler of a service looks again. */
export function rescale(context: FleetContext, service: Service): void {
  const settings = context.setup.services[service.index]?.autoscaling;
  const state = context.autoscalers[service.index];
  if (settings === undefined || !settings.measured || state === undefined || !isLive(service)) return;
  const { simulation, handlers } = context;
  const { replicas, again } = advise(settings, state, simulation.now, {
    ready: service.ready,
    wanted: service.wanted,
  });
  if (replicas !== service.wanted) {
    setWanted(context, service, replicas, 'autoscaler');
    touch(context, service);
  }
  if (state.due >= 0) simulation.cancel(state.due);
  state.due =
    again === Infinity ? -1 : simulation.schedule(again, RANK.level, handlers.rescale, service.index);
}

/**
 * What changed after the autoscalers had decided (ranks 7 and 8) they see in the next second: left marked, it would
 * be seen whenever some other service had something to decide.
 */
export function lookAgain(context: FleetContext): void {
  const { simulation, handlers, setup, autoscalers } = context;
  for (const index of takeMarks(context.rescaling)) {
    const state = autoscalers[index];
    if (state === undefined || setup.services[index]?.autoscaling?.measured !== true) continue;
    if (state.due >= 0) simulation.cancel(state.due);
    state.due = simulation.schedule(simulation.now + 1, RANK.level, handlers.rescale, index);
  }
}
