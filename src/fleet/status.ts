import type { ServiceState } from '../events/index.js';
import { ascending, takeMarks } from '../units/index.js';
import type { FleetContext } from './context.js';
import { serviceAt } from './context.js';
import type { Service } from './service.js';

/** Rank 9: the visible state of every service that changed, by number, with the cause where it waits (R8). */
export function judgeStates(context: FleetContext): void {
  for (const index of ascending(takeMarks(context.changed))) {
    const service = serviceAt(context, index);
    const [state, reason] = stateOf(service);
    if (state === service.state && reason === service.reason) continue;
    service.state = state;
    service.reason = reason;
    context.recorder.serviceState(context.simulation.now, index, state, reason);
  }
}

function stateOf(service: Service): readonly [ServiceState, string] {
  switch (service.phase) {
    case 'stopping':
      return ['Stopping', ''];
    case 'stopped':
      return ['Stopped', ''];
    case 'deleting':
      return ['Deleting', ''];
    case 'deleted':
      return ['Deleted', ''];
    case 'delete-failed':
      return ['DeleteFailed', 'stuck deleting'];
    case 'created':
    case 'started':
      return liveState(service);
  }
}

function liveState(service: Service): readonly [ServiceState, string] {
  const { refusal } = service;
  if (service.wanted === 0) return ['Running', ''];
  if (service.ready > 0) {
    if (service.updating) return ['Updating', refusal];
    return [service.scaling ? 'Scaling' : 'Running', refusal];
  }
  if (service.waiting > 0 && refusal !== '') return ['Waiting', refusal];
  if (service.running) return ['Waiting', 'instances are starting'];
  return [service.phase === 'created' ? 'Creating' : 'Starting', ''];
}
