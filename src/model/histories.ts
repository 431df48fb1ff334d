import { replayFault } from '../kernel/index.js';
import type { ReplayPlan, RunSpan, Series } from '../kernel/index.js';
import type { Result } from '../units/index.js';
import type { Assets } from './assets.js';
import type { Faults, Path } from './faults.js';

/** What a recording needs to be read: from where, and where to say what is wrong. */
export interface HistorySetting {
  /** Of the price or the stock that names the file. */
  readonly at: Path;
  readonly span: RunSpan;
  readonly assets: Assets;
  readonly faults: Faults;
}

/** Takes a file as text in chunks. */
export interface ChunkReader<T> {
  push(chunk: string): void;
  end(): Result<T>;
}

/** Reads a recording that a scenario names; undefined where it cannot be, the faults then being told. */
export function readAsset<T>(
  file: string,
  reader: ChunkReader<T>,
  { assets, faults, at }: Omit<HistorySetting, 'span'>,
): T | undefined {
  const opened = assets.open(file);
  if (!opened.ok) {
    for (const { message, hint } of opened.issues)
      faults.add([...at, 'file'], { message: `${file}: ${message}`, hint });
    return undefined;
  }
  for (const chunk of opened.value) reader.push(chunk);
  const read = reader.end();
  if (read.ok) return read.value;
  faults.addAll(read.issues);
  return undefined;
}

/** Whether a recording can be laid under the run as planned; tells why it cannot. */
export function coversRun(
  plan: ReplayPlan & { readonly file: string },
  series: Series,
  { faults, at, span }: Omit<HistorySetting, 'assets'>,
): boolean {
  const fault = replayFault(series, plan, span);
  if (fault === undefined) return true;
  faults.add([...at, 'file'], { ...fault, message: `${plan.file}: ${fault.message}` });
  return false;
}
