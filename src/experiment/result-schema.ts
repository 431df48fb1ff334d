import * as z from 'zod';

/*
 * The published shapes of a result. Further keys may come (plans); those that stand here stay.
 */

interface Leaves {
  /** A number that every run has. */
  readonly number: z.ZodType;
  /** A number that a run may lack. */
  readonly nullable: z.ZodType;
}

/** A metric over replications. */
export const estimate = z.strictObject({
  mean: z.number().nullable().describe('mean over replications; of a ratio by the jackknife'),
  low: z.number().nullable().describe('lower end of the interval; null where nothing is random'),
  high: z.number().nullable().describe('upper end of the interval'),
  sd: z.number().nullable().describe('standard deviation of single replications'),
  n: z.int().describe('replications in which the metric is not null'),
  p5: z.number().nullable(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
});

const one: Leaves = { number: z.number(), nullable: z.number().nullable() };
const many: Leaves = { number: estimate, nullable: estimate };

const group = (keys: readonly string[], leaf: z.ZodType): z.ZodObject =>
  z.looseObject(Object.fromEntries(keys.map((key) => [key, leaf])));

function spells({ number, nullable }: Leaves): z.ZodObject {
  return z.looseObject({
    count: number,
    mean: nullable,
    p50: nullable,
    p95: nullable,
    max: nullable,
    censored: number,
  });
}

const SUMS =
  'acquisitions fallbacks reallocations desiredReplicaSeconds readyReplicaSeconds shortfallReplicaSeconds downSeconds ' +
  'outageSeconds degradedSeconds waitingSeconds wantedSeconds readySpotReplicaSeconds billedReplicaSeconds';
const RATIOS =
  'preemptionsPer100Hours availability servedCapacity deploySeconds standardCost relativeCost costPerReadyHour wasteShare';

const JOB_SUMS =
  'elapsedSeconds usefulSeconds lostSeconds restartSeconds checkpointSeconds idleSeconds usefulSpotSeconds ' +
  'usefulStandardSeconds starts acquisitions spotSeconds standardSeconds cost';

function common(leaves: Leaves): Record<string, z.ZodType> {
  const { number, nullable } = leaves;
  return {
    preemptions: group(['total', 'price', 'stock', 'lifetime', 'outage'], number),
    protectedHours: group(['completed', 'broken'], number),
    cost: group(['total', 'spot', 'standard', 'disk', 'dedicated', 'ptu', 'modelUnit', 'calls'], number),
    downtimeSpells: spells(leaves),
    timeToRecover: spells(leaves),
    ...Object.fromEntries(SUMS.split(' ').map((key) => [key, number])),
    ...Object.fromEntries(RATIOS.split(' ').map((key) => [key, nullable])),
  };
}

function metrics(leaves: Leaves): Record<string, z.ZodType> {
  const { number, nullable } = leaves;
  const placement = z.looseObject({
    entry: z.int(),
    type: z.string(),
    mode: z.enum(['spot', 'standard', 'dedicated']),
    replicaSeconds: number,
    acquisitions: number,
    cost: number,
  });
  const pool = z.looseObject({
    ...Object.fromEntries(
      ['priceMean', 'priceP95', 'shareBelowStandard', 'stockMean'].map((key) => [key, nullable]),
    ),
    stockOutSeconds: number,
  });
  const job = z.looseObject({
    met: leaves === one ? z.boolean() : number,
    ...Object.fromEntries(JOB_SUMS.split(' ').map((key) => [key, number])),
    ...Object.fromEntries(
      ['finishedAt', 'lateSeconds', 'standardCost', 'relativeCost'].map((key) => [key, nullable]),
    ),
    preemptions: group(['total', 'price', 'stock', 'lifetime', 'outage'], number),
    placements: z.array(placement),
  });
  return {
    totals: z.looseObject({ ...common(leaves), worstAvailability: nullable }),
    services: z.record(z.string(), z.looseObject({ ...common(leaves), placements: z.array(placement) })),
    jobs: z.record(z.string(), job).optional(),
    pools: z.record(z.string(), pool),
  };
}

const head = {
  spotsim: z.string().describe('version of the engine'),
  scenario: z.string(),
  variant: z.string().nullable(),
  seed: z.string(),
  digest: z.string().describe('of all that happened; equal digests mean equal runs'),
  horizonSeconds: z.int(),
  currency: z.string(),
};

const interval = { low: z.number().nullable(), high: z.number().nullable() };

/** The result of one run. */
export const runSchema = z.looseObject({ ...head, replications: z.literal(1), ...metrics(one) });

/** The result of several: each metric an estimate, and what belongs to them all. */
export const replicatedSchema = z.looseObject({
  ...head,
  replications: z.int().min(1),
  confidence: z.number(),
  random: z.boolean().describe('false: all replications gave the same figures, and there is no interval'),
  antithetic: z.boolean(),
  controls: z.array(z.strictObject({ pool: z.string(), metric: z.string(), mean: z.number() })),
  steadyState: z
    .strictObject({ seconds: z.int(), doubtful: z.boolean(), byMetric: z.record(z.string(), z.int()) })
    .nullable(),
  stopping: z
    .strictObject({
      metric: z.string(),
      relative: z.number(),
      reached: z.boolean(),
      achieved: z.number().nullable(),
      most: z.int(),
    })
    .nullable(),
  slo: z.array(
    z.strictObject({
      objective: z.string(),
      metric: z.string(),
      met: z.int(),
      n: z.int(),
      share: z.number().nullable(),
      ...interval,
    }),
  ),
  tailRisk: z.record(
    z.string(),
    z.strictObject({ p95: z.number(), ...interval, cvar95: z.number(), n: z.int() }),
  ),
  ...metrics(many),
});

/** Both shapes as JSON Schema (draft 2020-12): `schema/result.schema.json`. */
export const resultJsonSchema = (): Record<string, unknown> =>
  z.toJSONSchema(z.union([runSchema, replicatedSchema]), { reused: 'ref' });
