import type { ClockKind } from '../clock/clock-kinds.ts';
import { decideLadderTask, type LadderTask } from '../escalation/tasks.ts';
import { instructionTask } from '../instruction/instruction.ts';
import { lookBackTask } from '../look-back/look-back.ts';
import { checkPromised, promiseTask } from '../promise/promise.ts';
import { othersAgree } from '../publication/published.ts';
import { decideRecourse } from '../recourse/recourse.ts';
import { Refusal } from '../refusal.ts';
import { stationTask } from '../tiers/way.ts';
import type { ActionDraft, Case } from './case.ts';
import { complaintTasks, type TaskAction } from './contract.ts';
import { type DoneTask, type Fields, readFields as read } from './done-task.ts';
import { contribution, decideReassignment, proposalOrReturn, receipt } from './turn-tasks.ts';

function textDigestOf(done: DoneTask): string {
  return Object.values(done.digests).join('');
}

function acceptance(fields: Fields, done: DoneTask): ActionDraft {
  const form = read(complaintTasks.accept, fields);
  const ground = form.ground ?? '';
  switch (form.acceptance) {
    case 'accepted':
      return { ...done, type: 'accept', data: { urgency: form.urgency } };
    case 'refused':
      return { ...done, type: 'refuse', data: { ground } };
    case 'not-ours':
      return { ...done, type: 'hand-over', data: { ground } };
  }
}

const leadersOfUnits: readonly string[] = ['unit-deputy', 'unit-principal'];

/** Where the regime wants it in writing, the leader of the unit names the paper. */
function checkPaper({ regime }: Case, { by }: DoneTask, paper: string | null | undefined): void {
  const isLeader = by.role !== null && leadersOfUnits.includes(by.role);
  if (regime?.inWriting === true && isLeader && !paper)
    throw new Refusal('FIELD_INVALID', { field: 'paper', reason: 'PAPER_MISSING' });
}

function signature(
  type: 'endorse' | 'sign',
  current: Case,
  fields: Fields,
  done: DoneTask,
): ActionDraft {
  const form = read(complaintTasks[type], fields);
  if (current.draft === null) throw new Refusal('NOTHING_TO_SIGN');
  if (current.draft.by !== null && current.draft.by === done.by.userId)
    throw new Refusal('OWN_DRAFT');
  if (form.decision === 'returned') return { ...done, type: 'return-draft', data: {} };
  checkPaper(current, done, form.paper);
  return { ...done, type, data: { textDigest: current.draft.textDigest } };
}

function answerDraft(fields: Fields, done: DoneTask): ActionDraft {
  const { finding, publicity, measuresBy } = read(complaintTasks.draft, fields);
  checkPromised(measuresBy, done.at);
  return { ...done, type: 'draft', data: { finding, publicity, textDigest: textDigestOf(done) } };
}

function publicationCheck(current: Case, fields: Fields, done: DoneTask): ActionDraft {
  const form = read(complaintTasks.check, fields);
  if (current.mayPublish !== null) throw new Refusal('ALREADY_CHECKED');
  const containsSecret = form.containsSecret === 'yes';
  const suitableNow = form.suitableNow === 'yes';
  const accurate = form.accurate === 'yes';
  const mayPublish =
    !containsSecret &&
    suitableNow &&
    accurate &&
    current.draft?.publicity === 'public' &&
    !current.confidential &&
    othersAgree(current);
  return { ...done, type: 'check', data: { containsSecret, suitableNow, accurate, mayPublish } };
}

/** The request for more time that a decision is about. */
interface AskedTime {
  readonly requestId: string;
  readonly clockId: string;
  readonly kind: ClockKind;
  readonly askedBy: string | null;
}

/** Whoever asked for more time does not decide on it. */
function extensionDecision(
  fields: Fields,
  request: AskedTime | undefined,
  done: DoneTask,
): ActionDraft {
  const { decision } = read(complaintTasks['decide-extension'], fields);
  if (request === undefined) throw new Refusal('REQUEST_UNKNOWN');
  const { requestId, clockId, kind, askedBy } = request;
  if (askedBy !== null && askedBy === done.by.userId) throw new Refusal('OWN_REQUEST');
  return { ...done, type: 'decide-extension', data: { requestId, clockId, kind, decision } };
}

/**
 * What a completed task does to its case: the action its header names, read from the form.
 *
 * @throws Refusal `FIELD_INVALID` with the field, `OWN_DRAFT` (nobody signs their own draft), `NOTHING_TO_SIGN`, `ALREADY_CHECKED`,
 *   `CONSENT_AWAITED`, `REQUEST_UNKNOWN`, `OWN_REQUEST` (nobody decides what they asked for), and those of the turns, the recourse and the promise of a case, of instructions on it and of looking back at it.
 */
export function decideTask(
  action: TaskAction,
  current: Case,
  fields: Fields,
  done: DoneTask & { readonly [K in keyof LadderTask]?: LadderTask[K] } & {
    readonly request?: AskedTime;
    readonly instanceKey?: string;
  },
): ActionDraft {
  const { clockId = null, letter, request, instanceKey = '', ...plain } = done;
  switch (action) {
    case 'phone':
    case 'receive-letter':
    case 'explain':
    case 'talk':
    case 'refer':
      return decideLadderTask(action, { clockId, letter }, fields, plain);
    case 'accept':
      return acceptance(fields, plain);
    case 'assign':
      return {
        ...plain,
        type: 'assign',
        data: { unitId: read(complaintTasks.assign, fields).unitId },
      };
    case 'propose':
      return proposalOrReturn(current, fields, plain);
    case 'contribute':
      return contribution(current, fields, plain);
    case 'receive-handover':
      return receipt(fields, plain);
    case 'reassign':
    case 'arbitrate':
      return decideReassignment(action, current, fields, plain);
    case 'draft':
      return answerDraft(fields, plain);
    case 'endorse':
    case 'sign':
      return signature(action, current, fields, plain);
    case 'check':
      return publicationCheck(current, fields, plain);
    case 'decide-extension':
      return extensionDecision(fields, request, plain);
    case 'receive-down':
    case 'answer-up':
      return stationTask(action, current, fields, plain);
    case 'decide-recourse':
      return decideRecourse(current, fields, plain);
    case 'fulfil-promise':
    case 'confirm-promise':
      return promiseTask(action, current, fields, plain);
    case 'report-on-instruction':
      return instructionTask(current, fields, { ...plain, instanceKey });
    case 'look-back':
      return lookBackTask(current, fields, plain);
  }
}
