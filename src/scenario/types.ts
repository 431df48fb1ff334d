import type * as z from 'zod';
import type { Issue, Position } from '../units/index.js';
import type { Rules } from './presets.js';
import type { CountOrPercent } from './schema/numbers.js';
import type { tokenDemandSchema } from './schema/demand.js';
import type { jobSchema } from './schema/jobs.js';
import type { planSchema } from './schema/plans.js';
import type { dedicatedSchema, poolSchema } from './schema/pools.js';
import type { marketSchema } from './schema/markets.js';
import type { priceSchema } from './schema/prices.js';
import type { scenarioSchema } from './schema/scenario.js';
import type { serviceSchema } from './schema/services.js';
import type { stockSchema } from './schema/stocks.js';
import type { actionSchema } from './schema/timeline.js';

type Deep<T> = T extends (infer Item)[]
  ? readonly Deep<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Deep<T[K]> }
    : T;

/** A market price as the scenario states it: prices in micro-units, but medians and distributions as decimals. */
export type PriceSpec =
  Exclude<WrittenPrice, Wrapping> | (Omit<Wrapping, 'base'> & { readonly base: PriceSpec });
type WrittenPrice = Deep<z.output<typeof priceSchema>>;
/** Processes over another price; the schema knows of the nested one only that it is a price. */
type Wrapping = Extract<WrittenPrice, { process: 'spikes' }>;
export type StockSpec = Deep<z.output<typeof stockSchema>>;
/** Bids are decimals, prices of the curve decimals or percents of the standard price. */
export type MarketSpec = Deep<z.output<typeof marketSchema>>;
export type PoolSpec = Deep<Omit<z.output<typeof poolSchema>, 'price'>> & { readonly price?: PriceSpec };
export type DedicatedSpec = Deep<z.output<typeof dedicatedSchema>>;
export type PlanSpec = Deep<z.output<typeof planSchema>>;
export type TokenDemandSpec = Deep<z.output<typeof tokenDemandSchema>>;
export type Action = Deep<z.output<typeof actionSchema>>;

/** What the schema alone makes of a service; the rest depends on its surroundings. */
export type WrittenService = z.output<typeof serviceSchema>;
export type EntrySpec = Deep<WrittenService['instances'][number]>;
type Written = Deep<Omit<WrittenService, 'eas' | 'region' | 'protection' | 'minReady' | 'autoscaling'>>;
export type AutoscalingSpec = Deep<Omit<NonNullable<WrittenService['autoscaling']>, 'target'>> & {
  readonly target: number;
};
/** Who decides for a service, with every default filled in. */
export type StrategySpec = Deep<WrittenService['strategy']>;
export type DemandSpec = NonNullable<AutoscalingSpec['demand']>;

export interface ServiceSpec extends Written {
  readonly region: string;
  readonly protection: boolean;
  /** Null: all, with autoscaling its min. */
  readonly minReady: CountOrPercent | null;
  readonly autoscaling?: AutoscalingSpec;
}

/** What the schema alone makes of a job. */
export type WrittenJob = z.output<typeof jobSchema>;

export interface JobSpec extends Deep<Omit<WrittenJob, 'region' | 'protection'>> {
  readonly region: string;
  readonly protection: boolean;
}

type Whole = Deep<
  Omit<z.output<typeof scenarioSchema>, '$schema' | 'rules' | 'pools' | 'services' | 'jobs' | 'variants'>
>;

/** The validated scenario: seconds and micro-units throughout, every default filled in. */
export interface Scenario extends Whole {
  readonly rules: Rules;
  readonly pools: readonly PoolSpec[];
  readonly services: readonly ServiceSpec[];
  readonly jobs: readonly JobSpec[];
}

/** What an `update` of the timeline makes of its service, or why it fails. */
export type ServiceUpdate =
  { readonly ok: true; readonly service: ServiceSpec } | { readonly ok: false; readonly reason: string };

export interface VariantInfo {
  readonly name: string;
  readonly from?: string;
  readonly description?: string;
}

/** One thing that a variant and `--set` changed; `before` or `after` is undefined where the key is absent. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  /** `services.chat.protection: true -> false`. */
  readonly text: string;
}

export interface ParsedScenario {
  readonly scenario: Scenario;
  /** The variant asked for; null for the scenario itself. */
  readonly variant: string | null;
  /** The tree after EAS import, variant chain and `--set`, before defaults, without `variants`: plain JSON. */
  readonly input: unknown;
  /** The tree after EAS import alone, with its variants: what variants and `--set` are applied to. Plain JSON. */
  readonly imported: unknown;
  readonly variants: readonly VariantInfo[];
  readonly differences: readonly Difference[];
  readonly warnings: readonly Issue[];
  /** By index in the timeline, in order of time. */
  readonly updates: ReadonlyMap<number, ServiceUpdate>;
  /** Where a value was written: in the scenario file, in a service's JSON, in a variant, or `--set …`. */
  readonly locate: (path: readonly (string | number)[]) => Position | undefined;
  /** A file that the scenario names, relative to where the scenario's own name is. */
  readonly resolve: (file: string) => string;
}
