export type { Column, Report, Section, Table } from './document.js';
export { reportRun } from './run-report.js';
export { reportVariants, type VariantRun } from './variants-report.js';
export { reportExplanation } from './explain-report.js';
export { ledgerHead, ledgerLine } from './ledger-csv.js';
export { reportReplications } from './replicated-report.js';
export { reportComparison } from './comparison-report.js';
export { reportSweep } from './sweep-report.js';
export { reportOptimisation } from './optimisation-report.js';
export { reportFit } from './fit-report.js';
export type { FitHeading } from './fit-facts.js';
export { drawFit } from './fit-picture.js';
export { htmlFit } from './html/fit-page.js';
export { htmlReport, type PageInput, type ReportedResult } from './html/report-page.js';
export { BLOCKS, LETTERS, type Signs } from './charts/signs.js';
export type { ChartLine, Ink, Page, TextChart } from './charts/canvas.js';
export { chartRun, chartServices } from './charts/run-charts.js';
export {
  chartComparison,
  chartOptimisation,
  chartReplications,
  chartSweep,
} from './charts/experiment-charts.js';
