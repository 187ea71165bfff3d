import { type ActionDraft, type Case, theHouse } from '../../processes/complaint/case.ts';
import type { Tx } from './connect.ts';
import type { ExtensionRequestRow } from './extension-requests.ts';
import { messageAbout } from './message-about.ts';
import type { Stores } from './stores.ts';

/** What the log states of a request that came to nothing. */
export function declined(
  { _id: requestId, clockId, kind }: ExtensionRequestRow,
  outcome: 'declined' | 'beyond-limit' | 'lapsed',
  at: Date,
) {
  const data = { requestId, clockId, kind, outcome };
  return { type: 'decline-extension', at, by: theHouse, data } as const;
}

/** Tells the unit that has the case what became of its request, once. */
export async function tellUnit(
  { notices }: Pick<Stores, 'notices'>,
  tx: Tx,
  { _id: requestId, caseId, kind }: ExtensionRequestRow,
  { state, at, number, unitId }: { state: string; at: Date; number: string; unitId: string | null },
): Promise<void> {
  if (unitId === null) return;
  await notices.tellGroupOnce(tx, {
    ...{ id: `${requestId}:${state}`, caseId, kind: `extension-${state}`, at },
    group: `unit-handler@${unitId}`,
    params: { kind, number },
  });
}

/**
 * Lets the request lapse that waits for more time of a clock which has ended, and takes its task back: nothing is left
 * to be decided. In the transaction that ends the clock.
 *
 * @returns what the log states of it; nothing when no request waits
 */
export async function lapseRequest(
  deps: Pick<Stores, 'extensionRequests' | 'outbox' | 'notices'>,
  tx: Tx,
  { id: caseId, number, unitId }: Pick<Case, 'id' | 'number' | 'unitId'>,
  { clockId, at }: { readonly clockId: string; readonly at: Date },
): Promise<ActionDraft[]> {
  const request = await deps.extensionRequests.lapse(tx, clockId);
  if (request === null) return [];
  await deps.outbox.put(tx, at, caseId, [messageAbout('extension-lapsed', request._id)]);
  await tellUnit(deps, tx, request, { state: 'lapsed', at, number, unitId });
  return [declined(request, 'lapsed', at)];
}
