import { nextCron, parseCron, weeklySchedule } from '../demand/index.js';
import type { Cron } from '../demand/index.js';
import { RANK } from '../events/index.js';
import { constantProcess, drive, givenSteps } from '../kernel/index.js';
import type { StepProcess } from '../kernel/index.js';
import type { DemandSpec, Scenario } from '../scenario/index.js';
import type { Calls } from '../serving/index.js';
import { invariant } from '../units/index.js';
import type { Model } from './compile.js';
import type { Processes, Wired } from './wire.js';

/** Puts the autoscalers' demand and schedules on the agenda. */
export function wireDemand(wired: Wired): Processes {
  const { model, simulation, fleet } = wired;
  const { scenario } = model;
  const driver = drive(simulation, { rank: RANK.level, name: 'demand change', horizon: scenario.duration });
  const processes: Processes = {};
  scenario.services.forEach(({ name, autoscaling }, index) => {
    // Tokens are told minute by minute, by the plans that they are offered to.
    if (autoscaling?.demand === undefined || autoscaling.demand.process === 'tokens') return;
    const process = demandOf(autoscaling.demand, scenario);
    processes[`demand/${name}`] = process;
    fleet.demandChanged(index, process.value);
    driver.add(process, (value) => fleet.demandChanged(index, value));
  });
  wireCron(wired);
  return processes;
}

function demandOf(spec: Exclude<DemandSpec, { process: 'tokens' }>, scenario: Scenario): StepProcess {
  switch (spec.process) {
    case 'constant':
      return constantProcess(spec.value);
    case 'steps':
      return givenSteps(spec.steps);
    case 'schedule':
      return weeklySchedule(spec.slots, scenario.start);
  }
}

/** Tells the autoscalers that scale on tokens what a minute has brought; undefined where there are none. */
export function offerings(
  { scenario }: Model,
  tell: (service: number, demand: number) => void,
): ((demand: number, calls: Calls) => void) | undefined {
  const scaled = scenario.services.flatMap(({ autoscaling }, service) =>
    autoscaling?.demand?.process === 'tokens' ? [{ service, ...autoscaling.demand }] : [],
  );
  if (scaled.length === 0) return undefined;
  return (demand, calls) => {
    for (const { service, from, of } of scaled)
      if (from === scenario.demand[demand].name) tell(service, calls[of]);
  };
}

/** Scheduled scaling: each firing sets the replicas; an autoscaler goes on from there within its bounds. */
function wireCron({ model, simulation, fleet }: Wired): void {
  const { services, start, duration } = model.scenario;
  const zero = start.epochSeconds + start.offsetSeconds;
  const jobs = services.flatMap(({ autoscaling }, service) => {
    const excluded = (autoscaling?.excludeDates ?? []).map(cronOf);
    return (autoscaling?.schedule ?? []).map(({ cron, replicas }) => ({
      service,
      cron: cronOf(cron),
      replicas,
      excluded,
    }));
  });
  const next = (job: number, after: number): void => {
    const at = nextCron(jobs[job].cron, zero + after, jobs[job].excluded) - zero;
    if (at < duration) simulation.schedule(at, RANK.action, handler, job);
  };
  const handler = simulation.register('scheduled scaling', (job) => {
    fleet.scale(jobs[job].service, jobs[job].replicas, 'autoscaler');
    next(job, simulation.now);
  });
  jobs.forEach((_, job) => next(job, -1));
}

function cronOf(text: string): Cron {
  const parsed = parseCron(text);
  invariant(parsed.ok, 'the cron expression was validated');
  return parsed.value;
}
