import type { CaseView } from '../api/types.ts';

const closed: readonly CaseView['status'][] = [
  'answered',
  'archived',
  'refused',
  'handed-over',
  'withdrawn',
  'imported-closed',
];

/** True for a case that has come to its end. */
export function isClosed({ status }: Pick<CaseView, 'status'>): boolean {
  return closed.includes(status);
}
