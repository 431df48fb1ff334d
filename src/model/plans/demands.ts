import {
  arrivalsAt,
  burstRate,
  lawfulTraffic,
  parseWeekly,
  recordedTraffic,
  TrafficTraceReader,
  weeklySchedule,
} from '../../demand/index.js';
import type { ArrivalStreams, Counting, Length, Traffic, TrafficTrace } from '../../demand/index.js';
import { constantProcess, givenSteps } from '../../kernel/index.js';
import type { StepProcess } from '../../kernel/index.js';
import { distribution } from '../../random/index.js';
import type { DistributionSpec, Stream } from '../../random/index.js';
import type { PlanSpec, Scenario, TokenDemandSpec } from '../../scenario/index.js';
import type { Assets } from '../assets.js';
import type { Faults, Path } from '../faults.js';
import { readAsset } from '../histories.js';
import type { PlanModel } from './plans.js';

/** One token demand, ready to run. */
export interface TokenDemandModel {
  readonly name: string;
  readonly counting: Counting;
  /** Indices of the plans in order. */
  readonly chain: readonly number[];
  /** `streamOf` opens the stream of a purpose. */
  readonly traffic: (streamOf: (purpose: string) => Stream) => Traffic;
}

interface Setting {
  readonly scenario: Scenario;
  readonly plans: readonly (PlanModel | undefined)[];
  readonly assets: Assets;
  readonly faults: Faults;
  readonly path: Path;
}

export function compileTokenDemands(setting: Omit<Setting, 'path'>): readonly TokenDemandModel[] {
  return setting.scenario.demand.flatMap((spec, index) => {
    const made = compileOne(spec, { ...setting, path: ['demand', index] });
    return made === undefined ? [] : [made];
  });
}

function compileOne(spec: TokenDemandSpec, setting: Setting): TokenDemandModel | undefined {
  const { scenario, path, faults } = setting;
  const chain = spec.serve.map((name) => scenario.plans.findIndex((plan) => plan.name === name));
  const counting = countingOf(spec, chain, setting);
  checkContext(spec, chain, setting);
  const { requests, input, output, name } = spec;
  if (requests.process === 'trace' && requests.rows === 'requests') {
    const trace = readTrace(requests, setting);
    if (trace === undefined) return undefined;
    return { name, counting, chain, traffic: () => recordedTraffic(trace) };
  }
  const rate = compileRate(requests, setting);
  if (rate === undefined || input === undefined || output === undefined) return undefined;
  const poisson = isPoisson(requests);
  for (const [side, law] of [
    ['input', input],
    ['output', output],
  ] as const) {
    if (!(distribution(law).mean < Infinity))
      faults.add([...path, side], { message: 'expected a law with a finite mean' });
  }
  return {
    name,
    counting,
    chain,
    traffic: (streamOf) =>
      lawfulTraffic(
        arrivalsAt(rate(streamOf('states')), counting, poisson ? arrivalStreams(streamOf) : undefined),
        length(input, 'input', streamOf, 1),
        length(output, 'output', streamOf, 0),
      ),
  };
}

type StreamOf = (purpose: string) => Stream;

const arrivalStreams = (streamOf: StreamOf): ArrivalStreams => ({
  arrivals: streamOf('arrivals'),
  parts: streamOf('arrivals-in-parts'),
});

const length = (law: DistributionSpec, side: string, streamOf: StreamOf, least: number): Length => ({
  law: distribution(law),
  stream: streamOf(side),
  parts: streamOf(`${side}-in-parts`),
  least,
});

type Requests = TokenDemandSpec['requests'];

function isPoisson(requests: Requests): boolean {
  if (requests.process === 'schedule') return requests.arrivals === 'poisson';
  return requests.process === 'poisson' || requests.process === 'mmpp';
}

/**
 * Whole windows where that is exact: all calls of a window alike, and no other demand that takes from the same quotas
 * in between. An EAS fleet works calls off one after the other, so it always follows each.
 */
function countingOf(
  { name, detail, input, output }: TokenDemandSpec,
  chain: readonly number[],
  { scenario, faults, path }: Setting,
): Counting {
  const queued = chain.some((plan) => scenario.plans[plan].kind === 'eas');
  if (detail === 'minute' && queued) {
    const message = 'an EAS fleet works calls off one by one: minutes are not enough';
    faults.add([...path, 'detail'], { message, hint: 'say detail: request, or auto' });
  }
  if (detail !== 'auto') return detail === 'minute' ? 'windows' : 'each';
  const alike = [input, output].every((law) => law?.distribution === 'constant');
  const others = scenario.demand.filter((other) => other.name !== name).flatMap(({ serve }) => serve);
  const shared = chain.some(
    (plan) => isLimited(scenario.plans[plan]) && others.includes(scenario.plans[plan].name),
  );
  return alike && !queued && !shared ? 'windows' : 'each';
}

/** It makes a difference who comes first. */
const isLimited = (plan: PlanSpec): boolean => plan.kind !== 'calls' || plan.limits !== undefined;

/** A request that no plan of the chain could ever take, whatever its quota (R62). */
function checkContext(spec: TokenDemandSpec, chain: readonly number[], setting: Setting): void {
  const { input, output } = spec;
  if (input?.distribution !== 'constant' || output?.distribution !== 'constant') return;
  const tokens = input.value + output.value;
  const longest = Math.max(...chain.map((plan) => setting.plans[plan]?.context ?? Infinity));
  if (tokens <= longest) return;
  const message = `a request has ${tokens} tokens, more than the context of ${longest} of ${spec.model}`;
  setting.faults.add([...setting.path, 'input'], {
    message,
    hint: 'input and output together fill the context',
  });
}

function compileRate(requests: Requests, setting: Setting): ((stream: Stream) => StepProcess) | undefined {
  switch (requests.process) {
    case 'constant':
    case 'poisson':
      return () => constantProcess(requests.rate);
    case 'mmpp':
      return (stream) => burstRate(requests.states, stream);
    case 'schedule': {
      const { slots } = requests;
      const read = parseWeekly(slots);
      if (read.ok) return () => weeklySchedule(slots, setting.scenario.start);
      for (const issue of read.issues) setting.faults.add([...setting.path, 'requests', 'slots'], issue);
      return undefined;
    }
    case 'trace': {
      const trace = readTrace(requests, setting);
      return trace && ratesOf(trace);
    }
  }
}

/** Counts as a rate, evenly spread from each row to the next; the last row as long as the one before it. */
function ratesOf({ at, input }: TrafficTrace): () => StepProcess {
  const steps: { at: number; value: number }[] = [{ at: 0, value: 0 }];
  const put = (second: number, value: number): void => {
    const last = steps[steps.length - 1];
    if (second <= last.at) last.value = value;
    else steps.push({ at: second, value });
  };
  let span = 60;
  at.forEach((second, row) => {
    if (row + 1 < at.length) span = at[row + 1] - second;
    const end = second + span;
    if (end <= 0) return;
    put(Math.max(0, Math.round(second)), span > 0 ? input[row] / span : 0);
    put(Math.round(end), 0);
  });
  return () => givenSteps(steps);
}

function readTrace(
  spec: Extract<Requests, { process: 'trace' }>,
  { assets, faults, path, scenario }: Setting,
): TrafficTrace | undefined {
  const { file, rows, columns, timezone, align } = spec;
  const reader = new TrafficTraceReader({ file, rows, columns, timezone });
  const trace = readAsset(file, reader, { assets, faults, at: [...path, 'requests'] });
  if (trace === undefined) return undefined;
  const zero = align === 'start' ? Math.floor(trace.at[0]) : scenario.start.epochSeconds;
  return { ...trace, at: trace.at.map((second) => second - zero) };
}
