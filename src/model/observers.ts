import { BillingMeter } from '../billing/index.js';
import type { LineItem } from '../billing/index.js';
import { DigestRecorder, tee } from '../events/index.js';
import type { Directory, Recorder } from '../events/index.js';
import { MetricsCollector } from '../metrics/index.js';
import type { Metrics, ServiceFacts } from '../metrics/index.js';
import type { ServiceSpec } from '../scenario/index.js';
import type { Seconds } from '../units/index.js';
import type { Model } from './compile.js';
import type { PlanOutcome } from './plans/plan-outcome.js';
import { RunRecorder } from './run-recorder.js';
import { jobAt, jobFacts, workloadsOf } from './jobs.js';
import { minReadyOf, poolsOf } from './services.js';

/** Everything that watches a run: billing, metrics, digest, and whatever else was asked for. */
export interface Observers {
  readonly meter: BillingMeter;
  readonly metrics: MetricsCollector;
  readonly digest: DigestRecorder;
  readonly recorder: Recorder;
  /** The metrics if the horizon were at this second; nothing of the run changes. */
  readonly metricsAt: (second: Seconds, plans: PlanOutcome | undefined) => Metrics;
}

/** What observers must be told beside the events. */
export interface Watch {
  readonly directory: Directory;
  /** Dedicated group that an entry of a service's list means now. */
  readonly groupOf: (service: number, entry: number) => number;
  /** Index of the service's revision now. */
  readonly revisionOf: (service: number) => number;
  readonly ledger: ((item: LineItem) => void) | undefined;
  /** Whoever else watches; asked once the digest is there. */
  readonly others: (digest: DigestRecorder) => readonly Recorder[];
}

export function observe(model: Model, watch: Watch): Observers {
  const makeMeter = (sink: Watch['ledger']): BillingMeter => meterOf(model, watch, sink);
  const makeMetrics = (): MetricsCollector => collectorOf(model, watch);
  const meter = makeMeter(watch.ledger);
  const metrics = makeMetrics();
  const digest = new DigestRecorder(watch.directory);
  const more = watch.others(digest);
  const others = more.length === 0 ? undefined : tee(...more);
  const recorder = new RunRecorder(meter, metrics, digest, others);
  const metricsAt: Observers['metricsAt'] = (second, plans) => {
    const [bill, tally] = [makeMeter(undefined), makeMetrics()];
    bill.restore(meter.save());
    tally.restore(metrics.save());
    bill.finish(second);
    tally.finish(second);
    return withPlans(tally, bill, plans);
  };
  return { meter, metrics, digest, recorder, metricsAt };
}

/** The metrics of a run with its bill, plans included. */
export function withPlans(
  metrics: MetricsCollector,
  meter: BillingMeter,
  plans: PlanOutcome | undefined,
): Metrics {
  const ledger = { ...meter.totals(), ...plans?.costs };
  const planned = plans?.results((service) => {
    const { spot, standard, disk } = ledger.services[service];
    return spot + standard + disk;
  });
  return { ...metrics.metrics(ledger), ...planned };
}

const meterOf = ({ scenario }: Model, { directory, groupOf }: Watch, sink: Watch['ledger']): BillingMeter =>
  new BillingMeter({
    directory,
    rules: scenario.rules,
    prices: scenario.prices,
    pools: scenario.pools,
    dedicated: scenario.dedicated,
    dedicatedOf: groupOf,
    sink,
  });

function collectorOf(model: Model, watch: Watch): MetricsCollector {
  const { scenario } = model;
  return new MetricsCollector({
    directory: watch.directory,
    pools: scenario.pools,
    dedicated: scenario.dedicated,
    dedicatedOf: watch.groupOf,
    billingStart: scenario.rules.billingStart,
    services: workloadsOf(scenario).map((service, index) => {
      const { specs } = model.workloads[index];
      const facts = {
        ...serviceFacts(model, service),
        minReady: minReadyAt(specs, () => watch.revisionOf(index)),
      };
      const job = jobAt(scenario, index);
      return job === undefined ? facts : { ...facts, job: jobFacts(job) };
    }),
  });
}

/** Fewest ready replicas under the revision in force. */
function minReadyAt(specs: readonly ServiceSpec[], revision: () => number): ServiceFacts['minReady'] {
  const fewest = specs.map((spec) => minReadyOf(spec));
  return (desired) => fewest[revision()](desired);
}

function serviceFacts(model: Model, service: ServiceSpec): Omit<ServiceFacts, 'minReady'> {
  const { scenario } = model;
  const rented = service.instances.find(({ from }) => from === undefined);
  const reference = rented === undefined ? undefined : poolsOf(scenario, service, rented)[0];
  return {
    firstWeight: firstWeight(model, service),
    standardReference: reference === undefined ? null : scenario.pools[reference].standardPrice,
    entries: service.instances.map(({ type, from, spotPriceLimit }) => ({
      type,
      mode: from !== undefined ? 'dedicated' : spotPriceLimit === undefined ? 'standard' : 'spot',
    })),
  };
}

/** A desired replica has the weight of the first listed type. */
function firstWeight({ scenario }: Model, service: ServiceSpec): number {
  const first = service.instances[0];
  if (first.from !== undefined)
    return scenario.dedicated.find(({ name }) => name === first.from)?.weight ?? 1;
  const pool = poolsOf(scenario, service, first)[0];
  return pool === undefined ? 1 : scenario.pools[pool].weight;
}
