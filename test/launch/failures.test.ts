import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { failuresOfRun, noteFailure } from '../../engine/launch/failures.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiying-failures-'));
});
afterEach(() => rm(folder, { recursive: true }));

const passed = { status: 'passed', fullName: 'a clock stops' };
const failed = {
  status: 'failed',
  fullName: 'a clock rings once',
  failureMessages: ['\u001b[31mError: it rang twice\u001b[39m\n    at somewhere.ts:1:1'],
};
const write = (suite: string, testResults: object[]) =>
  writeFile(join(folder, `${suite}.json`), JSON.stringify({ testResults }));

test('what failed is named with its suite, its file and what it said', async () => {
  await write('system', [
    { name: '/x/clocks.test.ts', status: 'failed', assertionResults: [passed, failed] },
  ]);

  expect(await failuresOfRun(folder)).toEqual([
    'system: clocks.test.ts › a clock rings once: Error: it rang twice',
  ]);
});

test('a file that could not be read as a test is named with its reason', async () => {
  const file = { name: '/x/broken.test.ts', status: 'failed', assertionResults: [] };
  await write('browser', [{ ...file, message: 'SyntaxError: Unexpected token' }]);

  expect(await failuresOfRun(folder)).toEqual([
    'browser: broken.test.ts: SyntaxError: Unexpected token',
  ]);
});

test('a step that is no test is named with the lines that tell most', async () => {
  const said = 'Checked 9 files.\na.ts format ━━━━━━\n\n  × File content differs\n    12 │ - x\n';
  await noteFailure('format and lint', said, folder);

  expect(await failuresOfRun(folder)).toEqual([
    'format and lint: a.ts format × File content differs',
  ]);
});

test('nothing is named when all passed, or when nothing ran', async () => {
  await write('api', [{ name: '/x/a.test.ts', status: 'passed', assertionResults: [passed] }]);

  expect(await failuresOfRun(folder)).toEqual([]);
  expect(await failuresOfRun(join(folder, 'nowhere'))).toEqual([]);
});
