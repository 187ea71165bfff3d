import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { FolderInUse, holderOf, takeFolder } from '../../engine/launch/lock.mjs';

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'huiying-lock-'));

describe('the lock of a data folder', () => {
  test('tells the second start who holds it', async () => {
    const folder = emptyFolder();
    const first = await takeFolder(folder);

    const second = takeFolder(folder);

    await expect(second).rejects.toThrow(FolderInUse);
    await expect(second).rejects.toThrow(`${folder} is in use by process ${process.pid}`);
    await first.release();
  });

  test('is free again after an orderly end', async () => {
    const folder = emptyFolder();
    await (await takeFolder(folder)).release();

    expect(await holderOf(folder)).toBeNull();
    await (await takeFolder(folder)).release();
  });

  test('does not outlive its holder, even where the process id is in use again', async () => {
    const folder = emptyFolder();
    const holder = { pid: process.pid, born: 'Thu Jan  1 00:00:00 1970' };
    writeFileSync(join(folder, 'lock.json'), JSON.stringify({ holder, since: '', parts: [] }));

    const lock = await takeFolder(folder);

    expect((await holderOf(folder))?.holder.born).not.toBe(holder.born);
    await lock.release();
  });

  test('survives being cut off in the middle of writing', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'lock.json'), '{"holder":{"pi');

    await (await takeFolder(folder)).release();
  });

  test('ends what a killed start left running', async () => {
    const folder = emptyFolder();
    const leftOver = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
    const ended = new Promise((resolve) => leftOver.once('exit', (_, signal) => resolve(signal)));
    const dead = await takeFolder(folder);
    await dead.remember(leftOver.pid ?? 0);
    const kept = await holderOf(folder);
    const holder = { pid: process.pid, born: 'Thu Jan  1 00:00:00 1970' };
    writeFileSync(join(folder, 'lock.json'), JSON.stringify({ ...kept, holder }));

    const said: string[] = [];
    const lock = await takeFolder(folder, (sentence) => said.push(sentence));

    expect(await ended).toBe('SIGTERM');
    expect(said).toEqual([expect.stringContaining(`process ${leftOver.pid}`)]);
    await lock.release();
  });
});
