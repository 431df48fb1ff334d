import { expect, it } from 'vitest';
import { metricKind } from '../../../src/experiment/metric-kind.js';

it.each([
  ['jobs.train.met', 'share'],
  ['totals.availability', 'share'],
  ['totals.worstAvailability', 'share'],
  ['demand.chat.servedShare', 'share'],
  ['totals.relativeCost', 'ratio'],
  ['plans.ptu.utilisation', 'ratio'],
  ['jobs.train.omniscient.relativeRegret', 'ratio'],
  ['totals.cost.total', 'money'],
  ['jobs["a.b"].cost', 'money'],
  ['totals.costPerReadyHour', 'money'],
  ['pools.a.priceP95', 'money'],
  ['totals.omniscient.costAsReady', 'money'],
  ['jobs.train.lateSeconds', 'seconds'],
  ['jobs.train.finishedAt', 'seconds'],
  ['totals.downtimeSpells.p95', 'seconds'],
  ['totals.downtimeSpells.count', 'number'],
  ['totals.preemptions.total', 'number'],
  ['plans.ptu.overflowMinutes', 'number'],
])('%s is of the kind %s', (path, kind) => expect(metricKind(path)).toBe(kind));
