import { describe, expect, test } from '@jest/globals';
import type { EngineRecordRow } from '../../workers/store/engine-records.ts';
import { buildRecord, buildTaskValue, projected } from './stream.ts';

const poison: readonly (readonly [string, Partial<EngineRecordRow>])[] = [
  ['an unknown type', { valueType: 'TELEPATHY' }],
  ['an unknown intent', { intent: 'FORGOTTEN' }],
  ['no key', { key: null }],
  ['no value', { value: null }],
  ['a field that is null', { value: buildTaskValue({ processInstanceKey: null }) }],
  ['a key that is a number', { value: buildTaskValue({ userTaskKey: 2 ** 53 }) }],
  ['what the exporter could not convert', { deadLetter: 'the record has 20000000 bytes' }],
];

describe('a record with', () => {
  test.each(poison)('%s is a dead letter, and the next one is projected', (_, fields) => {
    const rows = projected([
      buildRecord({ position: 1, ...fields }),
      buildRecord({ position: 2, value: buildTaskValue({ userTaskKey: 'next' }) }),
    ]);

    expect(rows.find('dead_letters', '1:1')?.reason).not.toBe('');
    expect(rows.find('tasks', 'next')?.state).toBe('open');
    expect(rows.all().tasks).toHaveLength(1);
  });
});

test('a dead letter keeps type and intent and a reason of bearable length', () => {
  const rows = projected([buildRecord({ deadLetter: 'x'.repeat(1_000_000) })]);

  expect(rows.find('dead_letters', '1:1')).toMatchObject({
    valueType: 'USER_TASK',
    intent: 'CREATED',
  });
  expect(rows.find('dead_letters', '1:1')?.reason.length).toBeLessThanOrEqual(2000);
});

test('a text of a megabyte is no reason to stop', () => {
  const rows = projected([buildRecord({ value: buildTaskValue({ elementId: 'e'.repeat(1e6) }) })]);

  expect(rows.all().tasks).toHaveLength(1);
});
