import type { z } from 'zod';
import { Refusal } from '../refusal.ts';
import type { ActionDraft, Actor, Case, ClockKind } from './case.ts';
import { complaintTasks, type TaskAction } from './contract.ts';

/** A task as it was done: who, when, in which step, and the digest of the texts its form collected. */
export interface DoneTask {
  readonly at: Date;
  readonly by: Actor;
  readonly step: string;
  /** Salted digest of the collected fields, by entry id. */
  readonly digests: Readonly<Record<string, string>>;
  /** The request for more time that a decision is about. */
  readonly request?: {
    readonly requestId: string;
    readonly clockId: string;
    readonly kind: ClockKind;
    readonly askedBy: string | null;
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads what a form collected; names the first field that does not hold, so that the form can show it there. */
function read<S extends z.ZodType>(schema: S, fields: Fields): z.output<S> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal('FIELD_INVALID', {
    field: issue?.path.join('.') ?? '',
    reason: issue?.message ?? '',
  });
}

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

function signature(current: Case, fields: Fields, done: DoneTask): ActionDraft {
  const form = read(complaintTasks.sign, fields);
  if (current.draft === null) throw new Refusal('NOTHING_TO_SIGN');
  if (current.draft.by !== null && current.draft.by === done.by.userId)
    throw new Refusal('OWN_DRAFT');
  return form.decision === 'approved'
    ? { ...done, type: 'sign', data: { textDigest: current.draft.textDigest } }
    : { ...done, type: 'return-draft', data: {} };
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
    !current.confidential;
  return { ...done, type: 'check', data: { containsSecret, suitableNow, accurate, mayPublish } };
}

/** Whoever asked for more time does not decide on it. */
function extensionDecision(fields: Fields, { request, ...done }: DoneTask): ActionDraft {
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
 *   `REQUEST_UNKNOWN`, `OWN_REQUEST` (nobody decides what they asked for).
 */
export function decideTask(
  action: TaskAction,
  current: Case,
  fields: Fields,
  done: DoneTask,
): ActionDraft {
  switch (action) {
    case 'accept':
      return acceptance(fields, done);
    case 'assign':
      return {
        ...done,
        type: 'assign',
        data: { unitId: read(complaintTasks.assign, fields).unitId },
      };
    case 'propose': {
      const form = read(complaintTasks.propose, fields);
      return {
        ...done,
        type: 'propose',
        data: { weight: form.weight, keyMatter: form.keyMatter === 'yes' },
      };
    }
    case 'draft': {
      const { finding, publicity } = read(complaintTasks.draft, fields);
      return {
        ...done,
        type: 'draft',
        data: { finding, publicity, textDigest: textDigestOf(done) },
      };
    }
    case 'sign':
      return signature(current, fields, done);
    case 'check':
      return publicationCheck(current, fields, done);
    case 'decide-extension':
      return extensionDecision(fields, done);
  }
}
