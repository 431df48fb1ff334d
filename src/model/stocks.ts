import type { StepProcess } from '../kernel/index.js';
import { replayFault } from '../kernel/index.js';
import type { RunSpan } from '../kernel/index.js';
import {
  constantStock,
  erlang,
  erlangFault,
  readStockHistory,
  stockSteps,
  traceStock,
  unlimitedStock,
} from '../inventory/index.js';
import type { StockHistory } from '../inventory/index.js';
import type { Stream } from '../random/index.js';
import type { PoolSpec, StockSpec } from '../scenario/index.js';
import type { Assets } from './assets.js';
import type { Faults, Path } from './faults.js';
import type { StockView } from './pool-link.js';

/** Opens the stream of a purpose of this pool's stock. */
export type StreamOf = (purpose: string) => Stream;

/** Makes the stock process of one replication. */
export type StockFactory = (streamOf: StreamOf, view: StockView) => StepProcess;

export interface StockSetting {
  readonly path: Path;
  readonly span: RunSpan;
  readonly assets: Assets;
  readonly faults: Faults;
}

type Compiler<P extends StockSpec['process']> = (
  spec: Extract<StockSpec, { process: P }>,
  setting: StockSetting,
) => StockFactory | undefined;

/** One compiler per process of the schema; a new process without one does not compile. */
const COMPILERS: { readonly [P in StockSpec['process']]: Compiler<P> } = {
  unlimited: () => unlimitedStock,
  constant: (spec) => () => constantStock(spec),
  steps: (spec) => () => stockSteps(spec),
  erlang: (spec, { faults, path }) => {
    const fault = erlangFault(spec);
    if (fault !== undefined) faults.add([...path, 'stock', 'hold'], { message: fault });
    return (streamOf) =>
      erlang(spec, { arrivals: streamOf('arrivals'), holds: streamOf('holds'), start: streamOf('start') });
  },
  trace: compileTrace,
};

/** Compiles a pool's stock; undefined where it is at fault. */
export function compileStock(pool: PoolSpec, setting: StockSetting): StockFactory | undefined {
  const compile = COMPILERS[pool.stock.process] as Compiler<StockSpec['process']>;
  return compile(pool.stock, setting);
}

function compileTrace(
  spec: Extract<StockSpec, { process: 'trace' }>,
  setting: StockSetting,
): StockFactory | undefined {
  const history = readHistory(spec, setting);
  if (history === undefined) return undefined;
  const fault = replayFault(history.series, spec, setting.span);
  if (fault !== undefined) {
    setting.faults.add([...setting.path, 'stock', 'file'], {
      ...fault,
      message: `${spec.file}: ${fault.message}`,
    });
    return undefined;
  }
  return (streamOf) => traceStock(history.series, spec, setting.span, streamOf('window'));
}

function readHistory(
  { file, available, gap, sample }: Extract<StockSpec, { process: 'trace' }>,
  { assets, faults, path }: StockSetting,
): StockHistory | undefined {
  const opened = assets.open(file);
  if (!opened.ok) {
    for (const { message, hint } of opened.issues)
      faults.add([...path, 'stock', 'file'], { message: `${file}: ${message}`, hint });
    return undefined;
  }
  const reader = readStockHistory({ file, available, gap, sample });
  for (const chunk of opened.value) reader.push(chunk);
  const read = reader.end();
  if (read.ok) return read.value;
  faults.addAll(read.issues);
  return undefined;
}
