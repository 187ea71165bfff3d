import type { ActionType } from './case.ts';

/** What does not go on while an answer of the citizen is waited for. */
export const waiting: readonly ActionType[] = ['propose', 'draft'];
/** What does not go on while a unit below is at work: its answer comes up first. */
export const heldWhileBelow: readonly ActionType[] = [
  'propose',
  'draft',
  'return',
  'merge',
  'take-in',
];
/** Steps of a person that a merged case does not take: its lead takes them for it. */
export const heldWhileMerged: readonly ActionType[] = [
  ...(['accept', 'refuse', 'hand-over', 'assign', 'propose', 'draft'] as const),
  ...(['endorse', 'sign', 'return-draft', 'check', 'record'] as const),
  ...(['return', 'reassign', 'arbitrate', 'contribute', 'ask-question'] as const),
  ...(['assign-down', 'receive-down', 'answer-up', 'send-back'] as const),
];

/** Whether a task that stands for this action, or for none, waits while its case is merged. */
export function isHeldWhileMerged(action: string | null): boolean {
  return action === null || heldWhileMerged.some((held) => held === action);
}
