import type { ScenarioInput } from '../../src/testing/index.js';
import { STRATEGIES } from '../conformance/strategy/strategies.js';
import type { Input } from './simulate.js';

const HOUR = 3600;

/** All that a job may be run by: those with a deadline in mind, and those that walk one list. */
const JOB_STRATEGIES: readonly (Input | undefined)[] = [
  undefined,
  ...['uniform-progress', 'greedy', 'standard-only', 'spot-only'].map((name) => ({ name })),
  ...Object.entries(STRATEGIES)
    .filter(([name]) => !/spot-hedge|even-spread|round-robin|tributary|diversified/.test(name))
    .map(([, strategy]) => strategy),
];

/** Modifiers move replicas one by one: they are for jobs of one unit. */
const MODIFIERS = ['waitBeforeFallback', 'returnToPreferred', 'backOff', 'giveUpAfter', 'rebid'];

/** A random scenario with a deadline job in the place of each of its services; which one follows from the seed. */
export function withJobs(input: ScenarioInput): ScenarioInput & { readonly jobs: readonly Input[] } {
  const seed = Number(input.seed);
  const jobs = input.services.map(({ name, region, replicas, protection, startup, disk, ...service }, i) => {
    const strategy = JOB_STRATEGIES[(seed + 7 * i) % JOB_STRATEGIES.length];
    const moves = strategy !== undefined && MODIFIERS.some((key) => key in strategy);
    const [{ type }] = input.pools;
    const work = [900, 3000, 2 * HOUR, 5 * HOUR][(seed + i) % 4];
    return {
      ...{ name: name.replace('s', 'j'), region, protection, work },
      replicas: moves ? 1 : Math.max(1, replicas),
      at: [0, 0, 777][(seed + i) % 3],
      deadline: Math.floor(work * [1.2, 1.7, 3][seed % 3]),
      restart: [0, 60, 777][(seed >> 2) % 3],
      instances: [{ type, spotPriceLimit: 'market' }, ...service.instances, { type }],
      ...(startup !== undefined && { startup: seed % 4 === 0 ? startup : 0 }),
      ...(disk !== undefined && { disk }),
      ...(service.zonePolicy !== undefined && { zonePolicy: service.zonePolicy }),
      ...(seed % 2 === 0 && { checkpoint: { every: 1200, cost: [0, 45, 200][seed % 3] } }),
      ...(strategy !== undefined && { strategy }),
    };
  });
  const timeline = (input.timeline ?? []).filter((action) => !('service' in action));
  return { ...input, services: [], timeline, jobs };
}
