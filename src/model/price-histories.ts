import { replayFault } from '../kernel/index.js';
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
import type { PriceCompiler, PriceSetting } from './price-setting.js';

export const compileTrace: PriceCompiler<'trace'> = (spec, setting) => {
  const history = readHistory(spec, setting);
  if (history === undefined) return undefined;
  const { span } = setting;
  const fault = replayFault(history.series, spec, span);
  if (fault !== undefined)
    return refuse(setting, 'file', { ...fault, message: `${spec.file}: ${fault.message}` });
  checkRows(history, spec, setting);
  return { tier: spec.tier, process: (stream) => tracePrice(history.series, spec, span, stream) };
};

export const compileBootstrap: PriceCompiler<'bootstrap'> = (spec, setting) => {
  const history = readHistory(spec, setting);
  if (history === undefined) return undefined;
  const fault = bootstrapFault(history.series, spec);
  if (fault !== undefined)
    return refuse(setting, fault.key, { ...fault, message: `${spec.file}: ${fault.message}` });
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

function readHistory(
  spec: Extract<PriceSpec, { process: 'trace' | 'bootstrap' }>,
  setting: PriceSetting,
): PriceHistory | undefined {
  const { format, file, product, zone, instanceType, timezone, columns } = spec;
  const opened = setting.assets.open(file);
  if (!opened.ok) {
    for (const { message, hint } of opened.issues)
      refuse(setting, 'file', { message: `${file}: ${message}`, hint });
    return undefined;
  }
  const reader = readPriceHistory(format, { file, product, zone, instanceType, timezone, columns });
  for (const chunk of opened.value) reader.push(chunk);
  const read = reader.end();
  if (read.ok) return read.value;
  setting.faults.addAll(read.issues);
  return undefined;
}

function refuse(
  { faults, at }: PriceSetting,
  key: string,
  fault: { readonly message: string; readonly hint?: string | undefined },
): undefined {
  faults.add([...at, key], fault);
}
