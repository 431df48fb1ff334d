import {
  bootstrapFault,
  bootstrapPrice,
  orderIssues,
  readPriceHistory,
  scaledPrice,
  tracePrice,
} from '../market/index.js';
import type { PriceHistory, SpotTier } from '../market/index.js';
import type { PriceSpec } from '../scenario/index.js';
import { coversRun, readAsset } from './histories.js';
import type { PriceCompiler, PriceSetting } from './price-setting.js';

export const compileTrace: PriceCompiler<'trace'> = (spec, setting) => {
  const history = readHistory(spec, setting);
  const { span } = setting;
  if (history === undefined || !coversRun(spec, history.series, setting)) return undefined;
  checkRows(history, spec, setting);
  return { tier: spec.tier, process: (stream) => tracePrice(history.series, spec, span, stream) };
};

export const compileBootstrap: PriceCompiler<'bootstrap'> = (spec, setting) => {
  const history = readHistory(spec, setting);
  if (history === undefined) return undefined;
  const fault = bootstrapFault(history.series, spec);
  if (fault !== undefined) {
    setting.faults.add([...setting.at, fault.key], { ...fault, message: `${spec.file}: ${fault.message}` });
    return undefined;
  }
  checkRows(history, spec, setting);
  return { tier: spec.tier, process: (stream) => bootstrapPrice(history.series, spec, stream) };
};

/** The rows that cannot stand as prices, each with its place in the file (R17). */
function checkRows(
  history: PriceHistory,
  { scale, tier }: { readonly scale: number; readonly tier: SpotTier },
  { tiers, faults }: PriceSetting,
): void {
  const issues = orderIssues(
    (price) => tiers.fault(scaledPrice(price, scale), tier),
    history.series.value,
    (row) => ({ at: { file: history.file, line: history.lines[row], column: history.columns[row] } }),
  );
  faults.addAll(issues);
}

/** Reads the history, which must be in the scenario's currency unless it is converted by `scale`. */
function readHistory(
  spec: Extract<PriceSpec, { process: 'trace' | 'bootstrap' }>,
  setting: PriceSetting,
): PriceHistory | undefined {
  const { assets, pool, faults, at, currency } = setting;
  const { localTimes } = assets;
  const { standardPrice } = pool;
  const reader = readPriceHistory(spec.format, { ...spec, localTimes, standardPrice });
  const history = readAsset(spec.file, reader, setting);
  if (history?.currency === undefined || history.currency === currency || spec.scale !== 1) return history;
  faults.add([...at, 'file'], {
    message: `${spec.file} is in ${history.currency}, the scenario in ${currency}`,
    hint: `say currency: ${history.currency}, or convert it by \`scale\``,
  });
  return undefined;
}
