import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { dateTimeIn } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import { toError } from '../../workers/platform/errors.ts';
import type { Logger } from '../../workers/platform/logger.ts';
import type { FieldIssue } from '../field-issues.ts';
import type { Lang, Language, Params } from '../language.ts';
import { createTranslate } from '../model-checks/presenter.ts';
import { statusOf } from '../refusals.ts';
import { type PlacedProblem, type Said, saidBy } from './said.ts';

/** An RFC 9457 problem with the wrong fields, or the places of a deployment, where there are any. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly instance: string;
  readonly errors?: readonly { pointer: string; code: string; message: string }[];
  readonly problems?: readonly PlacedProblem[];
}

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** Refusals name instants as ISO texts; people read them as dates of the house. */
function worded(params: Params, lang: Lang): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && instant.test(value) ? dateTimeIn(lang, new Date(value)) : value,
    ]),
  );
}

/** The words of one refusal in one language. */
export function problemOf(language: Language, lang: Lang, said: Said, requestId: string): Problem {
  const known = language.has(lang, 'problems', `${said.code}.title`) ? said.code : 'REFUSED';
  const params = worded(said.params, lang);
  const text = (key: string) => language.say(lang, 'problems', `${known}.${key}`, params);
  const inWords = ({ pointer, code, params: values }: FieldIssue) => {
    const rule = language.has(lang, 'problems', `field.${code}`) ? code : 'INVALID';
    return { pointer, code, message: language.say(lang, 'problems', `field.${rule}`, values) };
  };
  return {
    type: `/problems/${said.code}`,
    title: text('title'),
    status: statusOf(said.code),
    detail: text('detail'),
    code: said.code,
    instance: `urn:request:${requestId}`,
    ...(said.issues === undefined ? {} : { errors: said.issues.map(inWords) }),
    ...(said.problems === undefined ? {} : { problems: said.problems }),
  };
}

/** What checks and libraries said in English, within our own sentence or beside it, in the language of whoever asks. */
function inTongue(said: Said, translate: (sentence: string) => string): Said {
  const { message } = said.params;
  const placed = said.problems?.map((one) => ({ ...one, message: translate(one.message) }));
  return {
    ...said,
    ...(typeof message === 'string'
      ? { params: { ...said.params, message: translate(message) } }
      : {}),
    ...(placed === undefined ? {} : { problems: placed }),
  };
}

function send(res: Response, problem: Problem, retryAfter?: number): void {
  if (retryAfter !== undefined) res.set('retry-after', String(Math.ceil(retryAfter)));
  res.set('cache-control', 'no-store').status(problem.status).type('application/problem+json');
  res.send(JSON.stringify(problem));
}

/** A path nobody serves. */
export const nothingHere: RequestHandler = () => {
  throw new Refusal('NOT_FOUND');
};

/** Renders whatever was thrown as a problem; what nobody foresaw is logged and answered blandly. */
export function problems(language: Language, logger: Logger): ErrorRequestHandler {
  const translate = createTranslate(language);
  return (thrown: unknown, req, res, next) => {
    if (res.headersSent) return next(thrown);
    const said = saidBy(thrown);
    if (said === null) {
      const error = toError(thrown);
      logger.error('request.failed', { requestId: req.requestId, route: req.served, error });
    }
    const bland: Said = { code: 'INTERNAL', params: { requestId: req.requestId } };
    const { retryAfter, ...rest } = said ?? bland;
    const told = inTongue(rest, (sentence) => translate(sentence, req.lang));
    send(res, problemOf(language, req.lang, told, req.requestId), retryAfter);
  };
}
