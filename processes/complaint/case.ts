import { z } from 'zod';
import { clockKinds } from '../clock/clock-kinds.ts';
import { pauseCategories } from '../clock/pause-categories.ts';
import { letterKinds, means } from '../escalation/means.ts';
import { type Instruction, instructionActions } from '../instruction/actions.ts';
import { reportMeans } from '../intake/origin.ts';
import { type LookBack, lookBackActions } from '../look-back/actions.ts';
import { type Follower, type Merged, mergeActions } from '../merge/actions.ts';
import { type Promised, promiseActions } from '../promise/actions.ts';
import { type Consent, type Published, publicationActions } from '../publication/actions.ts';
import { type Recourse, recourseActions } from '../recourse/actions.ts';
import {
  type LinkedCase,
  linkedCase,
  type Reopened,
  reopeningActions,
} from '../reopening/actions.ts';
import { type Hold, retentionActions } from '../retention/actions.ts';
import { roles } from '../roles.ts';
import { tierActions, type Way } from '../tiers/actions.ts';
import type { CaseClock, Supervisor } from './case-parts.ts';
import { filing } from './filing.ts';
import {
  type CaseRegime,
  type NotedEvent,
  type RegimeAsk,
  regimeActionData,
} from './regime-actions.ts';
import type { Channel, Status } from './statuses.ts';
import {
  type Contribution,
  type Handover,
  type Interim,
  type Question,
  type Turn,
  turnActionData,
} from './turn-actions.ts';
import { weights } from './weights.ts';

export const findings = [
  'substantiated',
  'partly-substantiated',
  'unsubstantiated',
  'unverifiable',
] as const;
export const publicities = ['public', 'on-request', 'not-public'] as const;
const verdict = z.enum(['on-time', 'overdue']);
const oneClock = { clockId: z.string(), kind: z.enum(clockKinds) } as const;
/** A due date before and after it moved. */
const moved = { dueBefore: z.date(), dueAfter: z.date(), provisional: z.boolean() } as const;
const moreTime = {
  requestId: z.string(),
  ...oneClock,
  amount: z.number().int(),
  unit: z.enum(['h', 'd', 'wd', 'month']),
} as const;

/** Who did it: a person of the house in a role, the citizen, or the house itself. */
export const actor = z.object({
  kind: z.enum(['staff', 'citizen', 'system']),
  userId: z.string().nullable(),
  role: z.enum(roles).nullable(),
  unitId: z.string().nullable(),
});
export type Actor = z.infer<typeof actor>;
export const theHouse: Actor = { kind: 'system', userId: null, role: null, unitId: null };
export const theCitizen: Actor = { kind: 'citizen', userId: null, role: null, unitId: null };

/** What each action states, beyond who and when. No personal data and no free text: those are entries, known here by digest. */
export const actionData = {
  receive: filing.extend({
    /** Only when another body referred it: until when it wants the result. */
    referral: z.object({ deadline: z.date().nullable() }).optional(),
    /** Only when its sender was answered before and puts the matter again. */
    reopens: linkedCase.optional(),
  }),
  import: filing.extend({
    profile: z.string(),
    sourceId: z.string(),
    open: z.boolean(),
    dueAt: z.date().nullable(),
    closedAt: z.date().nullable(),
    verdict: verdict.nullable(),
  }),
  start: z.object({}),
  claim: z.object({ instanceKey: z.string() }),
  ...regimeActionData,
  'meet-clock': z.object({ clockId: z.string(), kind: z.enum(clockKinds), verdict }),
  /** Counted with another version of its calendar. */
  'recount-clock': z.object({
    clockId: z.string(),
    kind: z.enum(clockKinds),
    calendarId: z.string(),
    calendarVersion: z.number().int(),
    dueBefore: z.date(),
    dueAt: z.date(),
    provisional: z.boolean(),
  }),
  warn: z.object({ clockId: z.string(), kind: z.enum(clockKinds) }),
  overdue: z.object({ clockId: z.string(), kind: z.enum(clockKinds) }),
  'pause-clock': z.object({
    ...oneClock,
    category: z.enum(pauseCategories),
    from: z.date(),
    /** Null while the pause lasts. */
    to: z.date().nullable(),
    ...moved,
  }),
  'resume-clock': z.object({ ...oneClock, to: z.date(), ...moved }),
  'ask-extension': z.object({ ...moreTime, ...moved }),
  'decide-extension': z.object({
    requestId: z.string(),
    ...oneClock,
    decision: z.enum(['approved', 'declined']),
  }),
  'grant-extension': z.object({ ...moreTime, ...moved }),
  'decline-extension': z.object({
    requestId: z.string(),
    ...oneClock,
    outcome: z.enum(['declined', 'beyond-limit', 'lapsed']),
  }),
  /** A rung of the ladder: somebody is added as supervisor; the case stays with its unit. */
  supervise: z.object({
    clockId: z.string(),
    kind: z.enum(clockKinds),
    rung: z.number().int(),
    means: z.enum(means),
    role: z.enum(roles),
  }),
  phone: z.object({ clockId: z.string() }),
  'issue-letter': z.object({
    clockId: z.string(),
    rung: z.number().int(),
    kind: z.enum(letterKinds),
    letterId: z.string(),
    number: z.string(),
    sha256: z.string(),
  }),
  'receive-letter': z.object({ clockId: z.string(), kind: z.enum(letterKinds) }),
  'name-in-bulletin': z.object({ clockId: z.string(), rung: z.number().int() }),
  explain: z.object({ clockId: z.string() }),
  talk: z.object({ clockId: z.string(), rectifyBy: z.string() }),
  refer: z.object({ clockId: z.string(), referred: z.boolean() }),
  accept: z.object({ urgency: z.enum(['normal', 'urgent']) }),
  refuse: z.object({ ground: z.string() }),
  'hand-over': z.object({ ground: z.string() }),
  'respond-first': z.object({}),
  assign: z.object({ unitId: z.string() }),
  ...turnActionData,
  propose: z.object({ weight: z.enum(weights), keyMatter: z.boolean() }),
  draft: z.object({
    finding: z.enum(findings),
    publicity: z.enum(publicities),
    textDigest: z.string(),
  }),
  /** Approved inside the unit; somebody else signs. */
  endorse: z.object({ textDigest: z.string() }),
  sign: z.object({ textDigest: z.string() }),
  'return-draft': z.object({}),
  ...publicationActions,
  notify: z.object({ notice: z.string() }),
  rate: z.object({ answered: z.boolean(), score: z.number().int().min(1).max(5) }),
  archive: z.object({}),
  /** The body that referred the complaint was told the result. */
  'report-back': z.object({ means: z.enum(reportMeans), reportedAt: z.date() }),
  record: z.object({}),
  ...mergeActions,
  ...reopeningActions,
  ...recourseActions,
  ...tierActions,
  ...promiseActions,
  ...lookBackActions,
  ...instructionActions,
  ...retentionActions,
} as const;

export type ActionType = keyof typeof actionData;
export type ActionData<T extends ActionType> = z.infer<(typeof actionData)[T]>;

/** What a decision wants on the log: everything but its place in the chain. */
export type ActionDraft = {
  [T in ActionType]: {
    readonly type: T;
    readonly at: Date;
    readonly by: Actor;
    readonly data: ActionData<T>;
    /** Element id of the step in the diagram, when a task or job led here. */
    readonly step?: string;
    /** Salted digest of each erasable text that belongs to the action, by entry id. */
    readonly digests?: Readonly<Record<string, string>>;
  };
}[ActionType];

/** One link of a case's log; `n` counts from 0, `prev` is the hash before it (`''` at genesis). */
export type Action = ActionDraft & {
  readonly caseId: string;
  readonly n: number;
  readonly prev: string;
  readonly hash: string;
};

export type { CaseClock, Supervisor } from './case-parts.ts';

/** The fold of a case's actions: what is known of handling one complaint. */
export interface Case {
  readonly id: string;
  readonly number: string;
  readonly status: Status;
  /** Count of actions; the next action's `n`. */
  readonly version: number;
  readonly headHash: string;
  readonly channel: Channel;
  readonly topic: string;
  readonly area: string | null;
  readonly anonymous: boolean;
  readonly confidential: boolean;
  readonly times: {
    readonly posted: Date | null;
    readonly collected: Date;
    readonly received: Date;
    readonly dispatched: Date | null;
  };
  /** Whether the case has, or is to get, an instance in the engine. */
  readonly started: boolean;
  readonly instanceKey: string | null;
  readonly regime: CaseRegime | null;
  /** What the rule of the regime was asked with last; absent while it was asked on receipt alone. */
  readonly regimeAsk?: RegimeAsk;
  /** Start events that were recorded; absent while none was. */
  readonly events?: readonly NotedEvent[];
  readonly urgency: 'normal' | 'urgent';
  readonly unitId: string | null;
  /** The bounce ledger; absent while no unit had the case. */
  readonly turns?: readonly Turn[];
  /** Who is competent was decided: the case is not given back any more. */
  readonly arbitrated?: boolean;
  /** Who has it below its unit; absent while it was not assigned down. */
  readonly way?: Way;
  /** What the citizen was asked; absent while nothing was. */
  readonly questions?: readonly Question[];
  /** What the citizen was told meanwhile; absent while nothing was. */
  readonly interim?: readonly Interim[];
  /** Where it went; absent while it is with the house. */
  readonly handover?: Handover;
  /** The parts of contributing units; absent while none was asked. */
  readonly contributions?: readonly Contribution[];
  readonly clocks: readonly CaseClock[];
  /** Who looks on besides the unit that handles the case. */
  readonly supervisors: readonly Supervisor[];
  /** The earliest due date of a running clock; null when none runs. */
  readonly dueAt: Date | null;
  readonly weight: (typeof weights)[number] | null;
  readonly draft: {
    readonly by: string | null;
    readonly textDigest: string;
    readonly publicity: (typeof publicities)[number];
    readonly finding: (typeof findings)[number];
  } | null;
  readonly signedDigest: string | null;
  /** Who signed it; absent before, and where the house did. */
  readonly signedBy?: string;
  readonly mayPublish: boolean | null;
  /** What the check allowed to be shown: marks and files; absent before and for a «no». */
  readonly sheetDigest?: string;
  /** Other bodies that were asked before publishing; absent while none was. */
  readonly consents?: readonly Consent[];
  readonly reply: Published | null;
  readonly notices: readonly string[];
  readonly rating: { readonly answered: boolean; readonly score: number; readonly at: Date } | null;
  readonly source: { readonly profile: string; readonly id: string } | null;
  /** The case it has joined; absent for most, null once it was taken out again. */
  readonly merged?: Merged | null;
  /** The cases that have joined it and get its answer. */
  readonly followers?: readonly Follower[];
  /** The case whose answer did not settle the matter; absent for most. */
  readonly reopens?: LinkedCase;
  /** The case in which the matter was put again; absent for most. */
  readonly reopenedAs?: Reopened;
  /** What its sender took upward; absent for most. */
  readonly recourse?: Recourse;
  /** What its answer says will be done by a day; absent for most. */
  readonly promise?: Promised;
  /** Drawn to be looked back at; absent for most. */
  readonly lookBack?: LookBack;
  /** What leaders wrote on it; absent for most. */
  readonly instructions?: readonly Instruction[];
  /** Only for a complaint another body referred: its deadline, and when it was told the result. */
  readonly referral?: { readonly deadline: Date | null; readonly reportedAt: Date | null };
  readonly receivedAt: Date;
  readonly updatedAt: Date;
  readonly closedAt: Date | null;
  /** Why it is kept beyond its time; absent for most, null once that is over. */
  readonly hold?: Hold | null;
  /** Since when nothing of it leads to a person. */
  readonly erasedAt?: Date;
}
