/** Reads the counts out of vitest's JSON report; as a program, prints the one closing line of a CI run. */
import { existsSync, readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

export const reportFile = '.cache/tests.json';

/** A file that could not even be loaded is a failure too. */
export function readCounts() {
  const report = JSON.parse(readFileSync(reportFile, 'utf8'));
  const unloaded = report.testResults.filter(
    (one) => one.status === 'failed' && one.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  // No report: a step before the tests failed, and that is the one failure.
  const { passed, failed } = existsSync(reportFile) ? readCounts() : { passed: 0, failed: 1 };
  console.log(`${passed} passed, ${failed} failed`);
}
