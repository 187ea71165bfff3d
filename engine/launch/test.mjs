// `npm test`: check, the exporter's tests, the api suite on the real database, the system suite on
// the real engine and database, the browser suite. The last line holds the counts of all of them.
import { runChecks } from './check.mjs';
import { findChromium } from './chromium.mjs';
import { nothing, sumOf } from './counts.mjs';
import { failuresOfRun, forgetRun } from './failures.mjs';
import { dataDirOf } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { examineMachine, missingPrerequisites } from './prerequisites.mjs';
import { runJest, runJunit } from './suites.mjs';
import { openTerminal } from './terminal.mjs';

const isCi = process.env.CI === 'true';
const terminal = openTerminal();
const ending = new AbortController();

/** @typedef {import('./counts.mjs').Counts} Counts */

async function runAll() {
  const missing = missingPrerequisites(await examineMachine(dataDirOf()));
  if (missing.length > 0) {
    for (const sentence of missing) terminal.line(`- ${sentence}`);
    return { ...nothing, failed: missing.length };
  }
  await forgetRun();
  heading('check');
  const counts = [await runChecks()];
  heading('exporter');
  counts.push(await exporterTests());
  await prepare(terminal, ending.signal);
  heading('api');
  counts.push(await runJest('api', {}, [], ending.signal));
  heading('system');
  counts.push(await runJest('system', {}, [], ending.signal));
  heading('browser');
  counts.push(await browserTests());
  return sumOf(counts);
}

/** @returns {Promise<Counts>} */
async function exporterTests() {
  const { counts, output } = await runJunit(ending.signal);
  if (output) terminal.line(output);
  terminal.line(`${counts.failed === 0 ? '✓' : '✗'} exporter, ${counts.passed} passed`);
  return counts;
}

/** @returns {Promise<Counts>} */
async function browserTests() {
  const chromium = findChromium();
  if (chromium) return runJest('browser', { CHROMIUM: chromium }, [], ending.signal);
  terminal.line(
    'Chromium was not found, the browser tests did not run. Install it (Debian: apt install chromium) or set CHROMIUM to it.',
  );
  return isCi ? { ...nothing, failed: 1 } : nothing;
}

/** @param {string} name */
function heading(name) {
  terminal.line(`\n━━ ${name}`);
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => ending.abort(new Error('stopped')));
const { passed, failed, skipped } = await runAll();
const failures = failed === 0 ? [] : await failuresOfRun();
if (failures.length > 0) terminal.line('\nfailed:');
for (const failure of failures) terminal.line(`- ${failure}`);
if (skipped > 0) terminal.line(`\n${skipped} skipped`);
terminal.line('');
terminal.line(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
