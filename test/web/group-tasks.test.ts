import { describe, expect, test } from '@jest/globals';
import type { TaskItem } from '../../api/tasks/schema.ts';
import { groupTasks } from '../../web/inbox/group-tasks.ts';

const saturdayNoon = new Date('2026-11-21T12:00:00+08:00');

function buildTask(key: string, dueAt: string | null): TaskItem {
  return {
    key,
    caseId: 'c',
    number: 'HY20261121-0001',
    subject: '路灯不亮',
    step: '受理审查',
    stepId: 'Task_PreCheck',
    action: 'accept',
    unitId: null,
    unitName: null,
    claimedBy: null,
    mine: false,
    mayComplete: true,
    dueAt,
    clockKind: 'done',
    urgency: 'normal',
    remaining: null,
    provisional: false,
    otherDeadline: null,
    state: 'open',
    createdAt: '2026-11-20T00:00:00Z',
  };
}

function groupsOf(tasks: readonly TaskItem[], now: Date) {
  return groupTasks(tasks, now).map(({ name, items }) => [name, items.map(({ key }) => key)]);
}

describe('the inbox under its three heads', () => {
  test('what is overdue stands with what is due today', () => {
    const tasks = [
      buildTask('late', '2026-11-19T16:00:00Z'),
      buildTask('now', '2026-11-21T09:00:00Z'),
    ];

    expect(groupsOf(tasks, saturdayNoon)).toEqual([['today', ['late', 'now']]]);
  });

  test('a clock that ends with today is due today, though its end is written as tomorrow 00:00', () => {
    const endsWithToday = buildTask('a', '2026-11-21T16:00:00Z');

    expect(groupsOf([endsWithToday], saturdayNoon)).toEqual([['today', ['a']]]);
  });

  test('the week ends with Sunday', () => {
    const sunday = buildTask('sunday', '2026-11-22T16:00:00Z');
    const monday = buildTask('monday', '2026-11-23T16:00:00Z');

    expect(groupsOf([sunday, monday], saturdayNoon)).toEqual([
      ['week', ['sunday']],
      ['later', ['monday']],
    ]);
  });

  test('a task without a clock is for later', () => {
    expect(groupsOf([buildTask('a', null)], saturdayNoon)).toEqual([['later', ['a']]]);
  });
});
