import type { Report, TextChart } from '../index.js';
import { wantsCharts } from './draw-charts.js';
import { drawAnswer, drawReport } from './draw-report.js';
import type { Io } from './io.js';
import { line } from './io.js';

interface Shown {
  readonly result: { readonly digest: string; readonly seed: string };
  readonly report: Report;
  readonly folder: string | undefined;
  readonly charts: readonly TextChart[];
}

/** The result as JSON, as a report, or as the answer alone. */
export function showExperiment(
  { result, report, folder, charts }: Shown,
  options: { readonly json?: true; readonly quiet?: true; readonly charts?: boolean },
  io: Io,
): void {
  if (options.json === true) return io.out(line(JSON.stringify(result, null, 2)));
  if (options.quiet === true) return io.out(drawAnswer(report, io));
  const kept = folder === undefined ? '' : line(`results in ${shortened(folder, io)}`);
  const drawn = wantsCharts(options, io) ? charts : [];
  io.out(
    [drawReport(report, io, drawn), line(`seed ${result.seed}, digest ${result.digest}`) + kept].join('\n'),
  );
}

export const shortened = (folder: string, { cwd }: Io): string =>
  folder.startsWith(`${cwd}/`) ? folder.slice(cwd.length + 1) : folder;
