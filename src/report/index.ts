export type { Column, Report, Section, Table } from './document.js';
export { reportRun } from './run-report.js';
export { reportVariants, type VariantRun } from './variants-report.js';
export { reportExplanation } from './explain-report.js';
export { ledgerHead, ledgerLine } from './ledger-csv.js';
