import type { mongo } from 'mongoose';
import type { CaseRow } from './cases.ts';
import type { ComplaintRow } from './complaints.ts';
import type { Store } from './connect.ts';

export type ReferralState = 'to-report' | 'open' | 'reported';

/** A referred complaint with its case, as the list shows it. */
export interface ReferredRow {
  readonly case: CaseRow;
  readonly complaint: Pick<ComplaintRow, 'subject' | 'origin'> | null;
}

export interface ReferralStore {
  /** Those in a state, what the other body wants first ahead. */
  readonly list: (state: ReferralState, limit: number) => Promise<ReferredRow[]>;
  readonly count: (state: ReferralState) => Promise<number>;
}

const filters = {
  'to-report': { 'referral.reportedAt': null, closedAt: { $ne: null } },
  open: { 'referral.reportedAt': null, closedAt: null },
  reported: { 'referral.reportedAt': { $ne: null } },
} as const satisfies Record<ReferralState, mongo.Filter<CaseRow>>;

/** What other bodies referred to us, and whether they know the result. */
export function createReferralStore(store: Store): ReferralStore {
  const cases = store.rows<CaseRow>('cases');
  const complaints = store.rows<ComplaintRow>('complaints');
  const within = (state: ReferralState): mongo.Filter<CaseRow> => ({
    referral: { $exists: true },
    ...filters[state],
  });
  return {
    list: async (state, limit) => {
      const rows = await cases
        .find(within(state))
        .sort(state === 'reported' ? { 'referral.reportedAt': -1 } : { 'referral.deadline': 1 })
        .limit(limit)
        .toArray();
      const sent = await complaints.find({ _id: { $in: rows.map(({ _id }) => _id) } }).toArray();
      const byId = new Map(sent.map((one) => [one._id, one]));
      return rows.map((one) => ({ case: one, complaint: byId.get(one._id) ?? null }));
    },
    count: (state) => cases.countDocuments(within(state)),
  };
}
