import { replay, type ReplayPlan, type RunSpan, type Series, type StepProcess } from '../../kernel/index.js';
import type { Stream } from '../../random/index.js';
import type { Issue } from '../../units/index.js';
import type { PriceHistory } from '../history/history.js';
import { ANY_PRICE, limited } from '../price.js';
import { orderIssues, type SpotTier, type Tiers } from '../tiers.js';

export interface PriceTraceSpec extends ReplayPlan {
  /** Factor on every price of the recording; default 1. The product is rounded once, half up. */
  readonly scale?: number | undefined;
}

/**
 * Recorded prices (micro-units per hour), last observation carried forward. Check the plan with `replayFault`
 * and the prices with `traceIssues` first. The stream is used (once) for `window: random` only.
 */
export function tracePrice(series: Series, spec: PriceTraceSpec, run: RunSpan, stream?: Stream): StepProcess {
  const scale = spec.scale ?? 1;
  return replay(series, {
    plan: spec,
    run,
    uniform: stream === undefined ? undefined : () => stream.next(),
    convert: (price) => limited(scaledPrice(price, scale), ANY_PRICE),
  });
}

/** The rows of a history that cannot stand as prices of this tier, each with its place in the file (R17). */
export function traceIssues(
  history: PriceHistory,
  tiers: Tiers,
  { tier, scale = 1 }: { readonly tier: SpotTier; readonly scale?: number },
): readonly Issue[] {
  const { file, series, lines, columns } = history;
  return orderIssues(
    (price) => tiers.fault(scaledPrice(price, scale), tier),
    series.value,
    (row) => ({ at: { file, line: lines[row], column: columns[row] } }),
  );
}

/** A recorded price after scaling, rounded once, half up; it may lie outside what can stand as a price. */
export const scaledPrice = (price: number, scale: number): number =>
  scale === 1 ? price : Math.floor(price * scale + 0.5);
