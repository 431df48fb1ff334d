import type { JobMetrics } from '../../src/index.js';
import { ofKind, pool, simulate, world } from './simulate.js';
import type { Input, Simulated } from './simulate.js';

const HOUR = 3600;

/** A spot pool `g` at 1.00 of 3.00, free in these hours, and a standard type `s` that is always there. */
export function jobWorld(
  free: readonly (readonly [from: number, to: number])[],
  job: Input,
  more: Input = {},
): Input {
  const levels = free.flatMap(([from, to]) => [
    { at: Math.round(from * HOUR), value: Number(job['replicas'] ?? 1) },
    { at: Math.round(to * HOUR), value: 0 },
  ]);
  const stock = levels[0]?.at === 0 ? levels : [{ at: 0, value: 0 }, ...levels];
  return world({
    duration: '100h',
    provider: 'aws-ec2',
    pools: [
      pool('g', {
        standardPrice: 3,
        price: { process: 'constant', value: 1 },
        stock: { process: 'steps', steps: stock },
      }),
      pool('s', { standardPrice: 3, price: undefined, spot: false, stock: { process: 'unlimited' } }),
    ],
    services: [],
    jobs: [
      {
        ...{ name: 'train', work: '48h', deadline: '70h', restart: '12m' },
        instances: [{ type: 'ecs.g', spotPriceLimit: 'market' }, { type: 'ecs.s' }],
        ...job,
      },
    ],
    ...more,
    rules: {
      notice: 0,
      billingIncrement: '1s',
      interruptedFree: 'none',
      ...(more['rules'] as Input | undefined),
    },
  });
}

export interface JobRun extends Simulated {
  readonly job: JobMetrics;
  /** `3600 working 0 unprotected`: all changes of phase. */
  readonly phases: readonly string[];
}

export function simulateJob(...given: Parameters<typeof jobWorld>): JobRun {
  const simulated = simulate(jobWorld(...given));
  const job = simulated.results.jobs?.['train'];
  if (job === undefined) throw new Error('the scenario has no job called train');
  const phases = ofKind(simulated, 'job').map(
    ({ at, phase, progress, tier }) => `${at} ${phase} ${progress} ${tier ?? '-'}`,
  );
  return { ...simulated, job, phases };
}
