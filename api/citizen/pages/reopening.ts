import type { TrackingView } from '../../../workers/store/tracking.ts';
import { sayDue, sayPast } from '../dates.ts';
import { type FieldError, textArea } from '../form.ts';
import { type Html, html, paragraphs } from '../html.ts';
import { type Frame, hiddenFields } from '../layout.ts';

/** Which case this one takes up; said at the top, so that nobody takes it for the answered one. */
export function takenUp({ say }: Frame, { reopens }: TrackingView): Html | null {
  return reopens === null
    ? null
    : html`<p class="hint">${say('reopen.takesUp', { number: reopens })}</p>`;
}

/** The way to put a matter again that the answer did not settle, and what became of it. */
export function reopening(
  frame: Frame,
  {
    view,
    secret,
    errors,
    again,
  }: {
    view: TrackingView;
    secret: string;
    errors: readonly FieldError[];
    again: string;
  },
): Html | null {
  const { say, now } = frame;
  const { number, reopenUntil, reopenedAs } = view;
  const keys = hiddenFields({ number, secret });
  if (reopenedAs !== null) {
    const told = view.recourse?.decision === 'anew' ? 'reopen.anew' : 'reopen.done';
    const date = sayPast(reopenedAs.at, now, frame);
    return html`<section class="again"><h2>${say('reopen.taken')}</h2>
<p>${say(told, { number: reopenedAs.number, date })}</p>
<form class="screen-only" method="post" action="/track/reopen">${keys}
<p class="actions"><button class="button second">${say('reopen.receipt')}</button></p>
</form></section>`;
  }
  // What was typed too late stands here, to be taken elsewhere.
  if (reopenUntil === null)
    return again === '' ? null : html`<section class="again">${paragraphs(again)}</section>`;
  return html`<section class="again screen-only"><h2>${say('reopen.title')}</h2>
<p class="hint">${say('reopen.lead', { date: sayDue(reopenUntil, now, frame) })}</p>
<form method="post" action="/track/reopen" novalidate>${keys}
${textArea(frame, errors, {
  id: 'again',
  label: say('reopen.label'),
  hint: say('reopen.hint'),
  value: again,
  rows: 6,
})}
<p class="actions"><button class="button second">${say('reopen.send')}</button></p>
</form></section>`;
}
