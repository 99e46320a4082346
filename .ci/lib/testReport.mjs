import fs from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Reads vitest's JSON report. A file that failed without a failed test, because it does not load or
 * a hook threw, counts as one; so does a missing report.
 * @param {string} file
 * @returns {Counts}
 */
export function countTests(file) {
  if (!fs.existsSync(file)) {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const report = JSON.parse(fs.readFileSync(file, 'utf8'));
  const broken = report.testResults.filter(isBroken).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {Counts} counts
 * @returns {string} `12 passed, 0 failed`, and `, 1 skipped` when there are any
 */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** @param {{ status: string, assertionResults: readonly { status: string }[] }} file */
function isBroken({ status, assertionResults }) {
  return status === 'failed' && assertionResults.every((test) => test.status !== 'failed');
}
