import type { FieldError } from '../form.ts';
import { errorSummary } from '../form.ts';
import { type Html, html, type Part } from '../html.ts';
import { type Step, steps } from '../judge.ts';
import { type Frame, hiddenFields, type Page } from '../layout.ts';

/** What a page of the form shows: the draft as it is, and what is to be mended. */
export interface StepState {
  readonly errors: readonly FieldError[];
  /** Proves that the form was made by us for this draft; empty before there is one. */
  readonly token: string;
  /** True when the person came from the check page and goes back there. */
  readonly returning: boolean;
}

/** Address of a step. */
export function pathOf(step: Step): string {
  return step === 'topic' ? '/submit' : `/submit/${step}`;
}

function backPath(step: Step, returning: boolean): string {
  if (returning) return pathOf('check');
  const before = steps[steps.indexOf(step) - 1];
  return before === undefined ? '/' : pathOf(before);
}

/** The frame of each step: where one is, the way back, what is to be mended, the form. */
export function stepPage(
  frame: Frame,
  step: Step,
  state: StepState,
  asked: {
    title: string;
    before?: Part;
    fields: Part;
    button?: string;
    multipart?: boolean;
    after?: Part;
  },
): Page {
  const { say } = frame;
  const { errors, token, returning } = state;
  const hidden = { ...(token !== '' && { token }), ...(returning && { returning: 'yes' }) };
  const button = asked.button ?? say(returning ? 'submit.saveChange' : 'submit.next');
  const heading: Html = html`<h1>${asked.title}</h1>`;
  return {
    title: asked.title,
    section: 'submit',
    wrong: errors.length > 0,
    main: html`<p class="back"><a href="${backPath(step, returning)}">${say('submit.back')}</a></p>
${errorSummary(frame, errors)}
<p class="step">${say('submit.step', { step: steps.indexOf(step) + 1, steps: steps.length })}</p>
${heading}
${asked.before ?? null}
<form method="post" action="${pathOf(step)}"${asked.multipart === true && html` enctype="multipart/form-data"`} novalidate>
${hiddenFields(hidden)}
${asked.fields}
<p class="actions"><button class="button" name="go" value="next">${button}</button></p>
</form>
${asked.after ?? null}`,
  };
}
