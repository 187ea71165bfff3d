import type { Answers, Question } from '../../../processes/settings/questions.ts';
import type { PublicMatches } from '../../merges/look-up.ts';
import { questionFields } from '../answers.ts';
import { textArea, textField } from '../form.ts';
import { html, type Part } from '../html.ts';
import type { Frame, Page } from '../layout.ts';
import { likelySection } from './likely.ts';
import { type StepState, stepPage } from './step.ts';

function asked(
  frame: Frame,
  { errors, topicName = '', questions = [], answers = {} }: Parameters<typeof matterPage>[1],
): Part {
  if (questions.length === 0) return null;
  return html`<h2>${frame.say('submit.matter.questions', { topic: topicName })}</h2>
${questionFields(frame, errors, questions, answers)}`;
}

/** Step 2: what happened, in the person's own words, and what the complaint type asks besides. */
export function matterPage(
  frame: Frame,
  state: StepState & {
    subject: string;
    text: string;
    matches: PublicMatches;
    topicName?: string;
    questions?: readonly Question[];
    answers?: Answers;
  },
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
${asked(frame, state)}
${likelySection(frame, state.matches)}`,
  });
  return { ...page, helped: true };
}
