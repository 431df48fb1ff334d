import { parseCron, parseWeekly } from '../demand/index.js';
import type { Scenario } from '../scenario/index.js';
import type { Result } from '../units/index.js';
import type { Faults, Path } from './faults.js';

/** Reports the cron expressions and weekly slots that cannot be read. */
export function checkDemand(scenario: Scenario, faults: Faults): void {
  const check = (path: Path, read: Result<unknown>): void => {
    if (!read.ok) for (const issue of read.issues) faults.add(path, issue);
  };
  scenario.services.forEach(({ autoscaling }, index) => {
    if (autoscaling === undefined) return;
    const path = ['services', index, 'autoscaling'];
    autoscaling.schedule.forEach(({ cron }, job) =>
      check([...path, 'schedule', job, 'cron'], parseCron(cron)),
    );
    autoscaling.excludeDates.forEach((cron, date) => check([...path, 'excludeDates', date], parseCron(cron)));
    if (autoscaling.demand?.process !== 'schedule') return;
    autoscaling.demand.slots.forEach((slot, place) =>
      check([...path, 'demand', 'slots', place], parseWeekly([slot])),
    );
  });
}
