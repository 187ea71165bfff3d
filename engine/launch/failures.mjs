// What failed in a run, named once more at its end: whoever reads a long log reads its end first.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { testReportsDir } from './paths.mjs';

const linesOfMessage = 3;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours in what jest says
const colour = /\u001b\[[0-9;]*m/g;

/** @typedef {{ status: string, fullName: string, failureMessages?: string[] }} TestReport */
/** @typedef {{ name: string, status: string, message?: string, assertionResults: TestReport[] }} FileReport */

/** @param {string} text */
function firstLines(text) {
  return text
    .replace(colour, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at '))
    .slice(0, linesOfMessage)
    .join(' ')
    .slice(0, 300);
}

/**
 * One line for each failed test of one report of jest: suite, file, name, the beginning of what it said.
 *
 * @param {string} suite
 * @param {{ testResults: FileReport[] }} report written by jest --json --outputFile
 * @returns {string[]}
 */
export function failuresOf(suite, report) {
  return report.testResults.flatMap((file) => {
    const where = `${suite}: ${basename(file.name)}`;
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0 && file.status === 'failed')
      return [`${where}: ${firstLines(file.message ?? '')}`];
    return failed.map(
      ({ fullName, failureMessages = [] }) =>
        `${where} › ${fullName}: ${firstLines(failureMessages.join('\n'))}`,
    );
  });
}

/** Takes away what an earlier run left, which would speak for this one. */
export async function forgetRun() {
  await rm(testReportsDir, { recursive: true, force: true });
}

/**
 * What tells most in the output of a program that failed.
 *
 * @param {string} text
 */
function tellingLines(text) {
  const lines = text.replace(colour, '').split('\n');
  const telling = lines.filter((line) => /━━|×|\berror\b/i.test(line));
  return (telling.length > 0 ? telling : lines)
    .map((line) => line.replace(/━+/g, '').trim())
    .filter((line) => line !== '')
    .slice(0, 6)
    .join(' ')
    .slice(0, 500);
}

/**
 * Keeps what a step said that failed and is no test, for the end of the run.
 *
 * @param {string} step
 * @param {string} said
 * @param {string} [folder]
 */
export async function noteFailure(step, said, folder = testReportsDir) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${step}.failed`), tellingLines(said));
}

/**
 * The failures of every report that the run left.
 *
 * @param {string} [folder]
 * @returns {Promise<string[]>}
 */
export async function failuresOfRun(folder = testReportsDir) {
  const names = await readdir(folder).catch(() => []);
  const lists = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      if (name.endsWith('.failed')) return [`${basename(name, '.failed')}: ${text}`];
      return name.endsWith('.json') ? failuresOf(basename(name, '.json'), JSON.parse(text)) : [];
    }),
  );
  return lists.flat();
}
