import { type RequestHandler, Router, urlencoded } from 'express';
import { askedTypes, isWebOpen } from './answers.ts';
import type { CitizenDeps } from './deps.ts';
import { beginDraft, forgetDraft, type OpenDraft, openDraft } from './draft-cookie.ts';
import { html, toText } from './html.ts';
import { firstOpenStep, judge, type Step, steps } from './judge.ts';
import { matchesOf } from './likely-matches.ts';
import { readLikelyScript } from './likely-script.ts';
import { likelyPart } from './pages/likely.ts';
import { noticePage } from './pages/notice.ts';
import { pathOf } from './pages/step.ts';
import { sendDraft } from './send-draft.ts';
import { createSubmitFlow, isReturning, type SubmitFlow, typedFields } from './submit-flow.ts';
import { blank } from './submit-pages.ts';
import { placeStep } from './upload-step.ts';
import { show } from './visit.ts';
import type { Words } from './words.ts';

/** Step 1 needs no draft: the first choice begins it. */
function topicStep(deps: CitizenDeps, flow: SubmitFlow): RequestHandler {
  return async (request, response) => {
    const typed = typedFields('topic', request.body);
    const known = await openDraft(deps, request);
    const draft = known?.row.sent === null ? known : null;
    const visit = await flow.frame(request, response);
    const { ids } = await askedTypes(deps);
    const errors = judge('topic', { ...blank, ...typed }, visit, ids);
    if (errors.length > 0)
      return flow.showStep(request, response, 'topic', { draft, errors, typed });
    if (draft === null) await beginDraft(deps, response, typed);
    else await deps.drafts.save(draft.id, typed);
    response.redirect(303, pathOf(isReturning(request) ? 'check' : 'matter'));
  };
}

/** The first step of a draft that has something to mend. */
async function openStepOf(deps: CitizenDeps, { row }: OpenDraft, words: Words): Promise<Step> {
  const { ids, questionsOf } = await askedTypes(deps);
  return firstOpenStep(row.fields, words, ids, questionsOf(row.fields.topic));
}

/** Says so when the institution takes no complaints on its pages. */
function closedDoor(deps: CitizenDeps, flow: SubmitFlow): RequestHandler {
  return async (request, response, next) => {
    if (await isWebOpen(deps)) return next();
    const visit = await flow.frame(request, response);
    const page = noticePage(visit, {
      title: 'submit.closed.title',
      text: 'submit.closed.text',
      way: { path: '/', word: 'problem.home' },
      section: 'submit',
    });
    show(response, { ...visit, path: '/' }, page, 403);
  };
}

/** Shows a later step, or the first one before it that is not done. */
function laterStep(deps: CitizenDeps, flow: SubmitFlow, index: number): RequestHandler {
  return async (request, response) => {
    const step = steps[index] ?? 'check';
    const draft = await openDraft(deps, request);
    if (draft === null) return flow.showExpired(request, response);
    if (draft.row.sent !== null) return response.redirect(303, '/receipt');
    const visit = await flow.frame(request, response);
    const open = await openStepOf(deps, draft, visit);
    if (steps.indexOf(open) < index) return response.redirect(303, pathOf(open));
    await flow.showStep(request, response, step, { draft });
  };
}

function sendStep(deps: CitizenDeps, flow: SubmitFlow): RequestHandler {
  return async (request, response) => {
    const draft = await flow.keepTyped(request, response, 'check');
    if (draft === null) return;
    const visit = await flow.frame(request, response);
    const open = await openStepOf(deps, draft, visit);
    if (open === 'check') await sendDraft(deps, draft, request.lang);
    response.redirect(303, open === 'check' ? '/receipt' : pathOf(open));
  };
}

function discardStep(deps: CitizenDeps, flow: SubmitFlow): RequestHandler {
  return async (request, response) => {
    const draft = await flow.keepTyped(request, response, 'check');
    if (draft === null) return;
    await deps.drafts.discard(draft.id);
    forgetDraft(response);
    const visit = await flow.frame(request, response);
    const page = noticePage(visit, {
      title: 'submit.discarded.title',
      text: 'submit.discarded.text',
      way: { path: '/submit', word: 'submit.discarded.again' },
      section: 'submit',
    });
    show(response, { ...visit, path: '/' }, page);
  };
}

/** What is published about the words typed so far, as a part of the page; nothing of them is kept. */
function likelyReplies(deps: CitizenDeps, flow: SubmitFlow): RequestHandler {
  return async (request, response) => {
    const draft = await openDraft(deps, request);
    const typed = typedFields('matter', request.body);
    const visit = await flow.frame(request, response);
    const matches = await matchesOf(deps, { ...blank, ...draft?.row.fields, ...typed });
    const part = likelyPart(visit, matches);
    response
      .set({ 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' })
      .type('html')
      .send(part ? toText(html`${part}`) : '');
  };
}

/** The complaint form: one thing per page, kept as a draft between pages, without scripts and without an account. */
export function submitRoutes(deps: CitizenDeps, stylesheet: string): Router {
  const script = readLikelyScript();
  const router = Router();
  const readForm = urlencoded({ extended: false, limit: '256kb', parameterLimit: 50 });
  const flow = createSubmitFlow(deps, stylesheet, script.path);

  router.get(script.path, script.serve);
  router.post('/submit/likely', readForm, deps.limits.lookUp, likelyReplies(deps, flow));
  // Also behind a closed door: what was typed is the citizen's to take away.
  router.post('/submit/discard', readForm, discardStep(deps, flow));
  router.all(['/submit', '/submit/:step'], closedDoor(deps, flow));
  router.get('/submit', async (request, response) => {
    const known = await openDraft(deps, request);
    const draft = known?.row.sent === null ? known : null;
    await flow.showStep(request, response, 'topic', { draft });
  });
  router.post('/submit', readForm, topicStep(deps, flow));
  steps.forEach((step, index) => {
    if (step !== 'topic') router.get(pathOf(step), laterStep(deps, flow, index));
  });
  for (const step of ['matter', 'contact'] as const) {
    router.post(pathOf(step), readForm, async (request, response) => {
      const draft = await flow.keepTyped(request, response, step);
      if (draft !== null) await flow.leave(request, response, step, draft);
    });
  }
  router.post(pathOf('place'), ...placeStep(deps, flow));
  router.post(pathOf('check'), readForm, deps.limits.submission, sendStep(deps, flow));
  return router;
}
