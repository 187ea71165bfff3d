import type { PublicMatches } from '../../merges/look-up.ts';
import { textArea, textField } from '../form.ts';
import { html } from '../html.ts';
import type { Frame, Page } from '../layout.ts';
import { likelySection } from './likely.ts';
import { type StepState, stepPage } from './step.ts';

/** Step 2: what happened, in the person's own words. */
export function matterPage(
  frame: Frame,
  state: StepState & { subject: string; text: string; matches: PublicMatches },
): Page {
  const { say } = frame;
  const page = stepPage(frame, 'matter', state, {
    title: say('submit.matter.title'),
    fields: html`${textField(frame, state.errors, {
      id: 'subject',
      label: say('submit.matter.subject'),
      hint: say('submit.matter.subjectHint'),
      value: state.subject,
      wide: true,
      autocomplete: 'off',
    })}
${textArea(frame, state.errors, {
  id: 'text',
  label: say('submit.matter.text'),
  hint: say('submit.matter.textHint'),
  value: state.text,
  rows: 10,
})}
<details><summary>${say('submit.matter.example')}</summary><p>${say('submit.matter.exampleText')}</p></details>
${likelySection(frame, state.matches)}`,
  });
  return { ...page, helped: true };
}
