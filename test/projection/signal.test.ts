import { expect, test } from '@jest/globals';
import { createSignal } from '../../workers/projection/signal.ts';

test('a ring wakes who waits', async () => {
  const signal = createSignal();
  const waiting = signal.wait(60_000);

  signal.ring();

  expect(await waiting).toBe(true);
});

test('a ring while nobody waits is not lost, and counts once', async () => {
  const signal = createSignal();
  signal.ring();
  signal.ring();

  expect(await signal.wait(60_000)).toBe(true);
  expect(await signal.wait(1)).toBe(false);
});
