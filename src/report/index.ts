export type { Column, Report, Section, Table } from './document.js';
export { reportRun } from './run-report.js';
export { reportVariants, type VariantRun } from './variants-report.js';
export { reportExplanation } from './explain-report.js';
export { ledgerHead, ledgerLine } from './ledger-csv.js';
export { reportReplications } from './replicated-report.js';
export { reportComparison } from './comparison-report.js';
export { reportSweep } from './sweep-report.js';
export { reportOptimisation } from './optimisation-report.js';
