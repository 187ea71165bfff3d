import { hoursOf } from '../../../processes/clock/proof-hours.ts';
import type { ProofLine } from '../../../processes/clock/proof-lines.ts';
import type { Counted, Typed } from '../calculate.ts';
import { sayDue, sayIsoDay } from '../dates.ts';
import { errorSummary, type FieldError, fieldErrors } from '../form.ts';
import { type Html, html, type Part } from '../html.ts';
import type { Frame, Page } from '../layout.ts';

export interface NamedRule {
  readonly id: string;
  readonly name: string;
}

/** What the calculator shows; reasons and articles are said by the dictionary of the desk, as on the proof sheet. */
export interface CalculatorState {
  readonly typed: Typed;
  readonly rules: readonly NamedRule[];
  readonly units: readonly NamedRule[];
  readonly errors: readonly FieldError[];
  readonly counted: readonly Counted[];
  readonly sayProof: (key: string) => string;
}

function option({ id, name }: NamedRule, chosen: string): Html {
  return html`<option value="${id}"${id === chosen && html` selected`}>${name}</option>`;
}

function form(frame: Frame, { typed, rules, units, errors }: CalculatorState): Html {
  const { say } = frame;
  const wrong = (id: string) => errors.some(({ field }) => field === id) && ' is-wrong';
  return html`<form method="get" action="/calculator" novalidate>
<div class="field${wrong('date')}"><label for="date">${say('calculator.date')}</label>
<p class="hint">${say('calculator.dateHint')}</p>${fieldErrors(frame, errors, 'date')}
<input class="short" type="date" id="date" name="date" value="${typed.date}" min="2000-01-01" max="2099-12-31"></div>
<div class="field"><label for="time">${say('calculator.time')}</label>
<p class="hint">${say('calculator.timeHint')}</p>
<input class="short" type="time" id="time" name="time" value="${typed.time}"></div>
<div class="field${wrong('rule')}"><label for="rule">${say('calculator.rule')}</label>${fieldErrors(frame, errors, 'rule')}
<select id="rule" name="rule">${rules.map((one) => option(one, typed.rule))}<option value=""${typed.rule === '' && html` selected`}>${say('calculator.own')}</option></select></div>
<div class="field${wrong('amount')}"><label for="amount">${say('calculator.amount')}</label>
<p class="hint">${say('calculator.amountHint')}</p>${fieldErrors(frame, errors, 'amount')}
<input class="short" type="text" inputmode="numeric" id="amount" name="amount" value="${typed.amount}"></div>
<div class="field${wrong('unit')}"><label for="unit">${say('calculator.unit')}</label>${fieldErrors(frame, errors, 'unit')}
<select id="unit" name="unit">${units.map((one) => option(one, typed.unit))}</select></div>
<p class="actions"><button class="button">${say('calculator.count')}</button></p>
</form>`;
}

function counts(line: ProofLine, { say }: Frame): string {
  const { counted, n } = line;
  return hoursOf(line) ?? (counted && n !== null ? say('calculator.nth', { n }) : '—');
}

function line(frame: Frame, one: ProofLine, sayProof: CalculatorState['sayProof']): Html {
  const reason = sayProof(`reason.${one.reason}`);
  const why = one.name === null ? reason : `${reason} · ${one.name}`;
  return html`<tr><th scope="row">${sayIsoDay(one.date, frame.now, frame)}</th><td>${counts(one, frame)}</td><td>${why}</td><td>${sayProof(`basis.${one.basis}`)}</td></tr>`;
}

function answer(frame: Frame, { kind, proof }: Counted, { sayProof }: CalculatorState): Html {
  const { say, now } = frame;
  const { dueAt, provisional, uncoveredYears, lines } = proof;
  const date = sayDue(new Date(dueAt), now, frame);
  const key = kind === 'done' ? 'calculator.answerBy' : 'calculator.firstBy';
  return html`<section class="next"><h2>${say(key, { date })}</h2>
${provisional && html`<p><strong>${say('calculator.provisional', { years: uncoveredYears.join(', ') })}</strong></p>`}
<details open><summary>${say('calculator.byDay')}</summary>
<div class="table-frame"><table><thead><tr><th scope="col">${say('calculator.day')}</th><th scope="col">${say('calculator.counts')}</th><th scope="col">${say('calculator.why')}</th><th scope="col">${say('calculator.basis')}</th></tr></thead>
<tbody>${lines.map((one) => line(frame, one, sayProof))}</tbody></table></div></details>
</section>`;
}

/** When must I be answered? The date for a start and a rule, day by day, counted by the code that judges the house. */
export function calculatorPage(frame: Frame, state: CalculatorState): Page {
  const { say } = frame;
  const { errors, counted } = state;
  const results: Part = counted.map((one) => answer(frame, one, state));
  return {
    title: say('calculator.title'),
    wrong: errors.length > 0,
    main: html`${errorSummary(frame, errors)}
<h1>${say('calculator.title')}</h1>
<p>${say('calculator.lead')}</p>
${results}
${form(frame, state)}
<p class="hint">${say('calculator.note')}</p>`,
  };
}
