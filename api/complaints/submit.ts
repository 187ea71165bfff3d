import { randomUUID } from 'node:crypto';
import { type Actor, theCitizen } from '../../processes/complaint/case.ts';
import type { Channel } from '../../processes/complaint/statuses.ts';
import { type Origin, orderTimes } from '../../processes/intake/origin.ts';
import { Refusal } from '../../processes/refusal.ts';
import { createFailpoint } from '../../workers/platform/failpoint.ts';
import type { Attachment } from '../../workers/store/complaints.ts';
import { acceptComplaint, type Receipt } from '../../workers/store/intake.ts';
import type { ApiDeps } from '../deps.ts';
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
  | 'outbox'
  | 'numbers'
  | 'attachments'
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

/**
 * Takes a complaint with its files. What was kept of them for a complaint that was not taken, or taken before, is
 * removed again.
 *
 * @throws Refusal `ROLE_MISSING` when another channel is named by nobody who may; `IDEMPOTENCY_KEY_REUSED`
 */
export async function takeComplaint(deps: SubmitDeps, submitted: Submitted): Promise<Receipt> {
  const { body, files, lang, idempotencyKey } = submitted;
  const now = deps.now();
  const by = senderOf(submitted, now);
  const saved: Attachment[] = [];
  try {
    for (const file of files) saved.push(await deps.attachments.save({ ...file }));
    const { contact, postedAt, language, ...rest } = body;
    const receipt = await acceptComplaint(
      { ...deps, trackingSecret: deps.config.TRACKING_SECRET },
      {
        ...rest,
        language: language ?? lang,
        contact: contact === null || !body.anonymous ? contact : { ...contact, name: null },
        postedAt: postedAt ?? null,
        attachments: saved,
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
