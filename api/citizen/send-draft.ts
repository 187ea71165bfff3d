import { Refusal } from '../../processes/refusal.ts';
import type { Question } from '../../processes/settings/questions.ts';
import type { DraftFields } from '../../workers/store/drafts.ts';
import { type ComplaintBody, complaintBody } from '../complaints/schema.ts';
import { takeComplaint } from '../complaints/submit.ts';
import type { Lang } from '../language.ts';
import { answersTo, askedTypes } from './answers.ts';
import type { CitizenDeps } from './deps.ts';
import { type OpenDraft, receiptMinutes } from './draft-cookie.ts';

/** The complaint that a draft's fields make, once every step was left. */
export function bodyOf(
  fields: DraftFields,
  language: Lang,
  questions: readonly Question[] = [],
): ComplaintBody {
  const { topic, subject, text, place, identity, name, phone, email } = fields;
  const anonymous = identity === 'anonymous';
  return complaintBody.parse({
    topic,
    subject,
    text,
    place,
    language,
    anonymous,
    confidential: identity === 'confidential',
    answers: answersTo(questions, fields.answers),
    contact: anonymous ? null : { name, phone: phone || null, email: email || null },
  });
}

/** The complaint that an earlier try of this draft left behind, when the draft was changed after it. */
async function earlier({ complaints }: CitizenDeps, draft: OpenDraft, refusal: unknown) {
  if (!(refusal instanceof Refusal) || refusal.code !== 'IDEMPOTENCY_KEY_REUSED') throw refusal;
  const complaint = await complaints.findByKey(draft.idempotencyKey);
  if (complaint === null) throw refusal;
  return { caseId: complaint._id, number: complaint.number };
}

/** Sends a draft as a complaint. Sent twice, at once or after a crash, it is one complaint with one receipt. */
export async function sendDraft(deps: CitizenDeps, draft: OpenDraft, lang: Lang): Promise<void> {
  const { idempotencyKey, id } = draft;
  const files = await deps.drafts.readFiles(id);
  const { questionsOf } = await askedTypes(deps);
  const questions = questionsOf(draft.row.fields.topic);
  const sent = await takeComplaint(deps, {
    body: bodyOf(draft.row.fields, lang, questions),
    files,
    lang,
    person: null,
    idempotencyKey,
  }).catch((refusal: unknown) => earlier(deps, draft, refusal));
  const until = new Date(deps.now().getTime() + receiptMinutes * 60_000);
  await deps.drafts.markSent(id, { caseId: sent.caseId, number: sent.number }, until);
}
