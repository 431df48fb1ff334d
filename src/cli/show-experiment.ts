import type { Report } from '../index.js';
import { drawAnswer, drawReport } from './draw-report.js';
import type { Io } from './io.js';
import { line } from './io.js';

interface Shown {
  readonly result: { readonly digest: string; readonly seed: string };
  readonly report: Report;
  readonly folder: string | undefined;
}

/** The result as JSON, as a report, or as the answer alone. */
export function showExperiment(
  { result, report, folder }: Shown,
  { json, quiet }: { readonly json?: true; readonly quiet?: true },
  io: Io,
): void {
  if (json === true) return io.out(line(JSON.stringify(result, null, 2)));
  if (quiet === true) return io.out(drawAnswer(report, io));
  const kept = folder === undefined ? '' : line(`results in ${shortened(folder, io)}`);
  io.out([drawReport(report, io), line(`seed ${result.seed}, digest ${result.digest}`) + kept].join('\n'));
}

export const shortened = (folder: string, { cwd }: Io): string =>
  folder.startsWith(`${cwd}/`) ? folder.slice(cwd.length + 1) : folder;
