import { errorSummary, type FieldError, textField } from '../form.ts';
import { html } from '../html.ts';
import type { Frame, Page } from '../layout.ts';

/** The form that asks for number and secret. The secret is never shown again, and stands in no address. */
export function trackPage(
  frame: Frame,
  state: { number: string; errors: readonly FieldError[] },
): Page {
  const { say } = frame;
  const { errors, number } = state;
  return {
    title: say('track.title'),
    section: 'track',
    wrong: errors.length > 0,
    main: html`${errorSummary(frame, errors)}
<h1>${say('track.title')}</h1>
<p>${say('track.lead')}</p>
<form method="post" action="/track" novalidate>
${textField(frame, errors, {
  id: 'number',
  label: say('track.number'),
  hint: say('track.numberHint'),
  value: number,
  autocomplete: 'off',
  code: true,
})}
${textField(frame, errors, {
  id: 'secret',
  label: say('track.secret'),
  hint: say('track.secretHint'),
  value: '',
  autocomplete: 'off',
  code: true,
})}
<p class="actions"><button class="button">${say('track.show')}</button></p>
</form>
<details><summary>${say('track.lost')}</summary><p>${say('track.lostText')}</p></details>`,
  };
}
