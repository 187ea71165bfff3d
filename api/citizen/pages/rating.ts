import type { Rating } from '../../../workers/store/tracking.ts';
import { type FieldError, radios } from '../form.ts';
import { type Html, html } from '../html.ts';
import { type Frame, hiddenFields } from '../layout.ts';
import type { Key } from '../words.ts';

const scores = [5, 4, 3, 2, 1] as const;

/** A rating in words. */
export function sayRating(frame: Frame, key: Key, { answered, score }: Rating): string {
  return frame.say(key, { answered: frame.say(answered ? 'rate.yes' : 'rate.no'), score });
}

/** «Was this answered?»: asked once, under the reply. */
export function ratingForm(
  frame: Frame,
  state: {
    number: string;
    secret: string;
    answered: string;
    score: string;
    errors: readonly FieldError[];
  },
): Html {
  const { say } = frame;
  const { number, secret, errors } = state;
  return html`<section class="rating screen-only"><h2>${say('rate.title')}</h2>
<form method="post" action="/track/rate" novalidate>
${hiddenFields({ number, secret })}
${radios(frame, errors, {
  id: 'answered',
  legend: say('rate.answered'),
  value: state.answered,
  choices: [
    { value: 'yes', label: say('rate.yes') },
    { value: 'no', label: say('rate.no') },
  ],
})}
${radios(frame, errors, {
  id: 'score',
  legend: say('rate.score'),
  value: state.score,
  choices: scores.map((score) => ({ value: String(score), label: say(`rate.score${score}`) })),
})}
<p class="hint">${say('rate.once')}</p>
<p class="actions"><button class="button">${say('rate.send')}</button></p>
</form></section>`;
}
