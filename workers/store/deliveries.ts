import type { PersonChannel } from '../../processes/notify/preferences.ts';
import type { Store, Tx } from './connect.ts';
import type { NoticeRow } from './notices.ts';

/** One notice to one person by one channel. No text and no address: template and preferences give them. */
export interface DeliveryRow {
  /** `<notice>:<user>:<channel>`: whoever stands in two groups is told once for each notice. */
  readonly _id: string;
  readonly noticeId: string;
  readonly caseId: string | null;
  readonly userId: string;
  readonly channel: PersonChannel;
  readonly kind: string;
  readonly params: NoticeRow['params'];
  readonly at: Date;
  /** The summary it waits for; null when it goes by itself. */
  readonly digest: string | null;
  readonly sentAt: Date | null;
  /** Proof as the channel gave it, or why nothing was sent. */
  readonly receipt: string | null;
  /** When the person marked it read; of the desk only. */
  readonly readAt: Date | null;
}

export interface DeskPage {
  readonly rows: readonly DeliveryRow[];
  readonly unread: number;
}

export interface DeliveryStore {
  /** Puts those that are not there yet. */
  readonly putOnce: (tx: Tx, rows: readonly DeliveryRow[]) => Promise<void>;
  readonly find: (deliveryId: string) => Promise<DeliveryRow | null>;
  readonly sent: (deliveryIds: readonly string[], at: Date, receipt: string) => Promise<void>;
  /** What waits for a summary, the oldest first. */
  readonly ofDigest: (digest: string) => Promise<DeliveryRow[]>;
  /** What stands on somebody's desk, unread first, then the newest. */
  readonly desk: (userId: string, limit: number) => Promise<DeskPage>;
  /** Marks these, or all without a list, read. */
  readonly markRead: (userId: string, ids: readonly string[] | null, at: Date) => Promise<void>;
}

/** What goes to the people of the house, channel by channel. */
export function createDeliveryStore(store: Store): DeliveryStore {
  const rows = store.rows<DeliveryRow>('deliveries');
  return {
    putOnce: async (tx, given) => {
      if (given.length === 0) return;
      await rows.bulkWrite(
        given.map(({ _id, ...fields }) => ({
          updateOne: { filter: { _id }, update: { $setOnInsert: fields }, upsert: true },
        })),
        { session: tx.session },
      );
    },
    find: (deliveryId) => rows.findOne({ _id: deliveryId }),
    sent: async (deliveryIds, at, receipt) => {
      await rows.updateMany(
        { _id: { $in: [...deliveryIds] }, sentAt: null },
        { $set: { sentAt: at, receipt } },
      );
    },
    ofDigest: (digest) => rows.find({ digest, sentAt: null }).sort({ at: 1, _id: 1 }).toArray(),
    desk: async (userId, limit) => {
      const mine = { userId, channel: 'desk' } as const;
      const newest = { at: -1, _id: 1 } as const;
      const [unread, waiting] = await Promise.all([
        rows.countDocuments({ ...mine, readAt: null }),
        rows
          .find({ ...mine, readAt: null })
          .sort(newest)
          .limit(limit)
          .toArray(),
      ]);
      const room = limit - waiting.length;
      const read =
        room === 0
          ? []
          : await rows
              .find({ ...mine, readAt: { $ne: null } })
              .sort(newest)
              .limit(room)
              .toArray();
      return { rows: [...waiting, ...read], unread };
    },
    markRead: async (userId, ids, at) => {
      await rows.updateMany(
        {
          ...{ userId, channel: 'desk', readAt: null },
          ...(ids === null ? {} : { _id: { $in: [...ids] } }),
        },
        { $set: { readAt: at } },
      );
    },
  };
}
