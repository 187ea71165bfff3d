import type { TrackingView } from '../../../workers/store/tracking.ts';
import { sayDue, sayPast } from '../dates.ts';
import { type FieldError, facts, textArea } from '../form.ts';
import { type Html, html, type Part, paragraphs } from '../html.ts';
import { type Frame, hiddenFields } from '../layout.ts';

function taken(frame: Frame, recourse: NonNullable<TrackingView['recourse']>): Html {
  const { say, now } = frame;
  const { at, until, decision, decidedAt, explanation } = recourse;
  return html`<section class="recourse"><h2>${say('recourse.title')}</h2>
<p>${say('recourse.taken', { date: sayPast(at, now, frame) })}</p>
${
  decision === null
    ? until !== null && html`<p>${say('recourse.until', { date: sayDue(until, now, frame) })}</p>`
    : facts([
        [say('recourse.decision'), html`<strong>${say(`recourse.${decision}`)}</strong>`],
        [say('recourse.explanation'), explanation && paragraphs(explanation)],
        [say('recourse.decidedAt'), decidedAt && sayPast(decidedAt, now, frame)],
      ])
}</section>`;
}

/** The way to the superior body for who contests an answer or a refusal, and what came of it. */
export function recourse(
  frame: Frame,
  {
    view,
    secret,
    errors,
    reason,
  }: {
    view: TrackingView;
    secret: string;
    errors: readonly FieldError[];
    reason: string;
  },
): Part {
  const { say, now } = frame;
  if (view.recourse !== null) return taken(frame, view.recourse);
  // What was typed too late stands here, to be taken elsewhere.
  if (view.recourseUntil === null)
    return reason === '' ? null : html`<section class="recourse">${paragraphs(reason)}</section>`;
  return html`<section class="recourse screen-only"><h2>${say('recourse.title')}</h2>
<p class="hint">${say('recourse.lead', { date: sayDue(view.recourseUntil, now, frame) })}</p>
<form method="post" action="/track/recourse" novalidate>
${hiddenFields({ number: view.number, secret })}
${textArea(frame, errors, {
  id: 'reason',
  label: say('recourse.label'),
  hint: say('recourse.hint'),
  value: reason,
  rows: 6,
})}
<p class="actions"><button class="button second">${say('recourse.send')}</button></p>
</form></section>`;
}
