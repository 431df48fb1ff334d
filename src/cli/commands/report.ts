import { join, resolve } from 'node:path';
import { htmlReport } from '../../index.js';
import { readResult, writeText } from '../../node/index.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { line } from '../io.js';
import { pageInput } from '../report-input.js';
import { refuse } from '../scenario-source.js';
import { shortened } from '../show-experiment.js';

export interface ReportOptions {
  readonly histories?: string;
  readonly out?: string;
  readonly force?: true;
}

/** A result as a page for people: one file that needs no network. */
export function reportCommand(results: string, options: ReportOptions, io: Io): ExitCode {
  const folder = resolve(io.cwd, results);
  const stored = readResult(folder, results);
  if (!stored.ok) return refuse(io, stored);
  const input = pageInput(stored.value, { histories: options.histories, shown: results }, io);
  if (!input.ok) return refuse(io, input);
  const path = options.out === undefined ? join(folder, 'report.html') : resolve(io.cwd, options.out);
  // The page follows from the folder: one that lies in it may be renewed.
  const force = options.out === undefined || options.force === true;
  const written = writeText(path, htmlReport(input.value), {
    shown: options.out ?? join(results, 'report.html'),
    force,
  });
  if (!written.ok) return refuse(io, written);
  if (input.value.history === null) io.err(line(`warning: ${input.value.historyNote}`));
  io.out(line(`report in ${shortened(path, io)}`));
  return EXIT.done;
}
