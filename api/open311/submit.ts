import { Refusal } from '../../processes/refusal.ts';
import { topicsInForce } from '../../workers/store/house-settings.ts';
import type { Receipt } from '../../workers/store/intake.ts';
import type { PartnerRow } from '../../workers/store/partners.ts';
import { takeComplaint } from '../complaints/submit.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import { isService } from './presenter.ts';
import type { PostedRequest } from './schema.ts';

const longestSubject = 100;
const han = /\p{Script=Han}/u;

function subjectOf(posted: PostedRequest): string {
  const [first = ''] = posted.description.split('\n').filter((line) => line.trim() !== '');
  const subject = posted['attribute[subject]'] ?? first.trim();
  return Array.from(subject.replaceAll('\t', ' ')).slice(0, longestSubject).join('');
}

function placeOf({ address_string, address_id, lat, long }: PostedRequest): string | null {
  const named = address_string ?? address_id;
  if (lat === null || long === null) return named;
  return `${named ?? ''} (${lat}, ${long})`.trim();
}

/** Family name first where it is written in Chinese. */
function nameOf({ first_name: first, last_name: last }: PostedRequest): string | null {
  const isChinese = han.test(`${first}${last}`);
  const parts = (isChinese ? [last, first] : [first, last]).filter((part) => part !== null);
  return parts.join(isChinese ? '' : ' ') || null;
}

/**
 * Takes a complaint that a partner's system passes on. An address of a picture is kept and never opened.
 *
 * @throws Refusal `OPEN311_SERVICE_UNKNOWN`, `OPEN311_HALF_PLACE`, `IDEMPOTENCY_KEY_REUSED`
 */
export async function takePosted(
  deps: ApiDeps,
  partner: PartnerRow,
  posted: PostedRequest,
  by: { readonly lang: Lang; readonly idempotencyKey: string | null },
): Promise<Receipt> {
  const { items } = await topicsInForce(deps.settings);
  if (!isService(items, posted.service_code)) throw new Refusal('OPEN311_SERVICE_UNKNOWN');
  if ((posted.lat === null) !== (posted.long === null)) throw new Refusal('OPEN311_HALF_PLACE');
  const { phone, email, media_url: link } = posted;
  const name = nameOf(posted);
  const hasContact = name !== null || phone !== null || email !== null;
  const { lang, idempotencyKey } = by;
  return takeComplaint(deps, {
    body: {
      ...{ topic: posted.service_code, subject: subjectOf(posted), text: posted.description },
      ...{ place: placeOf(posted), area: null, language: lang },
      channel: 'open311',
      ...{ reference: link, answers: {} },
      contact: hasContact ? { name, phone, email } : null,
      ...{ anonymous: name === null, confidential: posted['attribute[confidential]'] },
    },
    ...{ files: [], lang, person: null },
    idempotencyKey: idempotencyKey === null ? null : `open311:${partner._id}:${idempotencyKey}`,
    entered: {
      ...{ collectedAt: null, receivedAt: null },
      origin: { link, referral: null, partnerId: partner._id },
    },
  });
}
