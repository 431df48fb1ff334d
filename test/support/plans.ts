import { PlanMeter } from '../../src/billing/index.js';
import type { LineItem, PlanRate } from '../../src/billing/index.js';
import type { PlanCalls, PlanOrder, PlanQuota, PlanRecorder, PlanState } from '../../src/events/index.js';
import { Simulation } from '../../src/kernel/index.js';
import { Contracts } from '../../src/serving/index.js';
import type { PlanTerms } from '../../src/serving/index.js';
import { formatInstant, parseInstant, toMicro } from '../../src/units/index.js';

const START = '2026-03-02T00:00:00+08:00';

/** One plan with its contract and its meter, and what was recorded, in words. */
export interface Stage {
  readonly simulation: Simulation;
  readonly contracts: Contracts;
  readonly meter: PlanMeter;
  readonly items: LineItem[];
  /** `03-02 23:59 Stopping`, local time. */
  readonly log: string[];
  /** Runs an operation at a second of the run; returns what came of it when the run has passed it. */
  readonly at: (second: number, act: (contracts: Contracts) => string) => { outcome: string };
  readonly finish: (horizon: number) => readonly LineItem[];
}

export interface StageOptions {
  readonly terms: Partial<PlanTerms> & Pick<PlanTerms, 'kind' | 'billing' | 'quota'>;
  readonly rate: PlanRate;
  readonly start?: string;
  readonly stock?: () => number;
}

export function stage({ terms, rate, start = START, stock = () => Infinity }: StageOptions): Stage {
  const simulation = new Simulation();
  const epoch = parseInstant(start)?.epochSeconds ?? 0;
  const items: LineItem[] = [];
  const meter = new PlanMeter({ plans: ['plan'], rates: [rate], epoch, sink: (item) => items.push(item) });
  const log: string[] = [];
  const local = (second: number): string =>
    formatInstant({ epochSeconds: epoch + second, offsetSeconds: 28_800 })
      .slice(5, 16)
      .replace('T', ' ');
  const recorder = both(meter, {
    planState: (at, _plan, state) => log.push(`${local(at)} ${state}`),
  });
  const full = { deploy: 0, permitted: true, atStart: true, ...terms };
  const contracts = new Contracts([full], { simulation, recorder, stock, epoch, settle: () => undefined });
  const acts: (() => void)[] = [];
  const handler = simulation.register('act', (index) => acts[index]());
  const at: Stage['at'] = (second, act) => {
    const done = { outcome: 'not reached' };
    acts.push(() => (done.outcome = act(contracts)));
    simulation.schedule(second, 6, handler, acts.length - 1);
    return done;
  };
  contracts.begin();
  const finish = (horizon: number): readonly LineItem[] => {
    simulation.run({ until: horizon });
    meter.finish(horizon);
    return items;
  };
  return { simulation, contracts, meter, items, log, at, finish };
}

/** Sum of the line items in the currency. */
export const billOf = (items: readonly LineItem[]): number =>
  items.reduce((sum, { amount }) => sum + amount, 0) / 1e6;

export const micro = toMicro;

function both(meter: PlanMeter, other: { planState: PlanRecorder['planState'] }): PlanRecorder {
  return {
    planState: (at: number, plan: number, state: PlanState, reason: string) => {
      meter.planState(at, plan, state);
      other.planState(at, plan, state, reason);
    },
    planQuota: (at: number, plan: number, quota: PlanQuota) => meter.planQuota(at, plan, quota),
    planOrdered: (at: number, plan: number, order: PlanOrder) => meter.planOrdered(at, plan, order),
    served: (at: number, calls: PlanCalls) => meter.served(at, calls),
    passedOn: () => meter.passedOn(),
    rejected: () => meter.rejected(),
  };
}
