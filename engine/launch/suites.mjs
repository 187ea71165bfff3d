// The test suites and how each is run.
import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { jestCounts, junitCounts } from './counts.mjs';
import { noteFailure } from './failures.mjs';
import { repoDir, testReportsDir } from './paths.mjs';
import { endOf } from './reported.mjs';
import { run } from './run.mjs';
import { javaEnv } from './zeebe-binary.mjs';

const nodeArgs = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const surefire = 'engine/exporter/target/surefire-reports';

/** @typedef {import('./counts.mjs').Counts} Counts */

/**
 * What starts jest for one of its projects.
 *
 * @param {string} project
 * @param {number} workers
 * @returns {Promise<{ command: string, args: string[], report: string }>}
 */
export async function jestCommand(project, workers) {
  await mkdir(testReportsDir, { recursive: true });
  const report = join(testReportsDir, `${project}.json`);
  await rm(report, { force: true });
  const jest = join(repoDir, 'node_modules/jest/bin/jest.js');
  const args = ['--selectProjects', project, '--json', '--outputFile', report];
  return {
    command: process.execPath,
    args: [...nodeArgs, jest, ...args, `--maxWorkers=${workers}`],
    report,
  };
}

/**
 * Runs one jest project, its output on the terminal. A run that tells its result and then does not
 * end, because a test left something open, is ended and counts as one failure more.
 *
 * @param {string} project
 * @param {NodeJS.ProcessEnv} [env] added to ours
 * @param {readonly string[]} [more] arguments for jest, such as a part of a path
 * @param {AbortSignal} [signal]
 * @returns {Promise<Counts>}
 */
export async function runJest(project, env = {}, more = [], signal = undefined) {
  const { command, args, report } = await jestCommand(project, project === 'api' ? 2 : 1);
  const child = spawn(command, [...args, ...more], {
    cwd: repoDir,
    // With --json jest keeps standard output for the report; what people read is on the other.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
  const { code, overstayed } = await endOf(child, report, signal ? { signal } : {});
  const counts = await jestCounts(report);
  if (overstayed) {
    await noteFailure(
      project,
      'the run told its result and did not end: a test left something open',
    );
    return { ...counts, failed: counts.failed + 1 };
  }
  if (code === 0 || counts.failed > 0) return counts;
  await noteFailure(project, `no test failed, and yet jest ended with ${code}`);
  return { ...counts, failed: 1 };
}

/**
 * Builds the exporter with its tests.
 *
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ counts: Counts, output: string }>} `output` only when something failed
 */
export async function runJunit(signal) {
  await rm(join(repoDir, surefire), { recursive: true, force: true });
  const args = ['-q', '-B', '-f', 'engine/pom.xml', 'package'];
  const output = await run('mvn', args, {
    cwd: repoDir,
    env: await javaEnv(),
    ...(signal ? { signal } : {}),
  }).then(
    () => '',
    (error) => String(error.message),
  );
  const counts = await junitCounts(join(repoDir, surefire));
  return { counts: output && counts.failed === 0 ? { ...counts, failed: 1 } : counts, output };
}
