import { formatDuration } from '../../units/index.js';
import { under, type Fault } from '../fault.js';
import { child, itemsOf } from '../path.js';
import { jobSchema } from '../schema/jobs.js';
import { DEADLINE_STRATEGIES } from '../schema/strategies/deadline.js';
import { modifiersOf } from '../strategy.js';
import type { JobSpec, StrategySpec } from '../types.js';
import { textAt, type World } from '../world.js';
import { duplicateNames } from './names.js';
import { checkPlace, diskFault, soundParts, type SoundParts } from './services.js';

/** Faults of jobs that no single key shows. */
export function checkJobs(tree: unknown, world: World): readonly Fault[] {
  return [
    ...duplicateNames(tree, 'jobs'),
    ...itemsOf(tree, 'jobs').flatMap((job, i) =>
      jobFaults(job, world).map((fault) => under(fault, ['jobs', i])),
    ),
  ];
}

function jobFaults(job: unknown, world: World): readonly Fault[] {
  const faults: Fault[] = [];
  const name = textAt(job, 'name');
  if (name !== undefined && world.services.includes(name)) {
    const hint = 'events and the bill name both by their name alone';
    faults.push({ path: ['name'], message: `the name ${JSON.stringify(name)} is taken by a service`, hint });
  }
  const parts = soundParts(job);
  const disk = diskFault(parts.disk ?? 0);
  if (disk !== undefined) faults.push({ path: ['disk'], message: disk, hint: 'R28' });
  const replicas = jobSchema.shape.replicas.safeParse(child(job, 'replicas')).data ?? 1;
  return [...faults, ...checkPlace(parts, world), ...checkJobStrategy(parts, replicas)];
}

/** Strategies that have no meaning for units that go all together. */
const SPREADING = ['spot-hedge', 'even-spread', 'round-robin', 'tributary', 'diversified'];

function checkJobStrategy({ strategy, instances }: SoundParts, replicas: number): readonly Fault[] {
  if (strategy === undefined) return [];
  const path = ['strategy'];
  if ('name' in strategy && SPREADING.includes(strategy.name)) {
    const message = `${strategy.name} spreads the replicas of a service, and a job keeps its units together`;
    return [
      { path, message, hint: `for jobs there are ${DEADLINE_STRATEGIES.join(', ')}, and lists: fixed` },
    ];
  }
  const modifier = Object.entries(modifiersOf(strategy)).find(([, value]) => value !== undefined)?.[0];
  if (modifier !== undefined && replicas > 1) {
    const message = `${modifier} moves replicas one by one, and a gang of ${replicas} goes all together`;
    return [{ path: [...path, modifier], message, hint: 'remove it, or say replicas: 1', spot: 'key' }];
  }
  if (instances.some((entry) => entry === undefined)) return [];
  return lackingEntries(strategy, instances as JobSpec['instances']);
}

function lackingEntries(strategy: StrategySpec, instances: JobSpec['instances']): readonly Fault[] {
  if (!('name' in strategy) || !DEADLINE_STRATEGIES.includes(strategy.name)) return [];
  const { name } = strategy;
  const path = ['instances'];
  const faults: Fault[] = [];
  if (name !== 'standard-only' && instances.every(({ spotPriceLimit }) => spotPriceLimit === undefined)) {
    const message = `${name} needs a spot entry, and no entry of the list has a spotPriceLimit`;
    faults.push({ path, message, hint: 'give an entry spotPriceLimit: market' });
  }
  if (name !== 'spot-only' && instances.every(({ spotPriceLimit }) => spotPriceLimit !== undefined)) {
    const message = `${name} needs a standard entry, and all entries of the list have a spotPriceLimit`;
    faults.push({ path, message, hint: 'add the type once more without spotPriceLimit' });
  }
  return faults;
}

/** What may be meant, but cannot end well. */
export function jobWarnings(job: JobSpec, duration: number): readonly Fault[] {
  const { at, work, restart, checkpoint, deadline } = job;
  const faults: Fault[] = [];
  const saves = checkpoint === undefined ? 0 : Math.ceil(work / checkpoint.every) - 1;
  const least = restart + work + saves * (checkpoint?.cost ?? 0);
  const path = ['deadline'];
  if (least > deadline) {
    const parts = [`work ${formatDuration(work)}`, `restart ${formatDuration(restart)}`];
    if (saves > 0) parts.push(`${saves} checkpoints`);
    const message = `cannot be met even without interruption: ${parts.join(', ')} take ${formatDuration(least)}`;
    faults.push({ path, message, hint: `say at least ${formatDuration(least)}` });
  }
  if (at + deadline > duration) {
    const message = `the run ends after ${formatDuration(duration)}, before the deadline at ${formatDuration(at + deadline)}`;
    faults.push({ path, message, hint: 'make duration longer, or the job is cut there' });
  }
  return faults;
}
