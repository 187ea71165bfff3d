// Counts of passed and failed tests, from the reports the test programs write.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sumOf(all) {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
    }),
    nothing,
  );
}

/**
 * @param {string} file written by jest --json --outputFile
 * @returns {Promise<Counts>} one failure when there is no report: the suite did not get that far
 */
export async function jestCounts(file) {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return { ...nothing, failed: 1 };
  const report = JSON.parse(text);
  return {
    passed: report.numPassedTests,
    // A file that cannot be loaded has no tests that could fail.
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {string} folder surefire's reports
 * @returns {Promise<Counts>}
 */
export async function junitCounts(folder) {
  const names = await readdir(folder).catch(() => []);
  const reports = names.filter((name) => /^TEST-.*\.xml$/.test(name));
  return sumOf(
    await Promise.all(
      reports.map(async (name) => suiteCounts(await readFile(join(folder, name), 'utf8'))),
    ),
  );
}

/**
 * @param {string} xml one surefire report
 * @returns {Counts}
 */
export function suiteCounts(xml) {
  const head = /<testsuite\b[^>]*>/.exec(xml)?.[0] ?? '';
  /** @param {string} name */
  const number = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
  const failed = number('failures') + number('errors');
  const skipped = number('skipped');
  return { passed: number('tests') - failed - skipped, failed, skipped };
}
