import type { Actor } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { BoardMessageRow, BoardStore, MessageEnd } from './boards.ts';
import type { Store } from './connect.ts';
import { acceptComplaint, type IntakeDeps, type Receipt } from './intake.ts';

export interface TakeMessageDeps extends IntakeDeps {
  readonly store: Store;
  readonly boards: Pick<BoardStore, 'end'>;
}

/** Who takes a message for which unit, and what it is about. */
export interface Taking {
  /** `claimed` by the unit itself, `assigned` by order of the office. */
  readonly state: 'claimed' | 'assigned';
  readonly unitId: string;
  readonly topic: string;
  /** What the message says, in the words of the one who wrote it; null: its title says it all. */
  readonly text: string | null;
  readonly by: Actor;
  readonly at: Date;
}

/**
 * Makes a message of a board a complaint, once: known by its link, answered there, nobody named.
 *
 * @throws Refusal `BOARD_MESSAGE_TAKEN` when somebody decided on it before
 */
export async function takeBoardMessage(
  deps: TakeMessageDeps,
  message: BoardMessageRow,
  { state, unitId, topic, text, by, at }: Taking,
): Promise<Receipt> {
  const { _id, link, title, postedAt, foundAt } = message;
  if (message.state !== 'found') throw new Refusal('BOARD_MESSAGE_TAKEN');
  const end = { state, unitId, decidedBy: by, decidedAt: at, ground: null };
  const also: IntakeDeps['also'] = async (tx, caseId) => {
    const ended: MessageEnd = { ...end, caseId };
    if (!(await deps.boards.end(_id, ended, tx))) throw new Refusal('BOARD_MESSAGE_TAKEN');
  };
  try {
    const receipt = await acceptComplaint(
      { ...deps, also },
      {
        ...{ topic, subject: title, text: text ?? title, place: null, area: null },
        channel: 'board',
        language: 'zh',
        contact: null,
        attachments: [],
        ...{ anonymous: true, confidential: false, postedAt, collectedAt: foundAt },
        origin: { link, referral: null },
        idempotencyKey: `board:${_id}`,
      },
      at,
      by,
    );
    // Somebody else was first by a moment: what they said of it stands.
    if (receipt.repeated) throw new Refusal('BOARD_MESSAGE_TAKEN');
    return receipt;
  } catch (error) {
    const isTaken = error instanceof Refusal && error.code === 'IDEMPOTENCY_KEY_REUSED';
    throw isTaken ? new Refusal('BOARD_MESSAGE_TAKEN') : error;
  }
}
