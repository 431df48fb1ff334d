import picocolors from 'picocolors';
import type { Report, Section, TextChart } from '../index.js';
import { drawCharts } from './draw-charts.js';
import { drawTable } from './draw-table.js';
import type { Io } from './io.js';
import { line } from './io.js';
import { wrapText } from './text-width.js';

/** A report as text: the answer first, then charts if there are any, then each section under its title. */
export function drawReport(report: Report, io: Io, charts: readonly TextChart[] = []): string {
  const sections = report.sections.map((section) => drawSection(section, io));
  return [drawAnswer(report, io), ...drawCharts(charts, io), ...sections].join('\n');
}

/** The main answer alone. */
export function drawAnswer({ answer }: Report, io: Io): string {
  const { bold } = picocolors.createColors(io.color);
  return answer.map((sentence) => line(wrapText(sentence, io.columns).map(bold).join('\n'))).join('');
}

function drawSection({ title, table, lines = [] }: Section, io: Io): string {
  const { bold, dim } = picocolors.createColors(io.color);
  const drawn = table === undefined ? [] : drawTable(table, io, dim);
  const said = lines.flatMap((sentence) => wrapText(sentence, io.columns));
  return [bold(title), ...drawn, ...said].map(line).join('');
}
