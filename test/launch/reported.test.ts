import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { endOf } from '../../engine/launch/reported.mjs';

const reportIn = () => join(mkdtempSync(join(tmpdir(), 'huiying-reported-')), 'report.json');
const begin = (script: string) => spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
const forEver = 'setInterval(() => {}, 1000)';

describe('a test run', () => {
  test('that ends by itself tells its code', async () => {
    const report = reportIn();
    writeFileSync(report, '{}');

    expect(await endOf(begin('process.exit(3)'), report)).toEqual({ code: 3, overstayed: false });
  });

  test('that has told its result and does not end is ended, and that is told', async () => {
    const report = reportIn();
    writeFileSync(report, '{}');

    const { overstayed } = await endOf(begin(forEver), report, { graceMs: 10 });

    expect(overstayed).toBe(true);
  });

  test('still at its tests is left alone until we stop', async () => {
    const stopping = new AbortController();
    const ended = endOf(begin(forEver), reportIn(), { graceMs: 10, signal: stopping.signal });

    stopping.abort();

    expect((await ended).overstayed).toBe(false);
  });
});
