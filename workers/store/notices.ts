import type { Store, Tx } from './connect.ts';
import type { OutboxStore } from './outbox.ts';

/** Something the house tells somebody: the citizen, a group of staff or one person. No text: templates and the case give it. */
export interface NoticeRow {
  /** `<case>:<kind>:<recipient>:<element instance>`: told once, however often the job runs. */
  readonly _id: string;
  /** Null: about no case. */
  readonly caseId: string | null;
  readonly kind: string;
  readonly to: { readonly kind: 'citizen' | 'group' | 'user'; readonly id: string };
  readonly channel: 'mail' | 'tracking' | 'desk';
  readonly params: Readonly<Record<string, string | number | Date | null>>;
  readonly at: Date;
  readonly sentAt: Date | null;
  /** Proof of delivery as the channel gave it (message id, file). */
  readonly receipt: string | null;
}

/** Something a group of staff is told on its desk. */
export interface GroupNotice extends Pick<NoticeRow, 'caseId' | 'kind' | 'params' | 'at'> {
  /** As a notice's: told once, however often it is said. */
  readonly id: string;
  /** A role, or a role at a unit. */
  readonly group: string;
}

export interface NoticeStore {
  /**
   * True for the first who says it; a repetition changes nothing. What is for staff is spread over the people of the
   * group, by the channels they chose, and over webhooks.
   */
  readonly putOnce: (tx: Tx, row: NoticeRow) => Promise<boolean>;
  /** Tells a group of staff; the desk itself is the proof that it came. True for the first who says it. */
  readonly tellGroupOnce: (tx: Tx, notice: GroupNotice) => Promise<boolean>;
  readonly find: (noticeId: string) => Promise<NoticeRow | null>;
  readonly ofCase: (caseId: string) => Promise<NoticeRow[]>;
  readonly sent: (noticeId: string, at: Date, receipt: string) => Promise<void>;
  /** Newest first, for the people of these groups. */
  readonly forGroups: (groups: readonly string[], limit: number) => Promise<NoticeRow[]>;
}

/** What was told to whom. */
export function createNoticeStore(store: Store, outbox: Pick<OutboxStore, 'put'>): NoticeStore {
  const rows = store.rows<NoticeRow>('notices');

  async function putOnce(tx: Tx, { _id, ...fields }: NoticeRow): Promise<boolean> {
    const done = await rows.updateOne(
      { _id },
      { $setOnInsert: fields },
      { upsert: true, session: tx.session },
    );
    if (done.upsertedCount === 0) return false;
    if (fields.channel === 'desk')
      await outbox.put(tx, fields.at, fields.caseId, [
        { key: `fan-out:${_id}`, told: { kind: 'notify', job: 'fan-out', id: _id } },
      ]);
    return true;
  }

  return {
    putOnce,
    tellGroupOnce: (tx, { id, group, ...about }) => {
      const to = { kind: 'group', id: group } as const;
      return putOnce(tx, {
        ...{ _id: id, ...about, to },
        ...{ channel: 'desk', sentAt: about.at, receipt: 'desk' },
      });
    },
    find: (noticeId) => rows.findOne({ _id: noticeId }),
    ofCase: (caseId) => rows.find({ caseId }).sort({ at: 1, _id: 1 }).toArray(),
    sent: async (noticeId, at, receipt) => {
      await rows.updateOne({ _id: noticeId, sentAt: null }, { $set: { sentAt: at, receipt } });
    },
    forGroups: (groups, limit) =>
      rows
        .find({ 'to.kind': 'group', 'to.id': { $in: [...groups] } })
        .sort({ at: -1 })
        .limit(limit)
        .toArray(),
  };
}
