import { z } from 'zod';
import type { Case } from '../../processes/complaint/case.ts';
import { clockOf } from '../../processes/complaint/clocks.ts';
import { wordedText } from '../../processes/settings/texts.ts';
import type { Now } from '../platform/clock.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { textsInForce } from '../store/house-settings.ts';
import { secretOf } from '../store/intake.ts';
import type { NoticeRow } from '../store/notices.ts';
import type { Stores } from '../store/stores.ts';
import { newestRefusal } from '../store/tracking.ts';
import type { UnitRow } from '../store/units.ts';
import { isLetterKind, type LetterFacts, writeLetter } from './letters.ts';
import type { MailPort } from './port.ts';
import type { Language } from './words.ts';

export interface DeliverMailDeps {
  readonly notices: Pick<Stores['notices'], 'find' | 'sent'>;
  readonly complaints: Pick<Stores['complaints'], 'find'>;
  readonly cases: Pick<Stores['cases'], 'find'>;
  readonly entries: Pick<Stores['entries'], 'newest'>;
  readonly units: Pick<Stores['units'], 'find' | 'list'>;
  readonly settings: Pick<Stores['settings'], 'find'>;
  readonly mail: MailPort;
  readonly publicUrl: string;
  /** Derives the secret code for whoever wrote by mail. */
  readonly trackingSecret?: string;
  readonly now: Now;
}

const refusedFields = z.object({
  ground: z.string().nullish(),
  explanation: z.string().nullish(),
  otherBody: z.string().nullish(),
});

function nameIn(unit: UnitRow | null | undefined, language: Language): string {
  if (!unit) return '';
  return (language === 'zh' ? unit.name : unit.nameEn) || unit.name;
}

async function refusalOf(
  { entries, settings }: DeliverMailDeps,
  { kind, caseId }: NoticeRow,
  language: Language,
) {
  const isTold = kind === 'refused' || kind === 'handed-over';
  const entry = isTold && caseId !== null ? await newestRefusal(entries, caseId) : null;
  const { ground, explanation, otherBody } = refusedFields.parse(entry?.fields ?? {});
  const wording = ground
    ? wordedText(await textsInForce(settings), `ground.${ground}`, language, {})
    : null;
  return {
    ...{ ground: ground ?? '', explanation: explanation ?? '', otherBody: otherBody ?? '' },
    ...(wording === null ? {} : { groundWording: wording }),
  };
}

/** The code is told in the receipt of a mail and nowhere else: its writer is given no other receipt. */
function codeFor({ trackingSecret }: DeliverMailDeps, { kind, caseId }: NoticeRow) {
  const isReceipt = kind === 'mail-received' && caseId !== null && trackingSecret !== undefined;
  return isReceipt ? { secret: secretOf(caseId, trackingSecret) } : {};
}

async function factsOf(
  deps: DeliverMailDeps,
  notice: NoticeRow,
  current: Case,
  language: Language,
): Promise<LetterFacts> {
  const units = await deps.units.list();
  const root = units.find(({ parentId }) => parentId === null);
  const unit = current.unitId === null ? null : await deps.units.find(current.unitId);
  const done = clockOf(current, 'done');
  const institution = nameIn(root, language);
  return {
    number: current.number,
    institution,
    unit: nameIn(unit, language) || institution,
    url: `${deps.publicUrl.replace(/\/$/, '')}/track`,
    receivedAt: current.receivedAt,
    dueAt: done?.dueAt ?? null,
    provisional: done?.provisional ?? false,
    ...(await refusalOf(deps, notice, language)),
    ...codeFor(deps, notice),
  };
}

async function send(deps: DeliverMailDeps, notice: NoticeRow): Promise<string> {
  const { kind, caseId } = notice;
  if (caseId === null) throw new Unrecoverable('there is no letter for this notice');
  const [complaint, current] = await Promise.all([
    deps.complaints.find(caseId),
    deps.cases.find(caseId),
  ]);
  if (!isLetterKind(kind) || complaint === null || current === null)
    throw new Unrecoverable('there is no letter for this notice');
  const to = complaint.contact?.email;
  // Retention may have erased the address since: then nobody is written to any more.
  if (!to) return 'no-address';
  const facts = await factsOf(deps, notice, current, complaint.language);
  const letter = writeLetter(kind, complaint.language, facts, notice.at);
  return deps.mail.send({ noticeId: notice._id, to, ...letter, at: notice.at });
}

/**
 * Carries out a notice by letter, once: its proof of delivery is kept with it.
 *
 * @throws Unrecoverable when there is no such notice or its address cannot be written to
 */
export function createDeliverMail(deps: DeliverMailDeps): (noticeId: string) => Promise<void> {
  return async (noticeId) => {
    const notice = await deps.notices.find(noticeId);
    if (notice === null) throw new Unrecoverable('there is no such notice');
    if (notice.sentAt !== null) return;
    const receipt = await send(deps, notice);
    await deps.notices.sent(noticeId, deps.now(), receipt);
  };
}
