import type { TrackingView } from '../../../workers/store/tracking.ts';
import { sayDue } from '../dates.ts';
import { type FieldError, facts, textArea } from '../form.ts';
import { type Html, html, type Part, paragraphs } from '../html.ts';
import { type Frame, hiddenFields } from '../layout.ts';

interface Asked {
  readonly view: TrackingView;
  readonly secret: string;
  readonly errors: readonly FieldError[];
  /** What was typed, shown again when it has to be mended. */
  readonly answer: string;
}

/** The question that waits for an answer, with the form to answer it. */
export function questionForm(frame: Frame, { view, secret, errors, answer }: Asked): Html | null {
  const { say, now } = frame;
  const open = view.questions.find(({ state }) => state === 'put');
  // What was typed too late stands here, to be taken elsewhere.
  if (open === undefined)
    return answer === '' ? null : html`<section class="asked">${paragraphs(answer)}</section>`;
  const date = open.until === null ? '' : sayDue(open.until, now, frame);
  return html`<section class="next question"><h2>${say('ask.title')}</h2>
${paragraphs(open.question)}
<form method="post" action="/track/answer" novalidate class="screen-only">
${hiddenFields({ number: view.number, secret, question: open.id })}
${textArea(frame, errors, {
  id: 'answer',
  label: say('ask.label'),
  hint: say('ask.hint', { date }),
  value: answer,
  rows: 6,
})}
<p class="actions"><button class="button">${say('ask.send')}</button></p>
</form></section>`;
}

/** What was asked before, with what was answered. */
export function askedBefore({ say }: Frame, { questions }: TrackingView): Part {
  const past = questions.filter(({ state }) => state !== 'put');
  if (past.length === 0) return null;
  return html`<section class="asked"><h2>${say('ask.earlier')}</h2>${past.map(
    ({ question, answer }) =>
      facts([
        [say('ask.question'), paragraphs(question)],
        [say('ask.answer'), answer === '' ? say('ask.none') : paragraphs(answer)],
      ]),
  )}</section>`;
}
