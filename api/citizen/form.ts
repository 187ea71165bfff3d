import { type Html, html, type Part } from './html.ts';
import type { Words } from './words.ts';

/** Something to mend, said where it is: `field` is the id of the field. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

interface Asked {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly optional?: boolean;
}

interface TextAsked extends Asked {
  readonly type?: 'text' | 'tel' | 'email' | 'search' | 'date';
  readonly autocomplete?: string;
  readonly wide?: boolean;
  readonly code?: boolean;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | null;
}

/** The list of what is to be mended, at the top of the page, each line leading to its field. */
export function errorSummary(words: Words, errors: readonly FieldError[]): Part {
  if (errors.length === 0) return null;
  const lines = errors.map(
    ({ field, message }) => html`<li><a href="#${field}">${message}</a></li>`,
  );
  return html`<div class="wrong-summary" role="alert" aria-labelledby="wrong-title" tabindex="-1" autofocus>
<h2 id="wrong-title">${words.say('error.heading', { count: errors.length })}</h2>
<ul>${lines}</ul>
</div>`;
}

function errorsOf(errors: readonly FieldError[], id: string): readonly FieldError[] {
  return errors.filter((error) => error.field === id);
}

function describedBy(asked: { id: string; hint?: string }, wrong: boolean): Part {
  const ids = [asked.hint && `${asked.id}-hint`, wrong && `${asked.id}-wrong`].filter(Boolean);
  return ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`;
}

/** The sentences beside a field that say what is wrong with it. */
export function fieldErrors(words: Words, errors: readonly FieldError[], id: string): Part {
  const mine = errorsOf(errors, id);
  if (mine.length === 0) return null;
  const lines = mine.map(
    ({ message }) =>
      html`<span class="wrong-line"><span class="unseen">${words.say('error.prefix')}</span>${message}</span>`,
  );
  return html`<p class="wrong" id="${id}-wrong">${lines}</p>`;
}

function head(words: Words, asked: Asked): Html {
  return html`<label for="${asked.id}">${asked.label}${asked.optional === true && html` <span class="optional">${words.say('submit.optional')}</span>`}</label>
${asked.hint !== undefined && html`<p class="hint" id="${asked.id}-hint">${asked.hint}</p>`}`;
}

/** One line of text. */
export function textField(words: Words, errors: readonly FieldError[], asked: TextAsked): Html {
  const wrong = errorsOf(errors, asked.id).length > 0;
  const kind = asked.code === true ? 'code' : asked.wide === true ? 'wide' : 'short';
  return html`<div class="field${wrong && ' is-wrong'}">
${head(words, asked)}
${fieldErrors(words, errors, asked.id)}
<input class="${kind}" id="${asked.id}" name="${asked.id}" type="${asked.type ?? 'text'}" value="${asked.value}"${describedBy(asked, wrong)}${wrong && html` aria-invalid="true"`}${asked.autocomplete !== undefined && html` autocomplete="${asked.autocomplete}"`}${asked.code === true && html` autocapitalize="characters" spellcheck="false"`}>
</div>`;
}

/** A text of several lines. */
export function textArea(
  words: Words,
  errors: readonly FieldError[],
  asked: Asked & { rows: number },
): Html {
  const wrong = errorsOf(errors, asked.id).length > 0;
  // The line break after the tag is eaten by the parser, so that one the person typed first is kept.
  return html`<div class="field${wrong && ' is-wrong'}">
${head(words, asked)}
${fieldErrors(words, errors, asked.id)}
<textarea id="${asked.id}" name="${asked.id}" rows="${asked.rows}"${describedBy(asked, wrong)}${wrong && html` aria-invalid="true"`}>
${asked.value}</textarea>
</div>`;
}

/** One of several choices; the first carries the id that error lines lead to. */
export function radios(
  words: Words,
  errors: readonly FieldError[],
  asked: { id: string; legend: Part; hint?: string; value: string; choices: readonly Choice[] },
): Html {
  const wrong = errorsOf(errors, asked.id).length > 0;
  const lines = asked.choices.map(({ value, label, hint }, index) => {
    const id = index === 0 ? asked.id : `${asked.id}-${value}`;
    const hintId = `${asked.id}-${value}-hint`;
    return html`<div class="choice">
<input type="radio" id="${id}" name="${asked.id}" value="${value}"${asked.value === value && html` checked`}${hint ? html` aria-describedby="${hintId}"` : null}>
<label for="${id}">${label}</label>${hint ? html`<span class="choice-hint" id="${hintId}">${hint}</span>` : null}
</div>`;
  });
  return html`<fieldset class="field${wrong && ' is-wrong'}"${describedBy(asked, wrong)}>
<legend>${asked.legend}</legend>
${asked.hint !== undefined && html`<p class="hint" id="${asked.id}-hint">${asked.hint}</p>`}
${fieldErrors(words, errors, asked.id)}
<div class="choices">${lines}</div>
</fieldset>`;
}

/** A list of terms and what they are; an empty value leaves its line out. */
export function facts(lines: readonly (readonly [term: string, value: Part])[]): Html {
  return html`<dl class="facts">${lines
    .filter(([, value]) => value !== null && value !== '')
    .map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}
