import type { Case } from '../../processes/complaint/case.ts';
import { holdsRole, type Person } from '../person.ts';
import type { SheetView } from './schema.ts';

/** How far an item has come on its way into public. */
export function stateOf({ status, mayPublish, reply }: Case): SheetView['state'] {
  if (reply !== null && reply.mode === 'private') return 'private';
  if (reply !== null) return reply.withdrawnAt === undefined ? 'published' : 'withdrawn';
  if (mayPublish !== null) return mayPublish ? 'closed' : 'private';
  return status === 'signed' ? 'open' : 'unsigned';
}

/** What a person may do about an item as it stands. */
export function mayDo(
  person: Person,
  state: SheetView['state'],
  { erasedAt }: Pick<Case, 'erasedAt'>,
): SheetView['may'] {
  const checks = holdsRole(person, ['publication-checker']);
  const asks = checks || holdsRole(person, ['office']);
  const open = state === 'open';
  const shown = state === 'published';
  return [
    ...(open && checks ? (['decide'] as const) : []),
    ...(open && asks ? (['consent'] as const) : []),
    ...(shown && checks && erasedAt === undefined ? (['correct'] as const) : []),
    ...(shown && asks ? (['withdraw'] as const) : []),
  ];
}
