import { leastTermsOf, realisedMarket } from '../model/index.js';
import type { Model, RealisedMarket, RunResults } from '../model/index.js';
import { fromMicro, HOUR, invariant } from '../units/index.js';
import type { Seconds } from '../units/index.js';
import { leastCost } from './least-cost.js';
import { leastJob } from './least-job.js';

/** What a run cost above the least; money in the currency. */
interface Regret {
  /** What the run's units and disks cost above the least for the same. */
  readonly regret: number;
  /** `regret` of that least; null where it is 0. */
  readonly relativeRegret: number | null;
}

/** A run beside the least that its services and jobs could have cost, had all of its market been known. */
export interface OmniscientFigures extends Regret {
  /** Least cost of having as many of the desired replicas ready as could be, at every instant; and of all jobs in time. */
  readonly cost: number;
  /** Those replicas: no strategy has more of the desired ones ready. Jobs have none. */
  readonly readyReplicaSeconds: number;
  /** Of services alone. */
  readonly costPerReadyHour: number | null;
  /** Least cost of having as many of the desired replicas ready at every instant as the run had; of jobs `costAsDone`. */
  readonly costAsReady: number;
}

/** One job of a run beside the least that it could have cost. */
export interface OmniscientJobFigures extends Regret {
  /** Least cost of the work by the deadline: of all of it, or of as much as could be done. */
  readonly cost: number;
  /** Whether all of it could be done by then. */
  readonly met: boolean;
  /** That work: no strategy does more by then. */
  readonly usefulSeconds: Seconds;
  /** Least cost of what the run did, by the deadline, or by the second in which it was done where that is later. */
  readonly costAsDone: number;
}

type Measured = Pick<RunResults, 'totals' | 'services' | 'jobs'>;

/** Watches a run, and looks at its market a second time when it is over. */
export class OmniscientPass {
  readonly market: RealisedMarket;

  constructor(private readonly model: Model) {
    this.market = realisedMarket(model);
  }

  /** The results of the time before `until` with the bound beside those of each service and job, and of all together. */
  withBound<R extends Measured>(results: R, until: Seconds): R {
    const services = this.#services(results, until);
    const jobs = this.#jobs(results, until);
    const omniscient = together(
      services.map(([, figures]) => figures),
      jobs.map(([, figures]) => figures),
    );
    return {
      ...results,
      totals: { ...results.totals, omniscient },
      services: beside(results.services, services),
      ...(results.jobs && { jobs: beside(results.jobs, jobs) }),
    };
  }

  #services({ services }: Measured, until: Seconds): readonly Named<OmniscientFigures>[] {
    const { model, market } = this;
    return model.services.map(({ name }, service) => {
      const watched = { desired: market.desiredOf(service), ready: market.readyOf(service) };
      const least = leastCost(leastTermsOf(model, service, market), watched, until);
      const { spot, standard, disk } = services[name].cost;
      const cost = fromMicro(least.cost);
      const costAsReady = fromMicro(least.costAsReady);
      const { readySeconds: readyReplicaSeconds } = least;
      const costPerReadyHour = perHour(cost, readyReplicaSeconds);
      const regret = regretOf(spot + standard + disk, costAsReady);
      return [name, { cost, readyReplicaSeconds, costPerReadyHour, costAsReady, ...regret }];
    });
  }

  #jobs({ jobs = {} }: Measured, until: Seconds): readonly Named<OmniscientJobFigures>[] {
    const { model, market } = this;
    return model.scenario.jobs.map((asked, i) => {
      const done = jobs[asked.name];
      invariant(done !== undefined, 'every job has a result');
      const kinds = leastTermsOf(model, model.services.length + i, market);
      const { met, usefulSeconds, ...least } = leastJob(kinds, asked, done, until);
      const costAsDone = fromMicro(least.costAsDone);
      const cost = fromMicro(least.cost);
      return [asked.name, { cost, met, usefulSeconds, costAsDone, ...regretOf(done.cost, costAsDone) }];
    });
  }
}

type Named<Figures> = readonly [name: string, figures: Figures];

const beside = <One extends object>(
  all: Readonly<Record<string, One>>,
  found: readonly Named<object>[],
): Readonly<Record<string, One>> =>
  Object.fromEntries(found.map(([name, omniscient]) => [name, { ...all[name], omniscient }]));

function together(
  services: readonly OmniscientFigures[],
  jobs: readonly OmniscientJobFigures[],
): OmniscientFigures {
  const ofServices = sum(services.map(({ cost }) => cost));
  const readyReplicaSeconds = sum(services.map((one) => one.readyReplicaSeconds));
  const costAsReady = sum([
    ...services.map((one) => one.costAsReady),
    ...jobs.map(({ costAsDone }) => costAsDone),
  ]);
  const regret = sum([...services, ...jobs].map((one) => one.regret));
  return {
    cost: ofServices + sum(jobs.map(({ cost }) => cost)),
    readyReplicaSeconds,
    costPerReadyHour: perHour(ofServices, readyReplicaSeconds),
    costAsReady,
    regret,
    relativeRegret: costAsReady === 0 ? null : regret / costAsReady,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const perHour = (cost: number, seconds: Seconds): number | null =>
  seconds === 0 ? null : (cost * HOUR) / seconds;

function regretOf(paid: number, least: number): Regret {
  const regret = paid - least;
  return { regret, relativeRegret: least === 0 ? null : regret / least };
}
