import { describe, expect, test } from '@jest/globals';
import type { OutboxRow } from '../../workers/store/outbox.ts';
import { openHands, type Try } from '../../workers/zeebe/hands.ts';
import { startRowPump } from '../../workers/zeebe/row-pump.ts';
import { createKeptLog } from '../support/quiet-logger.ts';

const at = new Date('2026-03-02T01:00:00Z');

function rowOf(index: number): OutboxRow {
  return {
    _id: `row-${index}`,
    told: { kind: 'complete-task', taskKey: String(index), variables: {} },
    caseId: null,
    way: 'engine',
    lane: null,
    createdAt: at,
    nextAt: at,
    attempts: 1,
    owner: 'me',
    doneAt: null,
    error: null,
    givenUpAt: null,
  };
}

/** Lets everything that is ready run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

/** A pump whose clock stands still, over rows that all get the same answer at the same time. */
async function deliverTogether(count: number, answer: Try) {
  const taken: number[] = [];
  let left = count;
  let answerAll: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    answerAll = resolve;
  });
  const pump = startRowPump({
    now: () => at,
    logger: createKeptLog(),
    parallel: 16,
    take: async (limit) => {
      taken.push(limit);
      const rows = Array.from({ length: Math.min(limit, left) }, (_, index) => rowOf(index));
      left -= rows.length;
      return { rows, blocked: 0 };
    },
    deliver: async () => {
      await answered;
      return answer;
    },
    putBack: async () => undefined,
  });
  pump.ring();
  await settle();
  answerAll();
  await settle();
  pump.ring();
  await settle();
  await pump.stop(1000);
  return taken.slice(0, 2);
}

describe('telling many rows at a time', () => {
  test('rows that fail together count as one failure: the next are taken at once', async () => {
    expect(await deliverTogether(16, 'again')).toEqual([16, 16]);
  });

  test('an engine that is busy is told half as many at a time, and never left alone', async () => {
    expect(await deliverTogether(16, 'busy')).toEqual([16, 8]);
  });

  test('an engine that takes everything is told as many as before', async () => {
    expect(await deliverTogether(16, 'settled')).toEqual([16, 16]);
  });
});

describe('how much the other side takes at a time', () => {
  test('is never less than one and grows again by one a round', () => {
    const hands = openHands(8);
    for (let round = 0; round < 9; round += 1) hands.note('busy', performance.now());

    expect(hands.count()).toBe(1);
    hands.note('settled', performance.now());
    expect(hands.count()).toBe(2);
  });

  test('is not halved twice by what was under way together', () => {
    const hands = openHands(8);
    const startedAt = performance.now() - 5;
    hands.note('busy', startedAt);
    hands.note('busy', startedAt);

    expect(hands.count()).toBe(4);
  });
});
