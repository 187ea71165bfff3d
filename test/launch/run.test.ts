import { describe, expect, test } from '@jest/globals';
import { CommandFailed, run } from '../../engine/launch/run.mjs';
import { deferred } from './deferred.ts';

const node = process.execPath;

describe('a command', () => {
  test('hands back what it wrote', async () => {
    expect(await run(node, ['-e', 'console.log("one"); console.error("two")'])).toMatch(
      /one[\s\S]*two/,
    );
  });

  test('that fails says how and with which words', async () => {
    const failing = run(node, ['-e', 'console.error("no such artifact"); process.exit(3)']);

    await expect(failing).rejects.toThrow(CommandFailed);
    await expect(failing).rejects.toThrow(/ended with code 3\nno such artifact/);
  });

  test('that does not exist fails too', async () => {
    await expect(run('/nowhere/mvn', [])).rejects.toThrow(CommandFailed);
  });

  test('is stopped in the middle together with what it started', async () => {
    const stopping = new AbortController();
    // The inner process keeps the outer one's output open, so the command has ended only with both.
    const child = `require('node:child_process').spawn('sleep', ['60'], { stdio: 'inherit' });
      console.log('both run');
      setInterval(() => {}, 1000);`;
    const { promise: bothRun, resolve } = deferred<string>();

    const running = run(node, ['-e', child], { signal: stopping.signal, onLine: resolve });
    await bothRun;
    stopping.abort(new Error('stopped'));

    await expect(running).rejects.toThrow('stopped');
  });
});
