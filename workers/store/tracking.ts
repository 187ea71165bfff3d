import { timingSafeEqual } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ClockKind } from '../../processes/clock/clock-kinds.ts';
import type { PauseCategory } from '../../processes/clock/pause-categories.ts';
import { type Case, theCitizen } from '../../processes/complaint/case.ts';
import { clockOf } from '../../processes/complaint/clocks.ts';
import type { ReplyFields } from '../../processes/complaint/contract.ts';
import {
  type Progress,
  type ProgressStep,
  progressOf,
} from '../../processes/complaint/progress.ts';
import type { Status } from '../../processes/complaint/statuses.ts';
import { Refusal } from '../../processes/refusal.ts';
import { sha256 } from '../platform/digest.ts';
import type { ComplaintRow } from './complaints.ts';
import type { Store } from './connect.ts';
import { type Receipt, secretOf } from './intake.ts';
import { answerQuestion, type QuestionDeps } from './questions.ts';
import { seekRecourse } from './recourses.ts';
import { reopenCase } from './reopen-case.ts';
import type { PublicPromise } from './replies.ts';
import type { Stores } from './stores.ts';
import { type AskedView, askedOf, type InterimView, interimOf } from './tracked-questions.ts';
import { type SecondAnswer, secondAnswerOf, type WaysOn, waysOnOf } from './tracked-ways.ts';
import type { UnitRow } from './units.ts';
import { mayWithdraw, withdrawCase } from './withdraw-case.ts';

/** A unit's name in both languages. */
export interface UnitName {
  readonly zh: string;
  readonly en: string;
}

/** Why a complaint was not accepted or went elsewhere, and which door is the right one. */
export interface Refused {
  readonly ground: string;
  readonly explanation: string;
  readonly otherBody: string;
}

/** What the sender of a complaint may see of its handling: no names of staff but those the reply states. */
export interface TrackingView extends WaysOn {
  readonly number: string;
  readonly status: Status;
  readonly subject: string;
  /** Empty once retention has erased it. */
  readonly text: string;
  readonly topic: string;
  readonly receivedAt: Date;
  readonly anonymous: boolean;
  readonly confidential: boolean;
  readonly files: readonly string[];
  readonly unit: UnitName | null;
  readonly progress: readonly Progress[];
  /** What comes next and by when; null when nothing does. */
  readonly next: {
    readonly step: ProgressStep;
    readonly by: Date | null;
    readonly clock: ClockKind | null;
    readonly provisional: boolean;
    readonly isLate: boolean;
    /** Since when and why its clock stands still. */
    readonly pause: { readonly from: Date; readonly category: PauseCategory } | null;
    /** Whether more time was granted. */
    readonly extended: boolean;
  } | null;
  /** Since when it is handled together with another one; null while it is not, and after the answer. */
  readonly mergedAt: Date | null;
  readonly refused: Refused | null;
  readonly handedOver: Refused | null;
  readonly reply: {
    readonly fields: ReplyFields;
    readonly unit: UnitName | null;
    readonly publishedAt: Date;
    readonly mode: 'public' | 'private';
    readonly promise?: PublicPromise;
  } | null;
  /** What was promised is done; null before that was told. */
  readonly secondAnswer: SecondAnswer | null;
  readonly rating: { readonly answered: boolean; readonly score: number } | null;
  readonly mayRate: boolean;
  /** What the sender was asked, the oldest first. */
  readonly questions: readonly AskedView[];
  /** What they were told meanwhile, the oldest first. */
  readonly interim: readonly InterimView[];
  readonly mayWithdraw: boolean;
}

export interface Rating {
  readonly answered: boolean;
  readonly score: number;
}

export interface Tracking {
  /**
   * The case that number and secret open; null when they do not. A wrong secret and an unknown number take the same
   * time and are the same answer.
   */
  readonly open: (number: string, secret: string) => Promise<string | null>;
  readonly view: (caseId: string, now: Date) => Promise<TrackingView>;
  /**
   * Takes the sender's rating once; a second one leaves the first.
   *
   * @throws Refusal `ACTION_NOT_ALLOWED` before the reply
   */
  readonly rate: (caseId: string, rating: Rating, at: Date) => Promise<Rating>;
  /**
   * Takes the sender's answer to a question, once.
   *
   * @throws Refusal those of `answerQuestion`
   */
  readonly answer: (caseId: string, questionId: string, text: string, at: Date) => Promise<void>;
  /**
   * Withdraws the complaint for its sender.
   *
   * @throws Refusal `NOT_WITHDRAWABLE`
   */
  readonly withdraw: (caseId: string, at: Date) => Promise<void>;
  /**
   * Puts the matter of an answered case again, once.
   *
   * @throws Refusal those of `reopenCase`
   */
  readonly reopen: (caseId: string, text: string, at: Date) => Promise<Receipt>;
  /**
   * Takes the matter upward, once.
   *
   * @throws Refusal those of `seekRecourse`
   */
  readonly takeUpward: (caseId: string, reason: string, at: Date) => Promise<void>;
}

export type TrackingStores = QuestionDeps &
  Pick<Stores, 'replies' | 'merges' | 'numbers' | 'signatures'>;

/** What does not match is answered no sooner than this, in ms: it hides how the work differed, and slows guessing. */
const holdMs = 250;

const refusedFields = z.object({
  ground: z.string().nullish(),
  explanation: z.string().nullish(),
  otherBody: z.string().nullish(),
});

/** A secret code as it was typed: capitals, dashes and look-alikes do not matter. */
export function normaliseSecret(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** A case number as it was typed. */
export function normaliseNumber(typed: string): string {
  const upper = typed.normalize('NFKC').toUpperCase().replace(/\s+/g, '');
  return upper.replace(/[‐‑‒–—―−]/g, '-').slice(0, 40);
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));
}

function nameOf(unit: UnitRow | null): UnitName | null {
  return unit === null ? null : { zh: unit.name, en: unit.nameEn };
}

function nextOf(current: Case, progress: readonly Progress[], now: Date): TrackingView['next'] {
  const step = progress.find(({ state }) => state === 'now')?.step;
  if (step === undefined) return null;
  const wanted: ClockKind = step === 'accepted' ? 'first-response' : 'done';
  const clock = clockOf(current, wanted) ?? clockOf(current, 'done');
  return {
    step,
    by: clock?.dueAt ?? null,
    clock: clock?.kind ?? null,
    provisional: clock?.provisional ?? false,
    isLate:
      clock !== null && clock.paused === undefined && clock.state !== 'met' && clock.dueAt <= now,
    pause: clock?.paused ?? null,
    extended: (clock?.extended ?? 0) > 0,
  };
}

/** What was written when a case was not accepted, or was handed over then or later. */
export async function newestRefusal(
  entries: Pick<TrackingStores['entries'], 'newest'>,
  caseId: string,
) {
  return (await entries.newest(caseId, 'reassign')) ?? (await entries.newest(caseId, 'accept'));
}

async function refusalOf({ entries }: TrackingStores, caseId: string): Promise<Refused> {
  const entry = await newestRefusal(entries, caseId);
  const { ground, explanation, otherBody } = refusedFields.parse(entry?.fields ?? {});
  return { ground: ground ?? '', explanation: explanation ?? '', otherBody: otherBody ?? '' };
}

async function replyOf({ replies, units }: TrackingStores, caseId: string) {
  const reply = await replies.find(caseId);
  if (reply === null) return null;
  const unit = reply.unitId === null ? null : await units.find(reply.unitId);
  const { fields, publishedAt, mode, promise } = reply;
  const known = { fields, publishedAt, mode, unit: nameOf(unit) };
  return promise === undefined ? known : { ...known, promise };
}

async function viewOf(
  stores: TrackingStores,
  current: Case,
  complaint: ComplaintRow,
  now: Date,
): Promise<TrackingView> {
  const { id, status, number, topic, receivedAt, anonymous, confidential, rating } = current;
  const log = await stores.cases.log(id);
  const unit = current.unitId === null ? null : await stores.units.find(current.unitId);
  const reply = await replyOf(stores, id);
  const progress = progressOf(current, log);
  const facts = { number, status, topic, receivedAt, anonymous, confidential, progress, reply };
  return {
    ...facts,
    subject: complaint.subject,
    text: complaint.text,
    files: complaint.attachments.map(({ name }) => name),
    unit: nameOf(unit),
    next: nextOf(current, progress, now),
    mergedAt: current.closedAt === null ? (current.merged?.at ?? null) : null,
    refused: status === 'refused' ? await refusalOf(stores, id) : null,
    handedOver: status === 'handed-over' ? await refusalOf(stores, id) : null,
    rating: rating === null ? null : { answered: rating.answered, score: rating.score },
    questions: await askedOf(stores, current),
    interim: await interimOf(stores, current),
    mayWithdraw: await mayWithdraw(stores, current),
    ...(await waysOnOf(stores, current, now)),
    secondAnswer: await secondAnswerOf(stores, current),
    mayRate: rating === null && (status === 'answered' || status === 'archived'),
  };
}

async function caseIdOf(store: Store, number: string): Promise<string | null> {
  const rows = store.rows<{ readonly _id: string; readonly number: string }>('complaints');
  return (await rows.findOne({ number }, { projection: { _id: 1 } }))?._id ?? null;
}

/** The door through which senders follow their complaints. */
export function createTracking(stores: TrackingStores, trackingSecret: string): Tracking {
  return {
    open: async (number, secret) => {
      const held = pause(holdMs, null, { ref: false });
      const caseId = await caseIdOf(stores.store, normaliseNumber(number));
      const expected = secretOf(caseId ?? 'unknown', trackingSecret);
      const matches = isSame(normaliseSecret(expected), normaliseSecret(secret));
      return caseId !== null && matches ? caseId : held;
    },
    view: async (caseId, now) => {
      const [current, complaint] = await Promise.all([
        stores.cases.find(caseId),
        stores.complaints.find(caseId),
      ]);
      if (current === null || complaint === null) throw new Refusal('CASE_UNKNOWN');
      return viewOf(stores, current, complaint, now);
    },
    withdraw: (caseId, at) => withdrawCase(stores, caseId, at),
    takeUpward: (caseId, reason, at) => seekRecourse(stores, { caseId, at }, reason),
    reopen: (caseId, text, at) => reopenCase({ ...stores, trackingSecret }, { caseId, text, at }),
    answer: (caseId, questionId, text, at) =>
      answerQuestion(stores, { caseId, questionId, at }, text),
    rate: async (caseId, rating, at) => {
      const { case: rated } = await stores.cases.act(
        caseId,
        (current) =>
          current.rating === null ? [{ type: 'rate', at, by: theCitizen, data: rating }] : [],
        async (tx) => {
          const told = {
            kind: 'message',
            name: 'complaint-rated',
            correlationKey: caseId,
            messageId: `rated:${caseId}`,
            variables: {},
          } as const;
          await stores.outbox.put(tx, at, caseId, [{ key: `rated:${caseId}`, told }]);
        },
      );
      const { answered, score } = rated.rating ?? rating;
      return { answered, score };
    },
  };
}
