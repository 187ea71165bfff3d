import type { DraftFields, DraftFile } from '../../../workers/store/drafts.ts';
import type { PublicMatches } from '../../merges/look-up.ts';
import { html, type Part, paragraphs } from '../html.ts';
import { identities, type Step } from '../judge.ts';
import { type Frame, hiddenFields, type Page } from '../layout.ts';
import { likelySection } from './likely.ts';
import { pathOf, type StepState, stepPage } from './step.ts';

interface Shown {
  readonly fields: DraftFields;
  readonly files: readonly DraftFile[];
  readonly topicName: string;
  readonly answers?: readonly { readonly question: string; readonly answer: string }[];
}

function line(frame: Frame, step: Step, name: string, shown: Part) {
  const { say } = frame;
  return html`<div><dt>${name}</dt><dd>${shown}</dd><dd class="change"><a href="${pathOf(step)}?returning=yes" aria-label="${say('submit.check.changeNamed', { name })}">${say('submit.check.change')}</a></dd></div>`;
}

function orNone(frame: Frame, text: string): Part {
  return text === ''
    ? html`<span class="hint">${frame.say('submit.check.none')}</span>`
    : html`<span class="typed">${text}</span>`;
}

function summary(frame: Frame, { fields, files, topicName, answers = [] }: Shown) {
  const { say } = frame;
  const identity = identities.find((one) => one === fields.identity) ?? 'named';
  const reach = [fields.name, fields.phone, fields.email].filter((part) => part !== '').join(' · ');
  const contact =
    identity === 'anonymous'
      ? null
      : line(frame, 'contact', say('submit.check.contact'), orNone(frame, reach));
  return html`<dl class="facts check">
${line(frame, 'topic', say('submit.check.topic'), topicName)}
${line(frame, 'matter', say('submit.check.subject'), orNone(frame, fields.subject))}
${line(frame, 'matter', say('submit.check.text'), paragraphs(fields.text))}
${answers.map(({ question, answer }) => line(frame, 'matter', question, orNone(frame, answer)))}
${line(frame, 'place', say('submit.check.place'), orNone(frame, fields.place))}
${line(frame, 'place', say('submit.check.files'), orNone(frame, files.map(({ name }) => name).join(' · ')))}
${line(frame, 'contact', say('submit.check.identity'), say(`submit.contact.${identity}`))}
${contact}
</dl>
<h2>${say('submit.check.after')}</h2>
<ul>
<li>${say('submit.check.afterReceipt')}</li>
<li>${say('submit.check.afterPublic')}</li>
</ul>`;
}

/** Step 5: the person's own words once more, each with a way to change it, and what happens next. */
export function checkPage(
  frame: Frame,
  state: StepState & Shown & { readonly matches: PublicMatches },
): Page {
  const { say } = frame;
  return stepPage(frame, 'check', state, {
    title: say('submit.check.title'),
    before: html`<p>${say('submit.check.lead')}</p>${likelySection(frame, state.matches)}${summary(frame, state)}`,
    fields: null,
    button: say('submit.check.send'),
    after: html`<form class="discard" method="post" action="/submit/discard">${hiddenFields({ token: state.token })}<p class="hint">${say('submit.check.discardHint')}</p><p><button class="plain">${say('submit.check.discard')}</button></p></form>`,
  });
}
