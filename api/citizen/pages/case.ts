import type { Rating, Refused, TrackingView } from '../../../workers/store/tracking.ts';
import { sayPast } from '../dates.ts';
import { errorSummary, type FieldError, facts } from '../form.ts';
import { type Html, html, type Part, paragraphs } from '../html.ts';
import type { Frame, Page } from '../layout.ts';
import { letter } from './letter.ts';
import { nextStep, progressLine } from './progress.ts';
import { askedBefore, questionForm } from './question.ts';
import { ratingForm, sayRating } from './rating.ts';
import { recourse } from './recourse.ts';
import { reopening, takenUp } from './reopening.ts';
import { interimReplies, withdrawal } from './turn.ts';

/** What the page of a case shows: the case, and the keys that opened it, to be sent again with each form on it. */
export interface CaseState {
  readonly view: TrackingView;
  readonly topicName: string;
  readonly secret: string;
  readonly errors: readonly FieldError[];
  readonly answered: string;
  readonly score: string;
  /** The answer to a question, as it was typed. */
  readonly answer: string;
  /** What the answer left open, as it was typed. */
  readonly again: string;
  /** Why it is contested, as it was typed. */
  readonly reason: string;
  /** Said once after something else was sent. */
  readonly note?: string;
  /** Asked whether it is really to be withdrawn. */
  readonly withdrawing?: boolean;
  /** Said once after a rating: what was noted. */
  readonly rated: { readonly rating: Rating; readonly before: boolean } | null;
}

function ending(frame: Frame, view: TrackingView): Html | null {
  const { say, find } = frame;
  const named = ({ ground }: Refused) => find(`ground.${ground}`) ?? ground;
  if (view.refused !== null) {
    const { ground, explanation, otherBody } = view.refused;
    return html`<section class="ending"><h2>${say('case.refusal.title')}</h2>${facts([
      [say('case.refusal.ground'), named(view.refused)],
      [say('case.refusal.explanation'), explanation && paragraphs(explanation)],
      [say('case.refusal.door'), otherBody || (find(`case.doorOf.${ground}`) ?? '')],
    ])}</section>`;
  }
  if (view.handedOver === null) return null;
  const { explanation, otherBody } = view.handedOver;
  return html`<section class="ending"><h2>${say('case.handover.title')}</h2>${facts([
    [say('case.handover.to'), html`<strong>${otherBody}</strong>`],
    [say('case.handover.ground'), named(view.handedOver)],
    [say('case.handover.explanation'), explanation && paragraphs(explanation)],
  ])}</section>`;
}

function secondAnswer(frame: Frame, told: TrackingView['secondAnswer']): Part {
  if (told === null) return null;
  const { say, now } = frame;
  return html`<section class="second-answer"><h2>${say('letter.againTitle')}</h2>
<p>${say('letter.againAt', { date: sayPast(told.at, now, frame) })}</p>
${told.text !== '' && paragraphs(told.text)}</section>`;
}

function reply(frame: Frame, { view }: CaseState): Part {
  if (view.reply === null) return null;
  const { fields, unit, publishedAt, mode, promise } = view.reply;
  const { say, lang, institution } = frame;
  return [
    letter(frame, {
      number: view.number,
      heading: say('letter.heading', { subject: view.subject }),
      fields,
      signedBy: unit?.[lang] ?? institution,
      publishedAt,
      ...(promise === undefined ? {} : { promise }),
    }),
    secondAnswer(frame, view.secondAnswer),
    mode === 'private' && html`<p class="hint">${say('letter.private')}</p>`,
  ];
}

function rating(frame: Frame, state: CaseState): Part {
  const { view, rated } = state;
  if (rated !== null) {
    const key = rated.before ? 'rate.already' : 'rate.thanks';
    return html`<p class="done-note" role="status">${sayRating(frame, key, rated.rating)}</p>`;
  }
  if (view.rating !== null) return html`<p>${sayRating(frame, 'rate.given', view.rating)}</p>`;
  return view.mayRate && ratingForm(frame, { ...state, number: view.number });
}

function words(frame: Frame, { view, topicName }: CaseState): Html {
  const { say, now, lang } = frame;
  const kept = view.confidential
    ? say('case.confidential')
    : view.anonymous
      ? say('case.anonymous')
      : '';
  return html`<section class="own"><h2>${say('case.yours')}</h2>
<p class="subject typed">${view.subject}</p>
${view.text === '' ? html`<p>${say('case.yoursErased')}</p>` : paragraphs(view.text)}
${facts([
  [say('case.receivedAt'), sayPast(view.receivedAt, now, frame)],
  [say('case.topic'), topicName],
  [say('case.unit'), view.unit?.[lang] ?? ''],
  [say('case.files'), view.files.join(' · ')],
])}
${kept !== '' && html`<p class="hint">${kept}</p>`}
</section>`;
}

/** The tracking page: how far it is, what comes next and by when, the reply as a letter, and the person's own words. */
export function casePage(frame: Frame, state: CaseState): Page {
  const { say } = frame;
  const { view, secret, errors, withdrawing = false } = state;
  const title = say('case.title', { number: view.number });
  return {
    title,
    section: 'track',
    wrong: errors.length > 0,
    again: { number: view.number, secret },
    main: html`${errorSummary(frame, errors)}
<h1>${title}</h1>
${takenUp(frame, view)}
${ending(frame, view)}
${reply(frame, state)}
${rating(frame, state)}
${reopening(frame, state)}
${recourse(frame, state)}
${state.note !== undefined && html`<p class="done-note" role="status">${state.note}</p>`}
${questionForm(frame, state)}
${withdrawing && withdrawal(frame, { view, secret, withdrawing })}
${view.mergedAt !== null && html`<p class="done-note">${say('case.merged', { date: sayPast(view.mergedAt, frame.now, frame) })}</p>`}
${nextStep(frame, view)}
${interimReplies(frame, view)}
${progressLine(frame, view.progress)}
${askedBefore(frame, view)}
${words(frame, state)}
${!withdrawing && withdrawal(frame, { view, secret, withdrawing })}
<p class="hint screen-only">${say('case.print')}</p>
<p class="screen-only"><a href="/track">${say('case.again')}</a></p>`,
  };
}
