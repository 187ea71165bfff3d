import { checkAllowed } from '../../processes/complaint/actions.ts';
import type { Action, ActionDraft, Case } from '../../processes/complaint/case.ts';
import { appendActions, type Digest } from '../../processes/complaint/chain.ts';
import { Refusal } from '../../processes/refusal.ts';
import { Conflict } from '../platform/errors.ts';
import type { Store, Tx } from './connect.ts';

export type CaseRow = Omit<Case, 'id'> & { readonly _id: string };
export type ActionRow = Action & { readonly _id: string };

function toRow({ id, ...rest }: Case): CaseRow {
  return { _id: id, ...rest };
}

function toCase({ _id, ...rest }: CaseRow): Case {
  return { id: _id, ...rest };
}

/** Only what an action changed is written: reducers keep what they do not touch. */
function changedFields(before: Case, after: Case): Partial<CaseRow> {
  const were = new Map(Object.entries(before));
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => name !== 'id' && were.get(name) !== value),
  );
}

/** What an action brought about: the case after it and the links that were added. */
export interface Acted {
  readonly case: Case;
  readonly actions: readonly Action[];
}

export interface CaseStore {
  readonly find: (caseId: string) => Promise<Case | null>;
  readonly findByNumber: (number: string) => Promise<Case | null>;
  readonly log: (caseId: string) => Promise<Action[]>;
  /** Opens a case with its first action, in the caller's transaction. */
  readonly open: (tx: Tx, caseId: string, first: ActionDraft) => Promise<Case>;
  /**
   * Reads the case, decides, appends: one transaction. No drafts: nothing is written (it was done before).
   * `also` writes what belongs to the same fact (outbox rows, entries, clocks).
   *
   * @throws Refusal `CASE_UNKNOWN`, or what the action table refuses.
   */
  readonly act: (
    caseId: string,
    decide: (current: Case) => readonly ActionDraft[] | Promise<readonly ActionDraft[]>,
    also?: (tx: Tx, acted: Acted) => Promise<void>,
  ) => Promise<Acted>;
  /** The case as it stands inside a transaction. @throws Refusal `CASE_UNKNOWN` */
  readonly read: (tx: Tx, caseId: string) => Promise<Case>;
  /** Appends to a case read in the same transaction. @throws Refusal what the action table refuses */
  readonly append: (tx: Tx, current: Case, drafts: readonly ActionDraft[]) => Promise<Acted>;
}

/** The cases and their append-only log. */
export function createCaseStore(store: Store, digest: Digest): CaseStore {
  const cases = store.rows<CaseRow>('cases');
  const log = store.rows<ActionRow>('actions');

  async function read(caseId: string, tx?: Tx): Promise<Case> {
    const row = await cases.findOne(
      { _id: caseId },
      tx === undefined ? {} : { session: tx.session },
    );
    if (row === null) throw new Refusal('CASE_UNKNOWN');
    return toCase(row);
  }

  async function write(
    tx: Tx,
    current: Case | null,
    caseId: string,
    drafts: readonly ActionDraft[],
  ): Promise<Acted> {
    const { actions, next } = appendActions(caseId, current, drafts, digest, checkAllowed);
    if (next === null) throw new Refusal('CASE_NOT_OPENED');
    if (actions.length === 0) return { case: next, actions };
    await log.insertMany(
      actions.map((action): ActionRow => ({ _id: `${caseId}:${action.n}`, ...action })),
      { session: tx.session },
    );
    if (current === null) {
      await cases.insertOne(toRow(next), { session: tx.session });
    } else {
      const done = await cases.updateOne(
        { _id: next.id, version: current.version },
        { $set: changedFields(current, next) },
        { session: tx.session },
      );
      if (done.matchedCount === 0) throw new Conflict('the case moved on');
    }
    return { case: next, actions };
  }

  return {
    find: async (caseId) => {
      const row = await cases.findOne({ _id: caseId });
      return row === null ? null : toCase(row);
    },
    findByNumber: async (number) => {
      const row = await cases.findOne({ number });
      return row === null ? null : toCase(row);
    },
    log: async (caseId) => {
      const rows = await log.find({ caseId }).sort({ n: 1 }).toArray();
      return rows.map(({ _id, ...action }) => action);
    },
    open: async (tx, caseId, first) => (await write(tx, null, caseId, [first])).case,
    act: (caseId, decide, also) =>
      store.transaction(async (tx) => {
        const current = await read(caseId, tx);
        const acted = await write(tx, current, caseId, await decide(current));
        if (acted.actions.length > 0) await also?.(tx, acted);
        return acted;
      }),
    read: (tx, caseId) => read(caseId, tx),
    append: (tx, current, drafts) => write(tx, current, current.id, drafts),
  };
}
