import type { mongo } from 'mongoose';
import type { CaseRow } from './cases.ts';
import type { ComplaintRow } from './complaints.ts';
import type { Store } from './connect.ts';
import { inPublic, type PublicReply, publicView, type ReplyRow } from './replies.ts';

/** Which requests a system outside asks for; null asks for no restriction. */
export interface RequestQuery {
  /** Besides what is published it may know its own. */
  readonly partnerId: string | null;
  readonly numbers: readonly string[] | null;
  readonly topics: readonly string[] | null;
  readonly status: 'open' | 'closed' | null;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly limit: number;
}

/** What may be told outside of a case: its course, and the reply where it is published. */
export interface ServiceRequest {
  readonly case: Pick<
    CaseRow,
    'number' | 'status' | 'topic' | 'unitId' | 'receivedAt' | 'updatedAt' | 'closedAt' | 'dueAt'
  >;
  readonly reply: Pick<PublicReply, 'subject' | 'fields' | 'publishedAt'> | null;
}

export interface ServiceRequestStore {
  /** The published ones and the partner's own, the newest first. */
  readonly list: (query: RequestQuery) => Promise<ServiceRequest[]>;
}

const course = {
  ...{ number: 1, status: 1, topic: 1, unitId: 1 },
  ...{ receivedAt: 1, updatedAt: 1, closedAt: 1, dueAt: 1 },
} as const;

/** What systems outside may read of the cases. */
export function createServiceRequestStore(store: Store): ServiceRequestStore {
  const cases = store.rows<CaseRow>('cases');
  const complaints = store.rows<ComplaintRow>('complaints');
  const replies = store.rows<ReplyRow>('replies');

  async function ownOf({ partnerId, from, until, limit }: RequestQuery): Promise<string[]> {
    if (partnerId === null) return [];
    const rows = await complaints
      .find({ 'origin.partnerId': partnerId, ...between(from, until) })
      .sort({ receivedAt: -1 })
      .limit(limit)
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    return rows.map(({ _id }) => _id);
  }

  async function filterOf(query: RequestQuery): Promise<mongo.Filter<CaseRow>> {
    const { numbers, topics, status, from, until } = query;
    return {
      // As in the public register: what was answered with another case is shown there alone.
      $or: [{ 'reply.mode': 'public', merged: null }, { _id: { $in: await ownOf(query) } }],
      ...between(from, until),
      ...(numbers === null ? {} : { number: { $in: [...numbers] } }),
      ...(topics === null ? {} : { topic: { $in: [...topics] } }),
      ...(status === null ? {} : { closedAt: status === 'open' ? null : { $ne: null } }),
    };
  }

  return {
    list: async (query) => {
      const found = await cases
        .find(await filterOf(query))
        .sort({ receivedAt: -1, _id: 1 })
        .limit(query.limit)
        .project<ServiceRequest['case'] & { _id: string }>(course)
        .toArray();
      const answered = await replies
        .find({
          _id: { $in: found.map(({ _id }) => _id) },
          ...inPublic,
        })
        .toArray();
      const byId = new Map(answered.map((reply) => [reply._id, publicView(reply)]));
      return found.map(({ _id, ...one }) => ({ case: one, reply: byId.get(_id) ?? null }));
    },
  };
}

function between(from: Date | null, until: Date | null) {
  if (from === null && until === null) return {};
  return {
    receivedAt: {
      ...(from === null ? {} : { $gte: from }),
      ...(until === null ? {} : { $lte: until }),
    },
  };
}
