import type { TaskItem } from '../api/types.ts';
import { dayNumber, lastInstant } from '../language/instant.ts';

export type GroupName = 'today' | 'week' | 'later';

export interface TaskGroup {
  readonly name: GroupName;
  readonly items: readonly TaskItem[];
}

/** Monday is the first day of the week; day 0 (1 January 1970) was a Thursday. */
function daysLeftInWeek(day: number): number {
  return 6 - ((day + 3) % 7);
}

function groupOf(task: TaskItem, today: number): GroupName {
  if (task.dueAt === null) return 'later';
  const ahead = dayNumber(lastInstant(task.dueAt)) - today;
  if (ahead <= 0) return 'today';
  return ahead <= daysLeftInWeek(today) ? 'week' : 'later';
}

/** The list under its three heads: due today or before, this week, later. The order within is the server's. */
export function groupTasks(items: readonly TaskItem[], now: Date): TaskGroup[] {
  const today = dayNumber(now);
  return (['today', 'week', 'later'] as const)
    .map((name) => ({ name, items: items.filter((task) => groupOf(task, today) === name) }))
    .filter((group) => group.items.length > 0);
}
