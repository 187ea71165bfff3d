import { isoDayOf } from '../../processes/language/dates.ts';
import {
  type PersonChannel,
  personChannels,
  type When,
  whenTold,
} from '../../processes/notify/preferences.ts';
import { groupsOf, heldOn } from '../../processes/roles.ts';
import type { Now } from '../platform/clock.ts';
import { Unrecoverable } from '../platform/errors.ts';
import type { DeliveryRow } from '../store/deliveries.ts';
import type { NoticeRow } from '../store/notices.ts';
import type { PutRow } from '../store/outbox.ts';
import type { PreferenceRow } from '../store/preferences.ts';
import type { Stores } from '../store/stores.ts';
import type { HookDeliveryRow } from '../store/webhooks.ts';

export interface FanOutDeps
  extends Pick<
    Stores,
    'store' | 'notices' | 'users' | 'preferences' | 'deliveries' | 'webhooks' | 'outbox' | 'cases'
  > {
  readonly now: Now;
  /** Of the institution: quiet hours and summaries are by its clock. */
  readonly zone: string;
}

/** A summary is sent this much after its time, in ms: what was put just before belongs to it. */
const settleMs = 60_000;
/** Words of the house, numbers of cases, ids: whatever could be a sentence stays inside. */
const word = /^[\w:.@-]{1,120}$/;

async function readersOf({ users, now }: FanOutDeps, { to }: NoticeRow): Promise<string[]> {
  if (to.kind === 'citizen') return [];
  if (to.kind === 'group') {
    const day = isoDayOf(now());
    const people = await users.inGroup(to.id);
    return people
      .filter(({ roles }) => groupsOf(heldOn(roles, day)).includes(to.id))
      .map(({ _id }) => _id);
  }
  const user = await users.find(to.id);
  return user === null || user.disabled ? [] : [user._id];
}

async function paramsOf({ cases }: FanOutDeps, { caseId, params }: NoticeRow) {
  if (caseId === null || params.number !== undefined) return params;
  const its = await cases.find(caseId);
  return its === null ? params : { ...params, number: its.number };
}

interface Told {
  readonly row: DeliveryRow;
  /** Null: it stands on the desk, nothing has to go out. */
  readonly put: PutRow | null;
}

function digestOf(when: When, userId: string, channel: PersonChannel): string | null {
  return when.how === 'digest' ? `${userId}:${channel}:${when.at.toISOString()}` : null;
}

function putOf({ _id, digest }: DeliveryRow, when: When): PutRow {
  const told: Extract<PutRow['told'], { kind: 'notify' }> =
    digest === null
      ? { kind: 'notify', job: 'message', id: _id }
      : { kind: 'notify', job: 'digest', id: digest };
  const key = `${told.job}:${told.id}`;
  if (when.how !== 'later' && when.how !== 'digest') return { key, told };
  const late = when.how === 'digest' ? settleMs : 0;
  return { key, told, notBefore: new Date(when.at.getTime() + late) };
}

function toPerson(
  notice: NoticeRow,
  chosen: PreferenceRow,
  { now, zone }: { readonly now: Date; readonly zone: string },
): Told[] {
  const { _id: noticeId, caseId, kind, params } = notice;
  const dueAt = params.dueAt instanceof Date ? params.dueAt : null;
  const userId = chosen._id;
  return personChannels.flatMap((channel) => {
    const when = whenTold({ kind, dueAt }, channel, chosen, { now, zone });
    if (when.how === 'never') return [];
    const row: DeliveryRow = {
      ...{ _id: `${noticeId}:${userId}:${channel}`, noticeId, caseId, userId, channel, kind },
      ...{ params, at: notice.at, digest: digestOf(when, userId, channel), readAt: null },
      ...(channel === 'desk' ? { sentAt: now, receipt: 'desk' } : { sentAt: null, receipt: null }),
    };
    return [{ row, put: channel === 'desk' ? null : putOf(row, when) }];
  });
}

function plain(params: NoticeRow['params']): HookDeliveryRow['data'] {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => {
      if (value instanceof Date) return [[name, value.toISOString()]];
      return typeof value === 'string' && !word.test(value) ? [] : [[name, value]];
    }),
  );
}

/**
 * Spreads a notice over the people of its group, each by the channels and at the time they chose, and over the
 * webhooks that want its kind. Done again it adds nothing: every row has its key.
 *
 * @throws Unrecoverable when there is no such notice
 */
export async function fanOut(deps: FanOutDeps, noticeId: string): Promise<void> {
  const found = await deps.notices.find(noticeId);
  if (found === null) throw new Unrecoverable('there is no such notice');
  const notice = { ...found, params: await paramsOf(deps, found) };
  const readers = await readersOf(deps, notice);
  const chosen = await deps.preferences.findAll(readers);
  const now = deps.now();
  const { zone } = deps;
  const told = readers.flatMap((userId) => {
    const its = chosen.get(userId);
    return its === undefined ? [] : toPerson(notice, its, { now, zone });
  });
  const hooks = (await deps.webhooks.wanting(notice.kind)).map(
    ({ _id: webhookId }): HookDeliveryRow => ({
      ...{ _id: `${noticeId}:${webhookId}`, webhookId, kind: notice.kind, caseId: notice.caseId },
      ...{ eventId: noticeId, data: plain(notice.params), at: now },
      ...{ tries: 0, lastTryAt: null, lastAnswer: null, sentAt: null },
    }),
  );
  await deps.store.transaction(async (tx) => {
    await deps.deliveries.putOnce(
      tx,
      told.map(({ row }) => row),
    );
    await deps.webhooks.putOnce(tx, hooks);
    await deps.outbox.put(tx, now, notice.caseId, [
      ...told.flatMap(({ put }) => put ?? []),
      ...hooks.map(
        ({ _id: id }): PutRow => ({
          key: `webhook:${id}`,
          told: { kind: 'notify', job: 'webhook', id },
        }),
      ),
    ]);
  });
}
