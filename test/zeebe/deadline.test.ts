import { describe, expect, test } from '@jest/globals';
import { withDeadline } from '../../workers/zeebe/deadline.ts';

const neverAnswered = () => new Promise<never>(() => undefined);
/** Timers that keep this process alive. */
const held = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('an answer that is awaited for a limited time', () => {
  test('is given as it came', async () => {
    expect(await withDeadline(Promise.resolve('done'), 60_000)).toBe('done');
  });

  test('is called late when it does not come', async () => {
    await expect(withDeadline(neverAnswered(), 5)).rejects.toMatchObject({ code: 'deadline' });
  });

  test('holds a process until it leaves, and no longer', async () => {
    const leaving = new AbortController();
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const before = held();
    const awaited = withDeadline(answered, 60_000, leaving.signal);
    const whileAwaited = held();

    leaving.abort();
    const afterwards = held();
    answer();
    await awaited;

    expect([whileAwaited - before, afterwards - before]).toEqual([1, 0]);
  });
});
