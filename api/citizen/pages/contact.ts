import { radios, textField } from '../form.ts';
import { html } from '../html.ts';
import { identities } from '../judge.ts';
import type { Frame, Page } from '../layout.ts';
import { type StepState, stepPage } from './step.ts';

const hints = {
  named: 'submit.contact.namedHint',
  confidential: 'submit.contact.confidentialHint',
  anonymous: 'submit.contact.anonymousHint',
} as const;

/** Step 4: how to reach the person, why we ask, and who may know who it was. */
export function contactPage(
  frame: Frame,
  state: StepState & { identity: string; name: string; phone: string; email: string },
): Page {
  const { say } = frame;
  const { errors } = state;
  const choices = identities.map((identity) => ({
    value: identity,
    label: say(`submit.contact.${identity}`),
    hint: say(hints[identity]),
  }));
  return stepPage(frame, 'contact', state, {
    title: say('submit.contact.title'),
    before: html`<p>${say('submit.contact.why')}</p>`,
    fields: html`${radios(frame, errors, {
      id: 'identity',
      legend: say('submit.contact.identity'),
      value: state.identity,
      choices,
    })}
<p class="hint">${say('submit.contact.ignored')}</p>
${textField(frame, errors, {
  id: 'name',
  label: say('submit.contact.name'),
  value: state.name,
  autocomplete: 'name',
})}
${textField(frame, errors, {
  id: 'phone',
  label: say('submit.contact.phone'),
  hint: say('submit.contact.phoneHint'),
  value: state.phone,
  type: 'tel',
  autocomplete: 'tel',
})}
${textField(frame, errors, {
  id: 'email',
  label: say('submit.contact.email'),
  hint: say('submit.contact.emailHint'),
  value: state.email,
  type: 'email',
  autocomplete: 'email',
})}`,
  });
}
