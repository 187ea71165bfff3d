// `npm run check`: types, lint, layers, dead code, diagrams and unit tests, in under 90 s.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkSteps } from './check-steps.mjs';
import { jestCounts, nothing, sumOf } from './counts.mjs';
import { noteFailure } from './failures.mjs';
import { repoDir } from './paths.mjs';
import { CommandFailed, run, tail } from './run.mjs';
import { jestCommand } from './suites.mjs';

const atATime = 2;
const plain = { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' };

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {{ name: string, run: () => Promise<Counts> }} Check */

/**
 * Runs all checks, each with its time; a failed step that is no test counts as one failure.
 *
 * @returns {Promise<Counts>} of the unit tests and of failed steps
 */
export async function runChecks() {
  const began = performance.now();
  const waiting = await checks();
  /** @type {Counts[]} */
  const results = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      results.push(await timed(check));
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  console.log(`check took ${seconds(began)}`);
  return sumOf(results);
}

/** @returns {Promise<Check[]>} */
async function checks() {
  const steps = await checkSteps();
  return [
    { name: 'unit tests', run: unitTests },
    ...steps.map((step) => ({ name: step.name, run: () => runStep(step) })),
  ];
}

/** @param {Check} check */
async function timed(check) {
  const began = performance.now();
  const counts = await check.run().catch(async (error) => {
    const said = error instanceof CommandFailed ? tail(error.output, 200) : String(error);
    console.log(`\n── ${check.name} ──\n${said}\n`);
    await noteFailure(check.name, said);
    return { ...nothing, failed: 1 };
  });
  const tests =
    counts.passed + counts.failed > 0 && counts.passed > 0 ? `, ${counts.passed} passed` : '';
  console.log(`${counts.failed === 0 ? '✓' : '✗'} ${check.name} (${seconds(began)}${tests})`);
  return counts;
}

/** @param {import('./check-steps.mjs').CheckStep} step */
async function runStep(step) {
  const program = join(repoDir, step.program);
  await access(program);
  const output = await run(process.execPath, [...(step.nodeArgs ?? []), program, ...step.args], {
    cwd: repoDir,
    env: plain,
  });
  const doubt = step.doubt?.(output) ?? null;
  if (doubt !== null) throw new Error(doubt);
  return nothing;
}

/** @returns {Promise<Counts>} */
async function unitTests() {
  const { command, args, report } = await jestCommand('unit', 2);
  /** @type {unknown} */
  let failure = null;
  await run(command, args, { cwd: repoDir, env: plain }).catch((error) => {
    failure = error;
  });
  const counts = await jestCounts(report);
  if (failure instanceof CommandFailed) {
    console.log(
      `\n── unit tests ──\n${tail(failure.output.replace(/^\{"numFailed.*$/m, ''), 300)}\n`,
    );
    return counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  }
  return counts;
}

/** @param {number} began */
function seconds(began) {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { passed, failed } = await runChecks();
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
