import { z } from 'zod';

/** The list of duties: on what ground a unit may give a case back. The words are `words.returnGround.<ground>`. */
export const returnGrounds = [
  'other-unit-duty',
  'outside-area',
  'superior-duty',
  'other-institution',
  'handled-elsewhere',
] as const;
type ReturnGround = (typeof returnGrounds)[number];

/** The actions with which a unit's turn ends. */
export const turnEnds = ['return', 'publish', 'withdraw', 'hand-over'] as const;
export type TurnEnd = (typeof turnEnds)[number];

/** One line of the bounce ledger: a case with one unit, from its dispatch until it left the unit. */
export interface Turn {
  readonly unitId: string;
  readonly dispatchedAt: Date;
  /** When the unit's internal clock runs out; null where none was set. The legal clock knows nothing of it. */
  readonly dueAt: Date | null;
  readonly endedAt: Date | null;
  readonly endedBy: TurnEnd | null;
  readonly verdict: 'on-time' | 'overdue' | null;
  /** Only of a turn that ended with a return. */
  readonly ground: ReturnGround | null;
  /** Whether the office found the return founded; null while it has not said. */
  readonly founded: boolean | null;
  /** Decided by arbitration: this unit may not give the case back. */
  readonly binds: boolean;
}

/** A question to the citizen; its text and the answer are entries. */
export interface Question {
  readonly id: string;
  readonly askedAt: Date;
  /** `put`: told to the citizen, an answer is waited for. */
  readonly state: (typeof questionStates)[number];
  readonly until: Date | null;
  /** The clock that stands still meanwhile; null where the rule or the clock did not allow it. */
  readonly pausedClockId: string | null;
  readonly instanceKey: string | null;
  readonly endedAt: Date | null;
}

/** How a question ends without an answer. */
const questionEnds = ['lapsed', 'taken-back'] as const;
export type QuestionEnd = (typeof questionEnds)[number];
export const questionStates = ['asked', 'put', 'answered', ...questionEnds] as const;

/** An interim reply with its timetable; its text is an entry. */
export interface Interim {
  readonly n: number;
  readonly at: Date;
  /** The day until which the answer is announced, local, as `YYYY-MM-DD`. */
  readonly until: string;
}

/** The part of a contributing unit; its text is an entry. */
export interface Contribution {
  readonly id: string;
  readonly unitId: string;
  readonly askedAt: Date;
  /** When the internal clock of the unit runs out; null where none was set. */
  readonly dueAt: Date | null;
  /** `waived`: the lead unit went on without it. */
  readonly state: (typeof contributionStates)[number];
  readonly endedAt: Date | null;
  readonly verdict: 'on-time' | 'overdue' | null;
}

export const contributionStates = ['asked', 'given', 'withdrawn', 'waived'] as const;
/** A case that went to another institution. */
export interface Handover {
  readonly at: Date;
  /** By when it had to be handed over; null where no time was set. */
  readonly dueAt: Date | null;
  readonly verdict: 'on-time' | 'overdue' | null;
  /** The instance that waits for the receipt. */
  readonly instanceKey: string | null;
  /** The day the other institution confirmed, as `YYYY-MM-DD`; null while it has not. */
  readonly receivedOn: string | null;
}

const aboutContribution = { contributionId: z.string() } as const;
const aboutQuestion = { questionId: z.string() } as const;
const named = { unitId: z.string(), founded: z.boolean() } as const;

/** What the turns of a case state besides who and when; texts are entries. */
export const turnActionData = {
  /** Each dispatch begins a turn; those on record before turns were kept state the unit alone. */
  dispatch: z.object({
    unitId: z.string(),
    turn: z.number().int().optional(),
    /** When the unit's internal clock runs out; null where none was set. */
    dueAt: z.date().nullable().optional(),
  }),
  return: z.object({ unitId: z.string(), turn: z.number().int(), ground: z.enum(returnGrounds) }),
  /** Another unit after a return; `founded` says whether the return was. */
  reassign: z.object(named),
  /** Who is competent, decided so that it binds. */
  arbitrate: z.object(named),
  'ask-question': z.object(aboutQuestion),
  'put-question': z.object({
    ...aboutQuestion,
    until: z.date(),
    pausedClockId: z.string().nullable(),
    instanceKey: z.string(),
  }),
  'answer-question': z.object(aboutQuestion),
  'close-question': z.object({ ...aboutQuestion, how: z.enum(questionEnds) }),
  'ask-contribution': z.object({
    ...aboutContribution,
    unitId: z.string(),
    dueAt: z.date().nullable(),
  }),
  contribute: z.object(aboutContribution),
  'withdraw-contribution': z.object(aboutContribution),
  /** The lead unit goes on without those that are missing. */
  'close-contributions': z.object({}),
  /** By the citizen, before the answer is signed. */
  withdraw: z.object({}),
  /** The sender was told where the case went. */
  'tell-handover': z.object({ dueAt: z.date().nullable() }),
  'await-receipt': z.object({ instanceKey: z.string() }),
  'receive-handover': z.object({ receivedOn: z.iso.date() }),
  /** What is known so far and until when the answer comes; no clock is met by it. */
  'interim-reply': z.object({ n: z.number().int(), until: z.iso.date() }),
} as const;
