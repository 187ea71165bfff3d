import { randomUUID } from 'node:crypto';
import { type Actor, theCitizen } from '../../processes/complaint/case.ts';
import type { Channel } from '../../processes/complaint/statuses.ts';
import { type Origin, orderTimes } from '../../processes/intake/origin.ts';
import { Refusal } from '../../processes/refusal.ts';
import { channelProblem } from '../../processes/settings/channels.ts';
import {
  type AnswerProblem,
  answerProblems,
  type KeptAnswer,
  keepAnswers,
} from '../../processes/settings/questions.ts';
import type { TopicSetting, TopicsDocument } from '../../processes/settings/topics.ts';
import { createFailpoint } from '../../workers/platform/failpoint.ts';
import type { Attachment } from '../../workers/store/complaints.ts';
import { channelsInForce, topicsInForce } from '../../workers/store/house-settings.ts';
import { acceptComplaint, type Receipt } from '../../workers/store/intake.ts';
import type { ApiDeps } from '../deps.ts';
import { FieldsRefused } from '../field-issues.ts';
import type { Lang } from '../language.ts';
import type { UploadedFile } from '../middleware/upload.ts';
import type { Person } from '../person.ts';
import { entersAs } from './policy.ts';
import type { ComplaintBody } from './schema.ts';

/** A complaint with its files as it came over the border. */
export interface Submitted {
  readonly body: Omit<ComplaintBody, 'channel'> & { readonly channel: Channel };
  readonly files: readonly UploadedFile[];
  readonly lang: Lang;
  readonly person: Person | null;
  /** The sender's own name for this attempt; null when none was given. */
  readonly idempotencyKey: string | null;
  /** What whoever entered it for somebody else knows besides. */
  readonly entered?: Entered;
}

/** When and from where a complaint came that was entered by staff or by a partner's system. */
export interface Entered {
  readonly collectedAt: Date | null;
  readonly receivedAt: Date | null;
  readonly origin: Origin | null;
}

type SubmitDeps = Pick<
  ApiDeps,
  | 'store'
  | 'cases'
  | 'complaints'
  | 'signatures'
  | 'entries'
  | 'outbox'
  | 'numbers'
  | 'attachments'
  | 'settings'
  | 'config'
  | 'now'
>;

async function discard(deps: SubmitDeps, saved: readonly Attachment[]): Promise<void> {
  await Promise.all(saved.map(({ id }) => deps.attachments.remove(id)));
}

/** Only what was given: what follows from the instant of this try is none of the sender's words. */
function knownBesides({ entered }: Submitted) {
  const { collectedAt, receivedAt, origin } = entered ?? {};
  return {
    ...(collectedAt ? { collectedAt } : {}),
    ...(receivedAt ? { receivedAt } : {}),
    ...(origin ? { origin } : {}),
  };
}

function senderOf({ person, body, entered }: Submitted, now: Date): Actor {
  if (body.postedAt !== undefined && body.postedAt > now)
    throw new Refusal('FIELD_INVALID', { field: 'postedAt', reason: 'IN_FUTURE' });
  const { collectedAt: collected = null, receivedAt: received = null } = entered ?? {};
  orderTimes({ posted: body.postedAt ?? null, collected, received }, now);
  // A partner's system passes on what a citizen sent.
  const isCitizens = body.channel === 'web' || body.channel === 'open311';
  return isCitizens ? theCitizen : entersAs(person);
}

/** The complaint type that was named, if it may be named by whoever named it. */
function namedType({ items }: TopicsDocument, { topic, channel }: Submitted['body']): TopicSetting {
  const found = items.find(({ id }) => id === topic);
  if (found === undefined || found.retired || (channel === 'web' && !found.shown))
    throw new Refusal('FIELD_INVALID', { field: 'topic', reason: 'NOT_A_CHOICE' });
  return found;
}

/**
 * What the questions of the type were answered with; whoever takes a complaint down for another need not have asked.
 *
 * @throws FieldsRefused naming each answer; Refusal `FIELD_INVALID`, `CHANNEL_CLOSED`
 */
async function answersIn(
  { settings }: SubmitDeps,
  { body, entered }: Submitted,
): Promise<KeptAnswer[]> {
  const { channel, answers } = body;
  const { link, referral } = entered?.origin ?? {};
  const reference = body.reference ?? link ?? referral?.number ?? null;
  const [topics, channels] = await Promise.all([
    topicsInForce(settings),
    channelsInForce(settings),
  ]);
  const problem = channelProblem(channels, channel, reference);
  if (problem === 'CHANNEL_CLOSED') throw new Refusal('CHANNEL_CLOSED');
  if (problem !== null) throw new Refusal('FIELD_INVALID', { field: 'reference', reason: problem });
  const { questions } = namedType(topics, body);
  const wrong = answerProblems(questions, answers, channel === 'web');
  if (wrong.length > 0) {
    const issue = ({ id, code, max }: AnswerProblem) => ({
      pointer: `/answers/${id}`,
      code,
      params: { max },
    });
    throw new FieldsRefused(wrong.map(issue));
  }
  return keepAnswers(questions, answers);
}

/**
 * Takes a complaint with its files. What was kept of them for a complaint that was not taken, or taken before, is
 * removed again.
 *
 * @throws Refusal `ROLE_MISSING` when another channel is named by nobody who may; `IDEMPOTENCY_KEY_REUSED`,
 *   `CHANNEL_CLOSED`, `FIELD_INVALID`; FieldsRefused naming each answer that does not hold
 */
export async function takeComplaint(deps: SubmitDeps, submitted: Submitted): Promise<Receipt> {
  const { body, files, lang, idempotencyKey } = submitted;
  const now = deps.now();
  const by = senderOf(submitted, now);
  const kept = await answersIn(deps, submitted);
  const saved: Attachment[] = [];
  try {
    for (const file of files) saved.push(await deps.attachments.save({ ...file }));
    const { contact, postedAt, language, answers, reference, ...rest } = body;
    const receipt = await acceptComplaint(
      { ...deps, trackingSecret: deps.config.TRACKING_SECRET },
      {
        ...rest,
        language: language ?? lang,
        contact: contact === null || !body.anonymous ? contact : { ...contact, name: null },
        postedAt: postedAt ?? null,
        attachments: saved,
        ...(reference === null ? {} : { reference }),
        ...(kept.length === 0 ? {} : { answers: kept }),
        idempotencyKey: idempotencyKey ?? randomUUID(),
        ...knownBesides(submitted),
      },
      now,
      by,
    );
    createFailpoint(deps.config.FAILPOINT)('accept:committed');
    if (receipt.repeated) await discard(deps, saved);
    return receipt;
  } catch (error) {
    // Only after a clear no: when the answer of the database was lost, the complaint may have been taken.
    if (error instanceof Refusal) await discard(deps, saved);
    throw error;
  }
}
