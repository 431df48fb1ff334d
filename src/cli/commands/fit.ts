import { dirname, relative, resolve } from 'node:path';
import { drawFit, failure, fitHistory, htmlFit, reportFit, success } from '../../index.js';
import type { HistoryFit, Result } from '../../index.js';
import { textPlace, writeText } from '../../node/index.js';
import { drawReport } from '../draw-report.js';
import { EXIT } from '../exit-code.js';
import type { ExitCode } from '../exit-code.js';
import { openHistory } from '../fit/history-file.js';
import type { OpenedHistory, Selection } from '../fit/history-file.js';
import { poolText } from '../fit/pool-text.js';
import { readSettings } from '../fit/settings.js';
import type { FitTexts } from '../fit/settings.js';
import type { Io } from '../io.js';
import { line } from '../io.js';
import { allOf, faultsOf } from '../quantity-options.js';
import { refuse } from '../scenario-source.js';

export interface FitCommandOptions extends Selection, FitTexts {
  readonly timezone?: string;
  readonly process?: string;
  readonly pool?: string;
  readonly seed?: string;
  readonly uncertainty?: true;
  readonly out?: string;
  readonly svg?: string;
  readonly html?: string;
  readonly force?: true;
  readonly json?: true;
}

/** Describes a price history, fits every process to it, and writes the pool of the best. */
export function fitCommand(file: string, options: FitCommandOptions, io: Io): ExitCode {
  const settings = readSettings(options);
  const stated = settings.ok ? settings.value.standardPrice : undefined;
  const opened = openHistory(file, options, { cwd: io.cwd, standardPrice: stated });
  const places = placeFaults(options, io);
  if (!opened.ok || !settings.ok || !places.ok) return refuse(io, opened, settings, places);
  const folder = options.out === undefined ? io.cwd : dirname(resolve(io.cwd, options.out));
  const { format, path, keys, prices } = opened.value;
  const standardPrice = stated ?? prices.standardPrice;
  const fitted = fitHistory(prices, {
    ...settings.value,
    standardPrice,
    seed: options.seed ?? '1',
    process: options.process,
    source: { file: nearby(folder, path), format, ...keys },
  });
  if (!fitted.ok) return refuse(io, fitted);
  const text = poolText(fitted.value, opened.value, {
    name: options.pool,
    standardPrice,
    uncertainty: options.uncertainty === true,
    folder,
  });
  if (!text.ok) return refuse(io, text);
  const heading = { file, currency: prices.currency ?? 'USD' };
  const written = writeAll(
    [
      [options.out, text.value],
      [options.svg, drawFit(fitted.value, heading)],
      [options.html, htmlFit(fitted.value, heading)],
    ],
    options,
    io,
  );
  if (!written.every((one) => one.ok)) return refuse(io, ...written);
  if (options.json === true)
    io.out(line(JSON.stringify(jsonOf(fitted.value, opened.value, text.value), null, 2)));
  else io.out([drawReport(reportFit(fitted.value, heading), io), closing(text.value, options)].join('\n'));
  return EXIT.done;
}

function writeAll(
  files: readonly (readonly [string | undefined, string])[],
  { force }: FitCommandOptions,
  { cwd }: Io,
): readonly Result<unknown>[] {
  return files.flatMap(([name, text]) =>
    name === undefined ? [] : [writeText(resolve(cwd, name), text, { shown: name, force: force === true })],
  );
}

/** Where the files cannot go: known before anything is fitted, so that none is written without the others. */
function placeFaults({ out, svg, html, force }: FitCommandOptions, { cwd }: Io): Result<null> {
  const places = [out, svg, html].filter((name) => name !== undefined);
  const paths = places.map((name) => resolve(cwd, name));
  const twice = places.find((_, i) => paths.indexOf(paths[i]) < i);
  if (twice !== undefined)
    return failure({ at: { file: twice }, message: 'is to be two files at once', hint: 'name another one' });
  const faults = places.map((name, i) => textPlace(paths[i], { shown: name, force: force === true }));
  return allOf(faults).ok ? success(null) : faultsOf(...faults);
}

function closing(text: string, { out, svg, html }: FitCommandOptions): string {
  const files = [out, svg, html].filter((name) => name !== undefined);
  const pool = out === undefined ? `${text}` : '';
  return pool + (files.length === 0 ? '' : line(`Written: ${files.join(', ')}`));
}

/** Typed arrays left out: what a program wants of a fit. */
function jsonOf(fit: HistoryFit, { format, prices }: OpenedHistory, pool: string): unknown {
  const { path: _, history: __, curves: ___, ...told } = fit;
  return { file: prices.file, format, currency: prices.currency ?? null, ...told, pool };
}

/** As a scenario in that folder names the file, with slashes. */
function nearby(folder: string, path: string): string {
  const near = relative(folder, path).replaceAll('\\', '/');
  return /^(\.\.?\/|\/|[A-Za-z]:)/.test(near) ? near : `./${near}`;
}
