import { z } from 'zod';
import type { Actor } from '../complaint/case.ts';
import type { Linked } from '../complaint/chain.ts';
import { type Duties, duties } from './duties.ts';
import {
  type Certainty,
  certainties,
  foundBy,
  harms,
  type IncidentClockKind,
  type IncidentKind,
  type IncidentStatus,
  incidentClockKinds,
  incidentKinds,
  type Level,
  levels,
  outlets,
  type Part,
  parts,
  spreads,
  statementTypes,
  trends,
} from './words.ts';

const oneClock = { clockId: z.string(), kind: z.enum(incidentClockKinds) } as const;
const version = z.number().int().min(1);
/** A version of the statement by the digest of its very text. */
const oneText = { version, textDigest: z.string() } as const;
const writtenText = z.object({
  ...oneText,
  statementType: z.enum(statementTypes),
  parts: z.array(z.enum(parts)),
});

/** What each action on an incident states, beyond who and when. No text: texts are entries, known here by digest. */
export const incidentData = {
  raise: z.object({
    number: z.string(),
    kind: z.enum(incidentKinds),
    foundBy: z.enum(foundBy),
    /** Of the first known public report. */
    occurredAt: z.date(),
    eventAt: z.date().nullable(),
    discoveredAt: z.date(),
    harm: z.enum(harms),
    spread: z.enum(spreads),
    mass: z.boolean(),
    /** The incident that has come back. */
    linkedTo: z.string().nullable(),
  }),
  claim: z.object({ instanceKey: z.string() }),
  'confirm-level': z.object({
    level: z.enum(levels),
    kind: z.enum(incidentKinds),
    /** The unit concerned; null while none is known. */
    unitId: z.string().nullable(),
  }),
  dismiss: z.object({}),
  'take-up-duties': z.object({ level: z.enum(levels), duties }),
  'change-level': z.object({ from: z.enum(levels), level: z.enum(levels) }),
  'correct-occurrence': z.object({ before: z.date(), occurredAt: z.date() }),
  'start-clock': z.object({ ...oneClock, startAt: z.date(), dueAt: z.date() }),
  'move-clock': z.object({ ...oneClock, dueBefore: z.date(), dueAt: z.date() }),
  'meet-clock': z.object({ ...oneClock, verdict: z.enum(['on-time', 'overdue']) }),
  warn: z.object(oneClock),
  overdue: z.object(oneClock),
  /** The fact report went to a group. */
  report: z.object({ reportId: z.string(), to: z.string(), by: z.date() }),
  acknowledge: z.object({ reportId: z.string() }),
  'send-sheet': z.object({ sheetId: z.string(), unitId: z.string() }),
  'verify-facts': z.object({ sheetId: z.string() }),
  'return-sheet': z.object({ sheetId: z.string() }),
  'sign-sheet': z.object({ sheetId: z.string() }),
  'add-fact': z.object({ factId: z.string(), certainty: z.enum(certainties) }),
  'judge-fact': z.object({ factId: z.string(), certainty: z.enum(certainties) }),
  monitor: z.object({ trend: z.enum(trends) }),
  'take-superior-view': z.object({}),
  consult: z.object({}),
  'add-measure': z.object({ measureId: z.string(), unitId: z.string(), dueOn: z.string() }),
  'finish-measure': z.object({ measureId: z.string() }),
  'draft-statement': writtenText,
  'edit-statement': writtenText,
  'approve-statement': z.object(oneText),
  'return-statement': z.object({ version }),
  'publish-statement': z.object({ ...oneText, outlets: z.array(z.enum(outlets)).min(1) }),
  /** The approved text went out in one more place. */
  'record-publication': z.object({ ...oneText, outlet: z.enum(outlets) }),
  'raise-question': z.object({ questionId: z.string() }),
  'answer-question': z.object({ questionId: z.string(), how: z.enum(['answered', 'reported-up']) }),
  'follow-up': z.object({ outcome: z.enum(['again', 'subsided']) }),
  'begin-watch': z.object({ until: z.date() }),
  review: z.object({}),
  record: z.object({}),
} as const;

export type IncidentActionType = keyof typeof incidentData;
export type IncidentData<T extends IncidentActionType> = z.infer<(typeof incidentData)[T]>;

/** What a decision wants on the log of an incident: everything but its place in the chain. */
export type IncidentDraft = {
  [T in IncidentActionType]: {
    readonly type: T;
    readonly at: Date;
    readonly by: Actor;
    readonly data: IncidentData<T>;
    readonly step?: string;
    /** Salted digest of each erasable text that belongs to the action, by entry id. */
    readonly digests?: Readonly<Record<string, string>>;
  };
}[IncidentActionType];

/** One link of the log of an incident; its `caseId` is the incident's: our record of handling one matter. */
export type IncidentAction = Linked<IncidentDraft>;

/** One clock as the incident knows it; its facts are in the clock record. */
export interface IncidentClock {
  readonly clockId: string;
  readonly kind: IncidentClockKind;
  readonly dueAt: Date;
  readonly state: 'running' | 'met' | 'overdue';
  readonly verdict: 'on-time' | 'overdue' | null;
  readonly warnedAt: Date | null;
}

/** The fact report to one group, and when somebody there acknowledged it. */
export interface FactReport {
  readonly id: string;
  readonly to: string;
  readonly at: Date;
  /** Until when it was to be acknowledged. */
  readonly by: Date;
  readonly acknowledged: { readonly at: Date; readonly userId: string | null } | null;
}

/** A sheet to the unit concerned; its facts count once the deputy in charge has signed. */
export interface ContactSheet {
  readonly id: string;
  readonly unitId: string;
  readonly sentAt: Date;
  readonly verifiedAt: Date | null;
  readonly signedAt: Date | null;
}

export interface Fact {
  readonly id: string;
  readonly certainty: Certainty;
  readonly at: Date;
  /** When its certainty was judged last. */
  readonly judgedAt: Date;
}

export interface Measure {
  readonly id: string;
  readonly unitId: string;
  readonly dueOn: string;
  readonly finishedAt: Date | null;
}

/** One version of the statement. An approval belongs to this very text: an edit is another version without one. */
export interface Statement {
  readonly version: number;
  readonly statementType: (typeof statementTypes)[number];
  readonly parts: readonly Part[];
  readonly textDigest: string;
  readonly at: Date;
  readonly by: string | null;
  readonly approval: {
    readonly role: string;
    readonly userId: string | null;
    readonly at: Date;
  } | null;
  /** An approval it had and lost: by an edit, or because a higher tier has to approve now. */
  readonly voidedAt: Date | null;
  readonly returnedAt: Date | null;
}

export interface Publication {
  readonly outlet: (typeof outlets)[number];
  readonly version: number;
  readonly textDigest: string;
  readonly at: Date;
  readonly userId: string | null;
}

export interface PublicQuestion {
  readonly id: string;
  readonly at: Date;
  readonly answered: { readonly how: 'answered' | 'reported-up'; readonly at: Date } | null;
}

/** The fold of an incident's actions: what is known of handling one public event. */
export interface Incident {
  readonly id: string;
  readonly number: string;
  readonly status: IncidentStatus;
  /** Count of actions; the next action's `n`. */
  readonly version: number;
  readonly headHash: string;
  readonly kind: IncidentKind;
  readonly foundBy: (typeof foundBy)[number];
  readonly harm: (typeof harms)[number];
  readonly spread: (typeof spreads)[number];
  readonly mass: boolean;
  readonly times: {
    readonly occurred: Date;
    readonly event: Date | null;
    readonly discovered: Date;
    readonly raised: Date;
  };
  readonly linkedTo: string | null;
  readonly instanceKey: string | null;
  readonly level: Level | null;
  readonly duties: Duties | null;
  /** The level whose duties these are: behind `level` until they were taken up. */
  readonly dutiesLevel: Level | null;
  readonly unitId: string | null;
  readonly clocks: readonly IncidentClock[];
  /** The earliest due date of a clock that is not met; null when each is. */
  readonly dueAt: Date | null;
  readonly reports: readonly FactReport[];
  readonly sheets: readonly ContactSheet[];
  readonly facts: readonly Fact[];
  readonly measures: readonly Measure[];
  readonly statements: readonly Statement[];
  readonly publications: readonly Publication[];
  readonly questions: readonly PublicQuestion[];
  readonly monitored: {
    readonly rounds: number;
    readonly lastAt: Date;
    readonly trend: string;
  } | null;
  /** The superior's view was taken since the last consultation. */
  readonly viewTaken: boolean;
  readonly consultations: number;
  readonly watchUntil: Date | null;
  readonly updatedAt: Date;
  readonly closedAt: Date | null;
}

const prefix = 'incident-';

/** The id of an incident, from something that exists once: never mistaken for that of a complaint's case. */
export function incidentIdOf(unique: string): string {
  return `${prefix}${unique}`;
}

/** True for the id of an incident, or of anything that is its own: a clock, a sheet. */
export function isOfIncident(id: string): boolean {
  return id.startsWith(prefix);
}
