import { leastTermsOf, realisedMarket } from '../model/index.js';
import type { Model, RealisedMarket, RunResults } from '../model/index.js';
import { fromMicro } from '../units/index.js';
import type { Issue, Seconds } from '../units/index.js';
import { leastCost, type LeastCost } from './least-cost.js';

/** A run beside the least that its services could have cost, had all of its market been known; money in the currency. */
export interface OmniscientFigures {
  /** Least cost of having as many of the desired replicas ready as could be, at every instant. */
  readonly cost: number;
  /** Those replicas: no strategy has more of the desired ones ready. */
  readonly readyReplicaSeconds: number;
  readonly costPerReadyHour: number | null;
  /** Least cost of having as many of the desired replicas ready at every instant as the run had. */
  readonly costAsReady: number;
  /** What the run's units and disks cost above `costAsReady`. */
  readonly regret: number;
  /** `regret` of `costAsReady`; null where that is 0. */
  readonly relativeRegret: number | null;
}

type Measured = Pick<RunResults, 'totals' | 'services'>;

/** Watches a run, and looks at its market a second time when it is over. */
export class OmniscientPass {
  readonly market: RealisedMarket;

  constructor(private readonly model: Model) {
    this.market = realisedMarket(model);
  }

  /** The results of the time before `until` with the bound beside those of each service, and of all together. */
  withBound<R extends Measured>(results: R, until: Seconds): R {
    const { model, market } = this;
    const found = model.services.map(({ name }, service) => {
      const watched = { desired: market.desiredOf(service), ready: market.readyOf(service) };
      const least = leastCost(leastTermsOf(model, service, market), watched, until);
      const { spot, standard, disk } = results.services[name].cost;
      return { name, least, paid: spot + standard + disk };
    });
    const services = found.map(({ name, least, paid }) => {
      const withFigures = { ...results.services[name], omniscient: figuresOf([least], paid) };
      return [name, withFigures] as const;
    });
    const paid = found.reduce((sum, one) => sum + one.paid, 0);
    const omniscient = figuresOf(
      found.map(({ least }) => least),
      paid,
    );
    return {
      ...results,
      totals: { ...results.totals, omniscient },
      services: Object.fromEntries(services),
    };
  }
}

/** Why there is no bound for a scenario; undefined where there is one. */
export function omniscientFault(model: Model): Issue | undefined {
  const { scenario } = model;
  const { interruptedFree, billingIncrement } = scenario.rules;
  if (scenario.services.length === 0)
    return {
      message: 'there is no omniscient bound: the scenario has no services',
      hint: 'leave out --omniscient',
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
function rebidFault({ scenario: { rules }, services }: Model): Issue | undefined {
  const capped = services.find(({ revisions }) =>
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

function figuresOf(least: readonly LeastCost[], paid: number): OmniscientFigures {
  const sum = (of: (one: LeastCost) => number): number => least.reduce((total, one) => total + of(one), 0);
  const [cost, costAsReady] = [fromMicro(sum((one) => one.cost)), fromMicro(sum((one) => one.costAsReady))];
  const readyReplicaSeconds = sum((one) => one.readySeconds);
  const regret = paid - costAsReady;
  return {
    cost,
    readyReplicaSeconds,
    costPerReadyHour: readyReplicaSeconds === 0 ? null : (cost * HOUR) / readyReplicaSeconds,
    costAsReady,
    regret,
    relativeRegret: costAsReady === 0 ? null : regret / costAsReady,
  };
}

const HOUR = 3600;
