import * as z from 'zod';
import { estimate } from './result-schema.js';

const end = z.number().nullable();

const difference = z.strictObject({
  mean: z.number().describe('this case minus the baseline, in pairs'),
  low: end.describe('simultaneous over the cases (Bonferroni); null where nothing varies'),
  high: end,
  n: z.int(),
  varianceRatio: end.describe('times the replications that independent markets would have needed'),
  verdict: z.enum(['lower', 'higher', 'undecided', 'same']),
  toSettle: end.describe('replications that would settle it; null where it is settled, or none would'),
});

const metric = z.strictObject({
  metric: z.string(),
  better: z.enum(['lower', 'higher']),
  rows: z.array(z.strictObject({ case: z.string(), estimate, difference: difference.nullable() })),
  winner: z.string().nullable().describe('beats every other case beyond chance'),
  leader: z.string().nullable(),
  contenders: z.array(z.string()).describe('cannot be told from the leader'),
});

const control = { pool: z.string(), metric: z.string(), mean: z.number() };
const warmUp = { seconds: z.int(), doubtful: z.boolean() };
const byMetric = z.record(z.string(), z.int());

const job = z.strictObject({
  ...{ met: estimate, cost: estimate },
  costAsDone: estimate.describe(
    'least cost of what the job did, by its deadline, or by the second in which it was done where that is later',
  ),
  regret: estimate.describe('cost above costAsDone'),
  relativeRegret: estimate.describe('regret / costAsDone'),
  bound: z
    .strictObject({ met: estimate, cost: estimate, usefulSeconds: estimate })
    .describe('all of the work by the deadline, or as much as could be, at the least cost'),
});

const omniscient = z.strictObject({
  case: z.string(),
  ...{ cost: estimate, readyReplicaSeconds: estimate, costPerReadyHour: estimate },
  costAsReady: estimate.describe(
    'least cost of as many desired replicas ready at every instant as here, and of jobs as done',
  ),
  regret: estimate.describe('cost of units and disks above costAsReady'),
  relativeRegret: estimate.describe('regret / costAsReady'),
  bound: z
    .strictObject({ cost: estimate, readyReplicaSeconds: estimate, costPerReadyHour: estimate })
    .describe(
      'as many desired replicas ready at every instant as could be, at the least cost, and all jobs in time',
    ),
  jobs: z.record(z.string(), job).optional().describe('where there are deadline jobs'),
});

/** What `spotsim compare --json` prints. */
export const comparisonSchema = z.looseObject({
  spotsim: z.string().describe('version of the engine'),
  kind: z.literal('comparison'),
  scenario: z.string(),
  seed: z.string(),
  digest: z.string().describe('of the digests of all cases'),
  horizonSeconds: z.int(),
  currency: z.string(),
  replications: z.int().describe('of each case'),
  confidence: z.number(),
  antithetic: z.boolean(),
  controls: z.array(z.strictObject(control)),
  steadyState: z
    .strictObject({ ...warmUp, byCase: z.record(z.string(), z.strictObject({ ...warmUp, byMetric })) })
    .nullable(),
  baseline: z.string(),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      variant: z.string().nullable(),
      set: z.array(z.string()),
      digest: z.string(),
    }),
  ),
  metrics: z.array(metric),
  omniscient: z.array(omniscient).optional().describe('with --omniscient: each case beside its bound'),
});

/** The same as JSON Schema (draft 2020-12): `schema/comparison.schema.json`. */
export const comparisonJsonSchema = (): Record<string, unknown> =>
  z.toJSONSchema(comparisonSchema, { reused: 'ref' });
