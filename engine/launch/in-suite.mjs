// Runs one jest project, with what it needs in place: `node engine/launch/in-suite.mjs long [jest arguments]`.
import { findChromium } from './chromium.mjs';
import { prepare } from './prepare.mjs';
import { runJest } from './suites.mjs';
import { openTerminal } from './terminal.mjs';

const [project = '', ...more] = process.argv.slice(2);
const terminal = openTerminal();
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => ending.abort(new Error('stopped')));
}

await prepare(terminal, ending.signal);
const chromium = findChromium();
const counts = await runJest(project, chromium ? { CHROMIUM: chromium } : {}, more, ending.signal);
terminal.line(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;
