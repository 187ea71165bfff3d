import type { SettingKind } from '../../processes/settings/names.ts';
import type { Proposal } from '../../processes/settings/proposal.ts';
import type { Store, Tx } from './connect.ts';
import { isDuplicateKey } from './users.ts';

type ProposalRow = Omit<Proposal, 'id'> & { readonly _id: string };

type Decision = Pick<Proposal, 'state' | 'decidedBy' | 'decidedAt' | 'remark'>;

export interface SettingProposalStore {
  readonly find: (proposalId: string) => Promise<Proposal | null>;
  /** What waits for somebody, the oldest first. */
  readonly open: () => Promise<Proposal[]>;
  readonly openOf: (kind: SettingKind, key: string) => Promise<Proposal | null>;
  /** Puts a proposal; false when another one for the same setting waits already. */
  readonly put: (proposal: Proposal) => Promise<boolean>;
  /** Closes an open proposal; false when somebody was first. */
  readonly close: (proposalId: string, decision: Decision, tx?: Tx) => Promise<boolean>;
}

function toProposal({ _id, ...rest }: ProposalRow): Proposal {
  return { id: _id, ...rest };
}

/** Changes of settings that wait for a second pair of eyes; one of each setting at a time. */
export function createSettingProposalStore(store: Store): SettingProposalStore {
  const rows = store.rows<ProposalRow>('setting_proposals');
  return {
    find: async (proposalId) => {
      const row = await rows.findOne({ _id: proposalId });
      return row === null ? null : toProposal(row);
    },
    open: async () =>
      (await rows.find({ state: 'open' }).sort({ at: 1, _id: 1 }).toArray()).map(toProposal),
    openOf: async (kind, key) => {
      const row = await rows.findOne({ kind, key, state: 'open' });
      return row === null ? null : toProposal(row);
    },
    put: async ({ id, ...rest }) => {
      try {
        await rows.insertOne({ _id: id, ...rest });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    close: async (proposalId, decision, tx) => {
      const done = await rows.updateOne(
        { _id: proposalId, state: 'open' },
        { $set: decision },
        tx === undefined ? {} : { session: tx.session },
      );
      return done.matchedCount === 1;
    },
  };
}
