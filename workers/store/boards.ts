import {
  type CheckSlot,
  type CheckTimes,
  checkTimes,
  usualCheckTimes,
} from '../../processes/boards/checks.ts';
import type { Actor } from '../../processes/complaint/case.ts';
import type { Store, Tx } from './connect.ts';
import type { SettingStore } from './settings.ts';
import { nullWhenThere } from './users.ts';

/** An account a unit speaks under on a board of others: its own name, and the person who answers for it. */
export interface BoardAccountRow {
  readonly _id: string;
  readonly unitId: string;
  readonly board: string;
  readonly account: string;
  readonly link: string | null;
  readonly responsibleId: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly retiredAt: Date | null;
}

/** One look at the boards that a unit owed, done or missed. */
export interface BoardCheckRow {
  /** `<unit>:<day>:<slot>`. */
  readonly _id: string;
  readonly unitId: string;
  readonly day: string;
  readonly slot: CheckSlot;
  readonly state: 'done' | 'missed';
  readonly at: Date;
  readonly by: string | null;
  /** How many messages about us were found. */
  readonly found: number | null;
}

export const messageStates = ['found', 'claimed', 'assigned', 'dismissed'] as const;
export type MessageState = (typeof messageStates)[number];

/** A message on a board of others, known by its link and title; who wrote it is not stored. */
export interface BoardMessageRow {
  /** Digest of its link: a message found twice is one. */
  readonly _id: string;
  readonly link: string;
  readonly title: string;
  readonly board: string;
  readonly postedAt: Date;
  readonly foundAt: Date;
  readonly foundBy: string;
  readonly state: MessageState;
  readonly unitId: string | null;
  readonly caseId: string | null;
  readonly decidedBy: Actor | null;
  readonly decidedAt: Date | null;
  /** Why it is no matter of ours. */
  readonly ground: string | null;
}

/** What became of a message. */
export type MessageEnd = Pick<
  BoardMessageRow,
  'state' | 'unitId' | 'caseId' | 'decidedBy' | 'decidedAt' | 'ground'
>;

export interface BoardStore {
  readonly accounts: () => Promise<BoardAccountRow[]>;
  readonly addAccount: (row: BoardAccountRow) => Promise<void>;
  /** Null when there is no such account. */
  readonly retireAccount: (accountId: string, at: Date) => Promise<BoardAccountRow | null>;
  /** The units that owed a look which began then: they had an account in use. */
  readonly owing: (since: Date) => Promise<string[]>;
  /** True for the first who says how the look went. */
  readonly recordOnce: (row: BoardCheckRow, tx?: Tx) => Promise<boolean>;
  readonly checks: (days: readonly string[]) => Promise<BoardCheckRow[]>;
  readonly findMessage: (messageId: string) => Promise<BoardMessageRow | null>;
  /** True for the first who found it. */
  readonly putMessageOnce: (row: BoardMessageRow) => Promise<boolean>;
  readonly messages: (
    state: MessageState,
    limit: number,
    foundBefore?: Date,
  ) => Promise<BoardMessageRow[]>;
  readonly countWaiting: (foundBefore: Date) => Promise<number>;
  /** False when somebody decided on it before. */
  readonly end: (messageId: string, end: MessageEnd, tx: Tx) => Promise<boolean>;
}

/** Name of the setting that says until when each look is in time. */
export const checkTimesSetting = 'board-checks';

/** Until when each look is in time, as it was chosen. */
export async function chosenCheckTimes({
  settings,
}: {
  readonly settings: Pick<SettingStore, 'find'>;
}): Promise<CheckTimes> {
  const chosen = checkTimes.safeParse(await settings.find(checkTimesSetting));
  return chosen.success ? chosen.data : usualCheckTimes;
}

/** Accounts on boards of others, the looks at them, and what was found. */
export function createBoardStore(store: Store): BoardStore {
  const accounts = store.rows<BoardAccountRow>('board_accounts');
  const checks = store.rows<BoardCheckRow>('board_checks');
  const messages = store.rows<BoardMessageRow>('board_messages');
  return {
    accounts: () => accounts.find({}).sort({ unitId: 1, createdAt: 1 }).toArray(),
    addAccount: async (row) => {
      await accounts.insertOne(row);
    },
    retireAccount: async (accountId, at) => {
      await accounts.updateOne({ _id: accountId, retiredAt: null }, { $set: { retiredAt: at } });
      return accounts.findOne({ _id: accountId });
    },
    owing: (since) =>
      accounts.distinct('unitId', {
        createdAt: { $lte: since },
        $or: [{ retiredAt: null }, { retiredAt: { $gt: since } }],
      }),
    recordOnce: async ({ _id, ...fields }, tx) => {
      const options = { upsert: true, ...(tx === undefined ? {} : { session: tx.session }) };
      const put = checks.updateOne({ _id }, { $setOnInsert: fields }, options);
      // In a transaction the fault ends it, and it runs again.
      const done = await (tx === undefined ? put.catch(nullWhenThere) : put);
      return done?.upsertedCount === 1;
    },
    checks: (days) => checks.find({ day: { $in: [...days] } }).toArray(),
    findMessage: (messageId) => messages.findOne({ _id: messageId }),
    putMessageOnce: async ({ _id, ...fields }) => {
      const put = messages.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
      return (await put.catch(nullWhenThere))?.upsertedCount === 1;
    },
    messages: (state, limit, foundBefore) =>
      messages
        .find({ state, ...(foundBefore === undefined ? {} : { foundAt: { $lt: foundBefore } }) })
        .sort({ foundAt: -1, _id: 1 })
        .limit(limit)
        .toArray(),
    countWaiting: (foundBefore) =>
      messages.countDocuments({ state: 'found', foundAt: { $lt: foundBefore } }),
    end: async (messageId, end, tx) => {
      const done = await messages.updateOne(
        { _id: messageId, state: 'found' },
        { $set: end },
        { session: tx.session },
      );
      return done.matchedCount === 1;
    },
  };
}
