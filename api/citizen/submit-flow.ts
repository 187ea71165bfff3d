import type { Request, Response } from 'express';
import type { DraftFields } from '../../workers/store/drafts.ts';
import { askedTypes, typedAnswers } from './answers.ts';
import type { CitizenDeps } from './deps.ts';
import { beginDraft, draftHours, draftKeys, type OpenDraft, openDraft } from './draft-cookie.ts';
import type { FieldError } from './form.ts';
import { fieldsOfStep, judge, type Step, steps } from './judge.ts';
import type { Frame } from './layout.ts';
import { noticePage } from './pages/notice.ts';
import { pathOf } from './pages/step.ts';
import { oneLine, readFields } from './read-fields.ts';
import { pageOfStep } from './submit-pages.ts';
import { frameOf, show } from './visit.ts';

function typedLine(name: string, value: string): string {
  if (name === 'text') return value;
  // Input methods type wide digits and signs: a number is a number.
  return oneLine(name === 'phone' || name === 'email' ? value.normalize('NFKC') : value);
}

/** What a step asks for, as it was typed now. */
export function typedFields(step: Step, given: unknown): Partial<DraftFields> {
  const fields = readFields(given, fieldsOfStep[step]);
  // Lines of the form are lines; only the description may have several.
  const typed = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typedLine(name, value)]),
  );
  return step === 'matter' ? { ...typed, answers: typedAnswers(given) } : typed;
}

/** Whether the person came from the check page and goes back there. */
export function isReturning(request: Request): boolean {
  const given = request.method === 'POST' ? request.body : request.query;
  return readFields(given, ['returning']).returning === 'yes';
}

interface Shown {
  readonly draft: OpenDraft | null;
  readonly errors?: readonly FieldError[];
  /** Typed now, but not kept. */
  readonly typed?: Partial<DraftFields>;
}

export interface SubmitFlow {
  readonly frame: (request: Request, response: Response) => Promise<Frame>;
  readonly showStep: (
    request: Request,
    response: Response,
    step: Step,
    shown: Shown,
  ) => Promise<void>;
  /** Says that the draft is gone: it may be that the browser keeps no cookies. */
  readonly showExpired: (request: Request, response: Response) => Promise<void>;
  /** The draft of a posted form with what was typed kept in it; null when the answer has been given already. */
  readonly keepTyped: (
    request: Request,
    response: Response,
    step: Step,
  ) => Promise<OpenDraft | null>;
  /** Goes on when all is well with the step, and otherwise says what is to be mended. */
  readonly leave: (
    request: Request,
    response: Response,
    step: Step,
    draft: OpenDraft,
    errors?: readonly FieldError[],
  ) => Promise<void>;
}

/** The ways through the form that all its steps share. */
export function createSubmitFlow(
  deps: CitizenDeps,
  stylesheet: string,
  script: string,
): SubmitFlow {
  const frame = (request: Request, response: Response) =>
    frameOf(deps, request, response, stylesheet, script);

  async function showStep(request: Request, response: Response, step: Step, shown: Shown) {
    const visit = await frame(request, response);
    const { draft, errors = [], typed = {} } = shown;
    const state = { errors, typed, draft, returning: isReturning(request) };
    const page = await pageOfStep(deps, { ...visit, path: pathOf(step) }, step, state);
    show(response, visit, page, errors.length > 0 ? 422 : 200);
  }

  async function showExpired(request: Request, response: Response) {
    const visit = await frame(request, response);
    const page = noticePage(visit, {
      title: 'submit.expired.title',
      text: 'submit.expired.text',
      params: { hours: draftHours },
      way: { path: '/submit', word: 'submit.expired.again' },
      section: 'submit',
    });
    show(response, visit, page, 410);
  }

  async function withoutDraft(request: Request, response: Response, typed: Partial<DraftFields>) {
    if (draftKeys(request) === null) return showExpired(request, response);
    // It expired while the page was open: what was typed begins a new one.
    await beginDraft(deps, response, typed);
    response.redirect(303, pathOf('topic'));
  }

  return {
    frame,
    showStep,
    showExpired,
    keepTyped: async (request, response, step) => {
      const typed = typedFields(step, request.body);
      const draft = await openDraft(deps, request);
      if (draft === null) {
        await withoutDraft(request, response, typed);
        return null;
      }
      if (draft.row.sent !== null) {
        response.redirect(303, '/receipt');
        return null;
      }
      if (readFields(request.body, ['token']).token !== draft.token) {
        const { say } = await frame(request, response);
        const errors = [{ field: 'main', message: say('error.tokenOld') }];
        await showStep(request, response, step, { draft, errors, typed });
        return null;
      }
      await deps.drafts.save(draft.id, typed);
      return { ...draft, row: { ...draft.row, fields: { ...draft.row.fields, ...typed } } };
    },
    leave: async (request, response, step, draft, given = []) => {
      const visit = await frame(request, response);
      const { fields } = draft.row;
      const { ids, questionsOf } = await askedTypes(deps);
      const found = judge(step, fields, visit, ids, questionsOf(fields.topic));
      const errors = [...found, ...given];
      if (errors.length > 0) return showStep(request, response, step, { draft, errors });
      const next = steps[steps.indexOf(step) + 1] ?? 'check';
      response.redirect(303, pathOf(isReturning(request) ? 'check' : next));
    },
  };
}
