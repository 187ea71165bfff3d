import type { Calendar } from '../../processes/clock/calendar.ts';
import { recountOnce } from './recount.ts';
import type { Stores } from './stores.ts';

/**
 * A calendar may be published between reading it and starting clocks with it, and the run that counts open clocks again
 * may have passed this case before they stood there: then nobody else would count them.
 *
 * @param mayBeBehind they were started earlier, nobody knows by which version
 */
export async function recountStarted(
  deps: Pick<Stores, 'store' | 'calendars' | 'cases' | 'clocks' | 'outbox'>,
  { id, version }: Pick<Calendar, 'id' | 'version'>,
  { caseId, at, mayBeBehind }: { readonly caseId: string; readonly at: Date; mayBeBehind: boolean },
): Promise<void> {
  if (!mayBeBehind && (await deps.calendars.versionInForce(id)) === version) return;
  const calendar = await deps.calendars.find(id);
  if (calendar === null) return;
  const clocks = await deps.clocks.ofCase(caseId);
  await deps.store.transaction(async (tx) => {
    for (const clock of clocks) await recountOnce(deps, tx, clock.id, { calendar, at });
  });
}
