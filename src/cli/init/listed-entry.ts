/** One entry of the service's list, as far as `init` understands it. */
export interface ListedEntry {
  readonly type: string;
  readonly dedicated: boolean;
  readonly spotPriceLimit: number | 'market' | undefined;
  /** Name of the dedicated machines, where the service says so. */
  readonly from: string | undefined;
  /** The entry as it is written. */
  readonly written: Readonly<Record<string, unknown>>;
}
