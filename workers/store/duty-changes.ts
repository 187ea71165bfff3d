import type { Leave, Span, StandIn } from '../../processes/rota/changes.ts';
import type { DutySlot } from '../../processes/rota/exchange.ts';
import type { Store, Tx } from './connect.ts';

/** Somebody put in for a time, and who put them there. */
export type StandInRow = Omit<StandIn, 'id'> & { readonly _id: string; readonly by: string };

/** Somebody's leave; it stays on record when it is taken back. */
export type LeaveRow = Omit<Leave, 'id'> & {
  readonly _id: string;
  readonly by: string;
  readonly at: Date;
  readonly withdrawnAt: Date | null;
};

export const swapStates = ['asked', 'agreed', 'declined', 'withdrawn'] as const;

/** Somebody asks another one to take a duty over, for one of theirs or for none. */
export interface SwapRow {
  readonly _id: string;
  readonly asker: string;
  readonly asked: string;
  readonly gives: DutySlot;
  readonly takes: DutySlot | null;
  readonly state: (typeof swapStates)[number];
  readonly at: Date;
  readonly decidedAt: Date | null;
}

/** How often a shift was changed: what two changes at once collide on. */
interface SlotRow {
  readonly _id: string;
  readonly changes: number;
}

export interface DutyChangeStore {
  /** Stand-ins and leaves that count within a span. */
  readonly within: (
    span: Span,
    tx?: Tx,
  ) => Promise<{ readonly standIns: StandIn[]; readonly leaves: LeaveRow[] }>;
  /** Two who change the same shift at once: the second one looks again. */
  readonly standIn: (tx: Tx, slot: DutySlot, rows: readonly StandInRow[]) => Promise<void>;
  readonly leave: (tx: Tx, row: LeaveRow) => Promise<void>;
  readonly findLeave: (leaveId: string) => Promise<LeaveRow | null>;
  /** False when it was taken back before. */
  readonly withdrawLeave: (leaveId: string, at: Date) => Promise<boolean>;
  readonly ask: (tx: Tx, row: SwapRow) => Promise<void>;
  readonly findSwap: (swapId: string, tx?: Tx) => Promise<SwapRow | null>;
  /** False when it was decided before. */
  readonly decideSwap: (
    swapId: string,
    to: Pick<SwapRow, 'state' | 'decidedAt'>,
    tx?: Tx,
  ) => Promise<boolean>;
  /** Swaps somebody asked for or is asked for, the newest first. */
  readonly swapsOf: (userId: string, limit: number) => Promise<SwapRow[]>;
}

const overlapping = ({ from, until }: Span) => ({ from: { $lt: until }, until: { $gt: from } });

/** Everything that moves duties away from whoever's turn it is. */
export function createDutyChangeStore(store: Store): DutyChangeStore {
  const standIns = store.rows<StandInRow>('duty_stand_ins');
  const leaves = store.rows<LeaveRow>('duty_leaves');
  const swaps = store.rows<SwapRow>('duty_swaps');
  const slots = store.rows<SlotRow>('duty_slots');
  const inside = (tx?: Tx) => (tx === undefined ? {} : { session: tx.session });
  return {
    within: async (span, tx) => {
      const put = await standIns
        .find(overlapping(span), inside(tx))
        .sort({ at: 1, _id: 1 })
        .toArray();
      const away = await leaves
        .find({ ...overlapping(span), withdrawnAt: null }, inside(tx))
        .sort({ from: 1, _id: 1 })
        .toArray();
      return { standIns: put.map(({ _id: id, ...rest }) => ({ id, ...rest })), leaves: away };
    },
    standIn: async (tx, { rotaId, shiftId, date }, rows) => {
      const _id = `${rotaId}:${shiftId}:${date}`;
      await slots.updateOne(
        { _id },
        { $inc: { changes: rows.length } },
        { upsert: true, session: tx.session },
      );
      await standIns.insertMany([...rows], { session: tx.session });
    },
    leave: async (tx, row) => {
      await leaves.insertOne(row, { session: tx.session });
    },
    findLeave: (leaveId) => leaves.findOne({ _id: leaveId }),
    withdrawLeave: async (leaveId, at) => {
      const found = { _id: leaveId, withdrawnAt: null };
      return (await leaves.updateOne(found, { $set: { withdrawnAt: at } })).modifiedCount === 1;
    },
    ask: async (tx, row) => {
      await swaps.insertOne(row, { session: tx.session });
    },
    findSwap: (swapId, tx) => swaps.findOne({ _id: swapId }, inside(tx)),
    decideSwap: async (swapId, to, tx) => {
      const found = { _id: swapId, state: 'asked' } as const;
      return (await swaps.updateOne(found, { $set: to }, inside(tx))).modifiedCount === 1;
    },
    swapsOf: (userId, limit) =>
      swaps
        .find({ $or: [{ asker: userId }, { asked: userId }] })
        .sort({ at: -1, _id: 1 })
        .limit(limit)
        .toArray(),
  };
}
