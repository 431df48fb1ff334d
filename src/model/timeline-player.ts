import { RANK } from '../events/index.js';
import type { Recorder } from '../events/index.js';
import type { Fleet } from '../fleet/index.js';
import type { Machines } from '../inventory/index.js';
import type { Simulation } from '../kernel/index.js';
import type { Action } from '../scenario/index.js';
import type { Model } from './compile.js';
import type { PlanRun } from './plans/plan-run.js';

/** What an action of the timeline may touch. */
export interface Stage {
  readonly model: Model;
  readonly simulation: Simulation;
  readonly fleet: Fleet;
  readonly machines: Machines;
  readonly recorder: Recorder;
  readonly plans: PlanRun | undefined;
}

/** Puts the user's actions on the agenda (rank 6, in file order); shocks and outages are compiled into the pools. */
export function playTimeline(stage: Stage): void {
  const { model, simulation } = stage;
  const handler = simulation.register('timeline', (index) => play(stage, index));
  model.scenario.timeline.forEach(({ at, action }, index) => {
    if (!isPoolEvent(action)) simulation.schedule(at, RANK.action, handler, index);
  });
  buyMachines(stage);
}

const isPoolEvent = (action: Action['action']): boolean =>
  action === 'price-shock' || action === 'stock-shock' || action === 'pool-outage';

/** Dedicated machines are bought at second 0, unless the timeline says when. */
function buyMachines({ model, machines, recorder }: Stage): void {
  const { dedicated, timeline } = model.scenario;
  dedicated.forEach(({ name, machines: count }, index) => {
    const later = timeline.some((action) => action.action === 'purchase' && action.dedicated === name);
    if (later) return;
    machines.own(index, count);
    recorder.machines(0, index, count);
  });
}

function play(stage: Stage, index: number): void {
  const action = stage.model.scenario.timeline[index];
  stage.recorder.action(stage.simulation.now, targetOf(action), action.action, perform(stage, action, index));
}

function targetOf(action: Action): string {
  if ('service' in action) return action.service;
  if ('plan' in action) return action.plan;
  return 'dedicated' in action ? action.dedicated : '';
}

/** What came of it, in words. */
function perform(stage: Stage, action: Action, index: number): string {
  const { fleet, model } = stage;
  if ('dedicated' in action) return trade(stage, action.dedicated, action.action === 'purchase');
  if ('plan' in action) return stage.plans?.act(action) ?? 'no such plan';
  if (!('service' in action)) return 'done';
  const service = model.scenario.services.findIndex(({ name }) => name === action.service);
  switch (action.action) {
    case 'stop':
      return fleet.stop(service);
    case 'start':
      return fleet.start(service);
    case 'delete':
      return fleet.remove(service);
    case 'scale':
      return fleet.scale(service, action.replicas, 'scale');
    case 'update': {
      const revision = model.updates.get(index);
      return typeof revision === 'number'
        ? fleet.update(service, revision)
        : `update failed: ${revision ?? 'unknown'}`;
    }
  }
}

/** Dedicated machines cost from purchase to deletion, used or not (R33); none is deleted under a replica. */
function trade({ model, machines, recorder, simulation, fleet }: Stage, name: string, buys: boolean): string {
  const group = model.scenario.dedicated.findIndex((candidate) => candidate.name === name);
  const inUse = machines.inUse(group);
  if (!buys && inUse > 0) return `cannot delete: ${inUse} machines are in use`;
  const count = buys ? model.scenario.dedicated[group].machines : 0;
  machines.own(group, count);
  recorder.machines(simulation.now, group, count);
  if (buys) fleet.groupOpened(group);
  return 'done';
}
