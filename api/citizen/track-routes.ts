import { type Request, type Response, Router, urlencoded } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import type { Rating } from '../../workers/store/tracking.ts';
import type { CitizenDeps } from './deps.ts';
import type { FieldError } from './form.ts';
import type { PaceIn } from './pace.ts';
import { type CaseState, casePage } from './pages/case.ts';
import { receiptPage } from './pages/receipt.ts';
import { trackPage } from './pages/track.ts';
import { oneLine, readFields } from './read-fields.ts';
import { trackUrl } from './receipt-routes.ts';
import { frameOf, show, topicName } from './visit.ts';
import type { Words } from './words.ts';

interface Keys {
  readonly number: string;
  readonly secret: string;
}

function keysIn(given: unknown): Keys {
  const { number = '', secret = '' } = readFields(given, ['number', 'secret']);
  return { number: oneLine(number).slice(0, 60), secret: oneLine(secret).slice(0, 120) };
}

function missing({ number, secret }: Keys, { say }: Words): FieldError[] {
  const errors: FieldError[] = [];
  if (number === '') errors.push({ field: 'number', message: say('error.numberMissing') });
  if (secret === '') errors.push({ field: 'secret', message: say('error.secretMissing') });
  return errors;
}

interface TypedRating {
  readonly answered: string;
  readonly score: string;
}

function judgeRating({ answered, score }: TypedRating, { say }: Words): FieldError[] {
  const errors: FieldError[] = [];
  if (!['yes', 'no'].includes(answered))
    errors.push({ field: 'answered', message: say('error.answeredMissing') });
  if (!/^[1-5]$/.test(score)) errors.push({ field: 'score', message: say('error.scoreMissing') });
  return errors;
}

const mostAnswer = 2000;

function judgeAnswer(answer: string, { say }: Words): FieldError[] {
  const length = Array.from(answer.trim()).length;
  if (length === 0) return [{ field: 'answer', message: say('error.answerMissing') }];
  if (length <= mostAnswer) return [];
  return [{ field: 'answer', message: say('error.answerLong', { most: mostAnswer, length }) }];
}

const [leastWords, mostWords] = [10, 5000];

/** What contests an answer, in either of the two ways. */
function judgeContest(field: 'again' | 'reason', text: string, { say }: Words): FieldError[] {
  const length = Array.from(text.trim()).length;
  if (length < leastWords)
    return [{ field, message: say('error.textShort', { least: leastWords }) }];
  if (length <= mostWords) return [];
  return [{ field, message: say('error.answerLong', { most: mostWords, length }) }];
}

/** Following a complaint with number and secret; both travel in the body of a form, never in an address. */
export function trackRoutes(deps: CitizenDeps, stylesheet: string, paceIn: PaceIn): Router {
  const router = Router();
  const { tracking, now } = deps;
  // The longest text allowed, each of its characters in nine bytes.
  const readForm = urlencoded({ extended: false, limit: '64kb', parameterLimit: 20 });

  async function withdrawn(caseId: string) {
    try {
      await tracking.withdraw(caseId, now());
      return 'withdraw.done';
    } catch (error) {
      if (error instanceof Refusal) return 'withdraw.late';
      throw error;
    }
  }

  /** What is said after the matter was taken upward, or too late for it. */
  async function takenUpward(caseId: string, reason: string) {
    try {
      await tracking.takeUpward(caseId, reason, now());
      return 'recourse.thanks';
    } catch (error) {
      if (error instanceof Refusal) return 'recourse.late';
      throw error;
    }
  }

  /** The receipt of the new complaint; null when it is too late for one. */
  async function reopened(caseId: string, text: string) {
    try {
      return await tracking.reopen(caseId, text, now());
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  /** What is said after an answer was sent: taken, given before, or no longer awaited. */
  async function answered(caseId: string, questionId: string, answer: string) {
    try {
      await tracking.answer(caseId, questionId, answer, now());
      return 'ask.thanks';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return error.code === 'QUESTION_ANSWERED' ? 'ask.already' : 'ask.closed';
    }
  }

  async function showForm(
    request: Request,
    response: Response,
    number: string,
    errors: FieldError[],
  ) {
    const visit = await frameOf(deps, request, response, stylesheet);
    const query: Record<string, string> = number === '' ? {} : { number };
    const frame = { ...visit, path: '/track', query };
    show(response, frame, trackPage(frame, { number, errors }), errors.length > 0 ? 422 : 200);
  }

  /** The case that the posted keys open; null when the form was shown again instead. */
  async function opened(request: Request, response: Response): Promise<string | null> {
    const keys = keysIn(request.body);
    const words = await frameOf(deps, request, response, stylesheet);
    const errors = missing(keys, words);
    const caseId = errors.length > 0 ? null : await tracking.open(keys.number, keys.secret);
    if (caseId !== null) return caseId;
    const unknown = [{ field: 'number', message: words.say('track.unknown') }];
    await showForm(request, response, keys.number, errors.length > 0 ? errors : unknown);
    return null;
  }

  async function showCase(
    request: Request,
    response: Response,
    caseId: string,
    more: Partial<Omit<CaseState, 'view'>> = {},
  ) {
    const visit = await frameOf(deps, request, response, stylesheet);
    const view = await tracking.view(caseId, now());
    // Display settings post the keys again to the page itself, wherever it was reached from.
    const frame = { ...visit, path: '/track', query: {} };
    const { secret } = keysIn(request.body);
    const asked = {
      errors: [],
      answered: '',
      score: '',
      answer: '',
      again: '',
      reason: '',
      rated: null,
      ...more,
    };
    const name = await topicName(deps, frame, view.topic);
    const page = casePage(frame, { ...asked, view, secret, topicName: name });
    show(response, frame, page, asked.errors.length > 0 ? 422 : 200);
  }

  router.get('/track', (request, response) =>
    showForm(request, response, keysIn(request.query).number, []),
  );

  router.post('/track', readForm, deps.limits.tracking, async (request, response) => {
    const caseId = await opened(request, response);
    if (caseId !== null) await showCase(request, response, caseId);
  });

  router.get('/track/rate', (_request, response) => response.redirect(303, '/track'));

  router.post('/track/rate', readForm, deps.limits.tracking, async (request, response) => {
    const caseId = await opened(request, response);
    if (caseId === null) return;
    const words = await frameOf(deps, request, response, stylesheet);
    const { answered = '', score = '' } = readFields(request.body, ['answered', 'score']);
    const view = await tracking.view(caseId, now());
    if (view.rating !== null)
      return showCase(request, response, caseId, { rated: { rating: view.rating, before: true } });
    const typed = { answered, score };
    const early = [{ field: 'main', message: words.say('error.rateEarly') }];
    const errors = view.mayRate ? judgeRating(typed, words) : early;
    if (errors.length > 0) return showCase(request, response, caseId, { ...typed, errors });
    const rating: Rating = { answered: answered === 'yes', score: Number(score) };
    const kept = await tracking.rate(caseId, rating, now());
    await showCase(request, response, caseId, { rated: { rating: kept, before: false } });
  });

  router.get('/track/answer', (_request, response) => response.redirect(303, '/track'));

  router.post('/track/answer', readForm, deps.limits.tracking, async (request, response) => {
    const caseId = await opened(request, response);
    if (caseId === null) return;
    const words = await frameOf(deps, request, response, stylesheet);
    const { question = '', answer = '' } = readFields(request.body, ['question', 'answer']);
    const errors = judgeAnswer(answer, words);
    if (errors.length > 0) return showCase(request, response, caseId, { answer, errors });
    const note = await answered(caseId, question, answer.trim());
    const kept = note === 'ask.closed' ? { answer } : {};
    await showCase(request, response, caseId, { ...kept, note: words.say(note) });
  });

  router.get('/track/reopen', (_request, response) => response.redirect(303, '/track'));

  router.post('/track/reopen', readForm, deps.limits.tracking, async (request, response) => {
    const caseId = await opened(request, response);
    if (caseId === null) return;
    const visit = await frameOf(deps, request, response, stylesheet);
    const { again = '' } = readFields(request.body, ['again']);
    const { reopenUntil } = await tracking.view(caseId, now());
    const errors = reopenUntil === null ? [] : judgeContest('again', again, visit);
    if (errors.length > 0) return showCase(request, response, caseId, { again, errors });
    const receipt = await reopened(caseId, again.trim());
    if (receipt === null)
      return showCase(request, response, caseId, { again, note: visit.say('reopen.late') });
    const { first } = await paceIn(visit.lang);
    const { number, secret } = receipt;
    const frame = { ...visit, path: '/track', query: {} };
    show(response, frame, receiptPage(frame, { number, secret, trackUrl: trackUrl(deps), first }));
  });

  router.get('/track/recourse', (_request, response) => response.redirect(303, '/track'));

  router.post('/track/recourse', readForm, deps.limits.tracking, async (request, response) => {
    const caseId = await opened(request, response);
    if (caseId === null) return;
    const words = await frameOf(deps, request, response, stylesheet);
    const { reason = '' } = readFields(request.body, ['reason']);
    const { recourse } = await tracking.view(caseId, now());
    // Sent twice it is taken once.
    if (recourse !== null) return showCase(request, response, caseId);
    const errors = judgeContest('reason', reason, words);
    if (errors.length > 0) return showCase(request, response, caseId, { reason, errors });
    const note = await takenUpward(caseId, reason.trim());
    const kept = note === 'recourse.late' ? { reason } : {};
    await showCase(request, response, caseId, { ...kept, note: words.say(note) });
  });

  router.get('/track/withdraw', (_request, response) => response.redirect(303, '/track'));

  router.post('/track/withdraw', readForm, deps.limits.tracking, async (request, response) => {
    const caseId = await opened(request, response);
    if (caseId === null) return;
    const { confirmed = '' } = readFields(request.body, ['confirmed']);
    if (confirmed !== 'yes') return showCase(request, response, caseId, { withdrawing: true });
    const words = await frameOf(deps, request, response, stylesheet);
    const note = words.say(await withdrawn(caseId));
    await showCase(request, response, caseId, { note });
  });
  return router;
}
