import { replay, type ReplayPlan, type RunSpan, type Series, type StepProcess } from '../../kernel/index.js';
import type { Stream } from '../../random/index.js';

export interface StockTraceSpec extends ReplayPlan {
  /** Units per recorded unit; default 1. The product is rounded half up. */
  readonly scale?: number | undefined;
}

/**
 * Recorded stock, last observation carried forward. Check the plan with `replayFault` first. The stream is used
 * (once) for `window: random` only.
 */
export function traceStock(series: Series, spec: StockTraceSpec, run: RunSpan, stream?: Stream): StepProcess {
  const scale = spec.scale ?? 1;
  return replay(series, {
    plan: spec,
    run,
    uniform: stream === undefined ? undefined : () => stream.next(),
    convert: (count) => Math.floor(count * scale + 0.5),
  });
}
