import { pauseAt } from '../../processes/clock/clock.ts';
import { computeDue } from '../../processes/clock/due.ts';
import { pauseClock, resumeClock } from '../../processes/clock/move-clock.ts';
import {
  type ActionDraft,
  type Actor,
  type Case,
  theCitizen,
  theHouse,
} from '../../processes/complaint/case.ts';
import { caseIdOfClock, clockOf } from '../../processes/complaint/clocks.ts';
import { openQuestion, questionOf } from '../../processes/complaint/questions.ts';
import type { Question, QuestionEnd } from '../../processes/complaint/turn-actions.ts';
import { Refusal } from '../../processes/refusal.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { workingCalendar } from './calendar-in-use.ts';
import { entryOfMove, type MoveDeps, movedDates, readClock, saveMoved } from './clock-moves.ts';
import type { Tx } from './connect.ts';
import { messageAbout } from './message-about.ts';
import { takeStep } from './step.ts';
import type { Stores } from './stores.ts';

/** What asking the citizen works with. */
export type QuestionDeps = MoveDeps & Pick<Stores, 'settings'>;

/** Who does something about a question, and when. */
interface About {
  readonly caseId: string;
  readonly questionId: string;
  readonly at: Date;
}

/** The paper of a pause that waits for an answer: tells it from a pause somebody recorded. */
function paperOf(questionId: string): string {
  return questionId.slice(questionId.indexOf(':') + 1);
}

/**
 * Asks the citizen something the case cannot go on without. How long is waited, and whether the clock stands still, is
 * decided by the question's own diagram.
 *
 * @returns the id of the question
 * @throws Refusal `QUESTION_OPEN` when an answer is waited for already, and what the action table refuses
 */
export async function askQuestion(
  deps: QuestionDeps,
  { caseId, by, at }: { readonly caseId: string; readonly by: Actor; readonly at: Date },
  question: string,
): Promise<string> {
  let asked = '';
  await takeStep(deps, caseId, at, (current) => {
    if (openQuestion(current) !== null) throw new Refusal('QUESTION_OPEN');
    const questionId = `${caseId}:question-${(current.questions?.length ?? 0) + 1}`;
    asked = questionId;
    const entry = entryOfMove(questionId, { caseId, by, at }, 'ask-question', { question });
    const regimeId = current.regime?.id ?? '';
    return {
      drafts: [
        {
          ...{ type: 'ask-question', at, by, digests: { [questionId]: entry.digest } },
          data: { questionId },
        },
      ],
      also: async (tx) => {
        await deps.entries.put(tx, entry);
        const word = messageAbout('question-asked', questionId, { questionId, regimeId });
        await deps.outbox.put(tx, at, caseId, [word]);
      },
    };
  });
  return asked;
}

/** Lets the clock of the answer stand still, where it runs and nothing else holds it. */
async function pauseFor(
  deps: QuestionDeps,
  tx: Tx,
  current: Case,
  { questionId, at }: Pick<About, 'questionId' | 'at'>,
): Promise<ActionDraft | null> {
  const known = clockOf(current, 'done');
  if (known === null) return null;
  const { clockId } = known;
  const { clock, calendar } = await readClock(deps, tx, { caseId: current.id, clockId });
  const moves = clock.status === 'running' && pauseAt(clock, at) === null && at < clock.dueAt;
  if (!moves) return null;
  const category = 'citizen-material';
  const span = { from: at, to: null };
  const pause = { ...span, category, reason: '', paper: paperOf(questionId) };
  const paused = pauseClock(clock, pause, { calendar, now: at });
  await saveMoved(deps, tx, paused, at);
  const data = { ...movedDates(clock, paused), category, ...span } as const;
  return { type: 'pause-clock', at, by: theHouse, data };
}

/** Lets the clock run again that waited for the answer; one that somebody resumed before is left alone. */
async function resumeAfter(
  deps: QuestionDeps,
  tx: Tx,
  { id: questionId, pausedClockId }: Question,
  { caseId, at }: Pick<About, 'caseId' | 'at'>,
): Promise<ActionDraft[]> {
  if (pausedClockId === null) return [];
  const { clock, calendar } = await readClock(deps, tx, { caseId, clockId: pausedClockId });
  const isOurs = pauseAt(clock, at)?.paper === paperOf(questionId);
  if (clock.status !== 'running' || !isOurs) return [];
  const resumed = resumeClock(clock, at, { calendar, now: at });
  await saveMoved(deps, tx, resumed, at);
  const data = { ...movedDates(clock, resumed), to: at };
  return [{ type: 'resume-clock', at, by: theHouse, data }];
}

async function tellHandler(
  { notices }: QuestionDeps,
  tx: Tx,
  { id: caseId, number, unitId }: Case,
  { id, kind, at }: { readonly id: string; readonly kind: string; readonly at: Date },
): Promise<void> {
  const group = unitId === null ? 'office' : `unit-handler@${unitId}`;
  await notices.tellGroupOnce(tx, { id, caseId, kind, at, group, params: { number } });
}

/**
 * Puts a question to the citizen, once: it is claimed by the instance that waits, the clock stands still where the rule
 * allows, and the citizen is told.
 *
 * @returns until when an answer is waited for; null when another instance put it, or it is closed
 */
export async function putQuestion(
  deps: QuestionDeps,
  {
    questionId,
    instanceKey,
    limit,
    at,
  }: {
    readonly questionId: string;
    readonly instanceKey: string;
    readonly limit: { readonly days: number; readonly pauses: boolean };
    readonly at: Date;
  },
): Promise<Date | null> {
  const caseId = caseIdOfClock(questionId);
  const calendar = await workingCalendar(deps);
  const { dueAt: until } = computeDue({ startAt: at, amount: limit.days, unit: 'd', calendar });
  let waits: Date | null = null;
  await takeStep(deps, caseId, at, async (current, tx) => {
    const question = questionOf(current, questionId);
    if (question === null) throw new Unrecoverable('the question has no record');
    waits = question.instanceKey === instanceKey ? question.until : null;
    if (question.state !== 'asked') return null;
    waits = until;
    const pause = limit.pauses ? await pauseFor(deps, tx, current, { questionId, at }) : null;
    const pausedClockId = pause?.type === 'pause-clock' ? pause.data.clockId : null;
    const data = { questionId, until, pausedClockId, instanceKey };
    return {
      drafts: [
        { type: 'put-question', at, by: theHouse, data },
        ...(pause === null ? [] : [pause]),
      ],
      tells: 'question-asked',
      params: { until },
      occasion: questionId,
    };
  });
  return waits;
}

/**
 * Takes the answer of the citizen, once; the clock runs again from this moment and the handler is told.
 *
 * @throws Refusal `QUESTION_UNKNOWN`, `QUESTION_ANSWERED` for a second answer, `QUESTION_CLOSED` when nobody waits any more
 */
export async function answerQuestion(
  deps: QuestionDeps,
  { caseId, questionId, at }: About,
  answer: string,
): Promise<void> {
  await takeStep(deps, caseId, at, async (current, tx) => {
    const question = questionOf(current, questionId);
    if (question === null || question.state === 'asked') throw new Refusal('QUESTION_UNKNOWN');
    if (question.state === 'answered') throw new Refusal('QUESTION_ANSWERED');
    if (question.state !== 'put') throw new Refusal('QUESTION_CLOSED');
    const entryId = `${questionId}:answer`;
    const by = theCitizen;
    const entry = entryOfMove(entryId, { caseId, by, at }, 'answer-question', { answer });
    const digests = { [entryId]: entry.digest };
    const resumed = await resumeAfter(deps, tx, question, { caseId, at });
    return {
      drafts: [{ type: 'answer-question', at, by, digests, data: { questionId } }, ...resumed],
      also: async (inTx) => {
        await deps.entries.put(inTx, entry);
        await tellHandler(deps, inTx, current, { id: entryId, kind: 'question-answered', at });
        await deps.outbox.put(inTx, at, caseId, [messageAbout('question-answered', questionId)]);
      },
    };
  });
}

async function endQuestion(
  deps: QuestionDeps,
  { caseId, questionId, at }: About,
  { how, by }: { readonly how: QuestionEnd; readonly by: Actor },
): Promise<void> {
  await takeStep(deps, caseId, at, async (current, tx) => {
    const question = questionOf(current, questionId);
    if (question === null) throw new Refusal('QUESTION_UNKNOWN');
    if (question.state !== 'asked' && question.state !== 'put') {
      // An answer that came in the same moment counts.
      if (how === 'lapsed') return null;
      throw new Refusal('QUESTION_CLOSED');
    }
    const resumed = await resumeAfter(deps, tx, question, { caseId, at });
    return {
      drafts: [{ type: 'close-question', at, by, data: { questionId, how } }, ...resumed],
      also: async (inTx) => {
        if (how === 'lapsed')
          await tellHandler(deps, inTx, current, {
            id: `${questionId}:lapsed`,
            kind: 'question-lapsed',
            at,
          });
        else await deps.outbox.put(inTx, at, caseId, [messageAbout('question-closed', questionId)]);
      },
    };
  });
}

/** The limit passed without an answer: the clock runs again and the handler is told. An answer that came before stays. */
export function lapseQuestion(deps: QuestionDeps, about: About): Promise<void> {
  return endQuestion(deps, about, { how: 'lapsed', by: theHouse });
}

/**
 * The handler no longer waits for an answer.
 * @throws Refusal `QUESTION_UNKNOWN`, `QUESTION_CLOSED`, and what the action table refuses
 */
export function takeBackQuestion(deps: QuestionDeps, about: About, by: Actor): Promise<void> {
  return endQuestion(deps, about, { how: 'taken-back', by });
}
