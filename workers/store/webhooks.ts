import type { Store, Tx } from './connect.ts';

/** Somebody outside who is told of what happens, at an address that agreed to it. */
export interface WebhookRow {
  readonly _id: string;
  readonly url: string;
  /** Which kinds of notice; empty: all. */
  readonly kinds: readonly string[];
  /** Signs what is sent; shown once. */
  readonly secret: string;
  readonly active: boolean;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly version: number;
}

/** One event to one webhook, with how the last try went. */
export interface HookDeliveryRow {
  /** `<notice>:<webhook>`. */
  readonly _id: string;
  readonly webhookId: string;
  readonly kind: string;
  readonly caseId: string | null;
  /** What the receiver knows a repetition by. */
  readonly eventId: string;
  readonly data: Readonly<Record<string, string | number | null>>;
  readonly at: Date;
  readonly tries: number;
  readonly lastTryAt: Date | null;
  /** HTTP status, or the word for what went wrong. */
  readonly lastAnswer: string | null;
  readonly sentAt: Date | null;
}

export interface WebhookStore {
  readonly insert: (row: WebhookRow) => Promise<void>;
  readonly find: (webhookId: string) => Promise<WebhookRow | null>;
  readonly list: () => Promise<WebhookRow[]>;
  readonly change: (
    webhookId: string,
    version: number,
    fields: Partial<Pick<WebhookRow, 'active' | 'kinds'>>,
  ) => Promise<WebhookRow | null>;
  /** Those that want to know of a kind. */
  readonly wanting: (kind: string) => Promise<WebhookRow[]>;
  readonly putOnce: (tx: Tx, rows: readonly HookDeliveryRow[]) => Promise<void>;
  readonly findDelivery: (deliveryId: string) => Promise<HookDeliveryRow | null>;
  /** The newest first. */
  readonly deliveriesOf: (webhookId: string, limit: number) => Promise<HookDeliveryRow[]>;
  readonly tried: (deliveryId: string, at: Date, answer: string, isSent: boolean) => Promise<void>;
}

/** The webhooks and what went to them. */
export function createWebhookStore(store: Store): WebhookStore {
  const hooks = store.rows<WebhookRow>('webhooks');
  const rows = store.rows<HookDeliveryRow>('webhook_deliveries');
  return {
    insert: async (row) => {
      await hooks.insertOne(row);
    },
    find: (webhookId) => hooks.findOne({ _id: webhookId }),
    list: () => hooks.find({}).sort({ createdAt: 1, _id: 1 }).toArray(),
    change: (webhookId, version, fields) =>
      hooks.findOneAndUpdate(
        { _id: webhookId, version },
        { $set: { ...fields, version: version + 1 } },
        { returnDocument: 'after' },
      ),
    wanting: (kind) =>
      hooks.find({ active: true, $or: [{ kinds: { $size: 0 } }, { kinds: kind }] }).toArray(),
    putOnce: async (tx, given) => {
      if (given.length === 0) return;
      await rows.bulkWrite(
        given.map(({ _id, ...fields }) => ({
          updateOne: { filter: { _id }, update: { $setOnInsert: fields }, upsert: true },
        })),
        { session: tx.session },
      );
    },
    findDelivery: (deliveryId) => rows.findOne({ _id: deliveryId }),
    deliveriesOf: (webhookId, limit) =>
      rows.find({ webhookId }).sort({ at: -1, _id: 1 }).limit(limit).toArray(),
    tried: async (deliveryId, at, answer, isSent) => {
      await rows.updateOne(
        { _id: deliveryId },
        {
          $set: { lastTryAt: at, lastAnswer: answer, ...(isSent ? { sentAt: at } : {}) },
          $inc: { tries: 1 },
        },
      );
    },
  };
}
