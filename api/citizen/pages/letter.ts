import type { ReplyFields } from '../../../processes/complaint/contract.ts';
import { letterDateIn } from '../../../processes/language/dates.ts';
import type { PublicPromise } from '../../../workers/store/replies.ts';
import { isPastDay, sayIsoDay } from '../dates.ts';
import { facts } from '../form.ts';
import { type Html, html, paragraphs } from '../html.ts';
import type { Frame } from '../layout.ts';

export interface Letter {
  readonly number: string;
  readonly heading: string;
  readonly fields: ReplyFields;
  /** Name of the unit that signs. */
  readonly signedBy: string;
  readonly publishedAt: Date;
  /** Only for a reply that says by which day something will be done. */
  readonly promise?: PublicPromise;
}

/** How what the reply promised stands, for everybody. */
function promised(frame: Frame, { by, keptOn }: PublicPromise): Html {
  const { say, now } = frame;
  const day = (isoDate: string) => sayIsoDay(isoDate, now, frame);
  if (keptOn !== null)
    return html`<p class="done-note">${say('letter.promiseKept', { date: day(keptOn) })}</p>`;
  const state = isPastDay(by, now) ? 'promiseLate' : 'promiseOpen';
  return html`<p class="hint">${say(`letter.${state}`, { date: day(by) })}</p>`;
}

function measures(frame: Frame, { measures, measuresBy }: ReplyFields): Html | null {
  if (!measures) return null;
  const promise = measuresBy
    ? html`<p>${frame.say('letter.measuresBy', { date: sayIsoDay(measuresBy, frame.now, frame) })}</p>`
    : null;
  return html`${paragraphs(measures)}${promise}`;
}

/** The reply as a letter that the institution signs. */
export function letter(frame: Frame, given: Letter) {
  const { number, heading, fields, signedBy, publishedAt, promise } = given;
  const { say, now } = frame;
  const date = sayIsoDay(fields.investigatedOn, now, frame);
  return html`<article class="letter" aria-label="${say('letter.title')}">
<h2 class="letter-heading">${heading}</h2>
<p>${say('letter.greeting')}</p>
<p>${say('letter.opening', { number })}</p>
${facts([
  [say('letter.finding'), html`<strong>${say(`finding.${fields.finding}`)}</strong>`],
  [
    say('letter.found'),
    html`${paragraphs(fields.findingText)}<p>${say('letter.investigated', { date, investigator: fields.investigator })}</p>`,
  ],
  [say('letter.measures'), measures(frame, fields)],
  [say('letter.ground'), paragraphs(fields.ground)],
  [say('letter.contact'), html`<span class="typed">${fields.contact}</span>`],
])}
${promise !== undefined && promised(frame, promise)}
<p>${say('letter.thanks')}</p>
<p class="signature">${signedBy}<br>${letterDateIn(frame.lang, publishedAt)}</p>
</article>`;
}
