import type { callOrder } from '../rota/call-order.ts';
import type { CallTurn } from './contract.ts';

/** Whom one turn of a call reaches: people by id, or a group by its role. */
export type Reached =
  | { readonly kind: 'people'; readonly userIds: readonly string[] }
  | { readonly kind: 'group'; readonly group: string };

/** Who is above every rota. */
const above = 'leading-group';

/**
 * Whom a turn of a call reaches, by the rota as it stands now. A turn never reaches nobody: where nobody is on duty the
 * next one is called, where there is no next one everybody of the rota, and where a rota has nobody its whole group.
 *
 * @param called who was called in earlier turns: the next one is somebody else
 * @param role of the rota
 */
export function whomToCall(
  whom: Exclude<CallTurn['whom'], 'stop'>,
  order: ReturnType<typeof callOrder>,
  { called, role }: { readonly called: readonly string[]; readonly role: string },
): Reached {
  if (whom === 'above') return { kind: 'group', group: above };
  const all = [...order.onDuty, ...order.next];
  if (all.length === 0) return { kind: 'group', group: role };
  const fresh = all.find((userId) => !called.includes(userId));
  if (whom === 'on-duty' && order.onDuty.length > 0)
    return { kind: 'people', userIds: order.onDuty };
  if (whom === 'everyone' || fresh === undefined) return { kind: 'people', userIds: all };
  return { kind: 'people', userIds: [fresh] };
}
