/** A scenario as a user writes it: what the arbitraries make, `printScenario` prints and `parseScenario` reads. */
export interface ScenarioInput {
  readonly version: 1;
  readonly name: string;
  readonly seed: number | string;
  /** Seconds, as are all durations below. */
  readonly duration: number;
  readonly provider?: string;
  readonly rules?: Readonly<Record<string, string | number | boolean>>;
  readonly prices?: { readonly diskGiBHour: number };
  readonly pools: readonly PoolInput[];
  readonly dedicated?: readonly DedicatedInput[];
  readonly services: readonly ServiceInput[];
  readonly timeline?: readonly ActionInput[];
}

/** Any JSON object of the format: processes, distributions, autoscaling. */
export type Part = Readonly<Record<string, unknown>>;

export interface PoolInput {
  readonly name: string;
  readonly type: string;
  readonly region: string;
  readonly zone: string;
  readonly standardPrice: number;
  readonly spot?: boolean;
  readonly price?: Part;
  readonly stock?: Part;
  /** In place of price and stock. */
  readonly market?: Part;
  readonly lifetime?: Part;
}

export interface DedicatedInput {
  readonly name: string;
  readonly type: string;
  readonly machines: number;
  readonly price: number;
  readonly diskFree?: number;
}

export interface EntryInput {
  readonly type: string;
  readonly from?: string;
  readonly spotPriceLimit?: number | 'market';
  readonly capacity?: number | string;
}

export interface ServiceInput {
  readonly name: string;
  readonly region: string;
  readonly replicas: number;
  readonly minReady?: number | string;
  readonly instances: readonly EntryInput[];
  readonly protection: boolean;
  readonly zonePolicy?: string;
  readonly disk?: number;
  readonly startup: number | Part;
  readonly rebalancing?: boolean;
  readonly maxSurge?: number | string;
  readonly maxUnavailable?: number | string;
  readonly strategy?: Part;
  readonly autoscaling?: Part;
  readonly deletion?: Part;
}

export interface ActionInput extends Part {
  readonly at: number;
  readonly action: string;
}
