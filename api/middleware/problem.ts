import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { MulterError } from 'multer';
import { Refusal } from '../../processes/refusal.ts';
import { Conflict, toError } from '../../workers/platform/errors.ts';
import type { Logger } from '../../workers/platform/logger.ts';
import { InvalidFields } from '../../workers/store/complete-task.ts';
import { isUnreachable } from '../../workers/store/unreachable.ts';
import { type FieldIssue, FieldsRefused } from '../field-issues.ts';
import type { Lang, Language, Params } from '../language.ts';
import { statusOf } from '../refusals.ts';

/** An RFC 9457 problem with the wrong fields, where there are any. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly instance: string;
  readonly errors?: readonly { pointer: string; code: string; message: string }[];
}

interface Said {
  readonly code: string;
  readonly params: Params;
  readonly issues?: readonly FieldIssue[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
}

const uploadCodes: Readonly<Record<string, string>> = {
  LIMIT_FILE_SIZE: 'FILE_TOO_LARGE',
  LIMIT_FILE_COUNT: 'TOO_MANY_FILES',
  LIMIT_PART_COUNT: 'TOO_MANY_FILES',
  LIMIT_FIELD_VALUE: 'BODY_TOO_LARGE',
};

const bodyCodes: Readonly<Record<string, string>> = {
  'entity.too.large': 'BODY_TOO_LARGE',
  'parameters.too.many': 'BODY_TOO_LARGE',
  'entity.parse.failed': 'JSON_BROKEN',
  'encoding.unsupported': 'MEDIA_TYPE_UNSUPPORTED',
  'charset.unsupported': 'MEDIA_TYPE_UNSUPPORTED',
};

function fieldOf(refusal: Refusal): FieldIssue {
  const reason = String(refusal.params.reason ?? '');
  const code = /^[A-Z][A-Z0-9_]+$/.test(reason) ? reason : 'INVALID';
  return { pointer: `/${refusal.params.field ?? ''}`, code, params: {} };
}

function formIssues({ problems: wrong }: InvalidFields): FieldIssue[] {
  return wrong.map(({ field, code, limit }) => ({
    pointer: `/fields/${field}`,
    code,
    params: { min: limit ?? 0, max: limit ?? 0 },
  }));
}

function saidByParser(thrown: unknown): string | null {
  if (thrown instanceof URIError) return 'REQUEST_UNREADABLE';
  if (typeof thrown !== 'object' || thrown === null || !('type' in thrown)) return null;
  if (!('status' in thrown) || typeof thrown.status !== 'number' || thrown.status >= 500)
    return null;
  return bodyCodes[String(thrown.type)] ?? 'REQUEST_UNREADABLE';
}

function saidBy(thrown: unknown): Said | null {
  if (thrown instanceof FieldsRefused)
    return { code: 'FIELDS_INVALID', params: {}, issues: thrown.issues };
  if (thrown instanceof InvalidFields)
    return { code: 'FIELDS_INVALID', params: {}, issues: formIssues(thrown) };
  if (thrown instanceof Refusal) {
    const { code, params } = thrown;
    if (code === 'FIELD_INVALID') return { code, params, issues: [fieldOf(thrown)] };
    const wait = params.retryAfter;
    return { code, params, ...(typeof wait === 'number' ? { retryAfter: wait } : {}) };
  }
  if (thrown instanceof Conflict) return { code: 'CHANGED_MEANWHILE', params: {} };
  if (thrown instanceof MulterError)
    return { code: uploadCodes[thrown.code] ?? 'REQUEST_UNREADABLE', params: {} };
  if (isUnreachable(thrown)) return { code: 'DATABASE_UNREACHABLE', params: {}, retryAfter: 5 };
  const code = saidByParser(thrown);
  return code === null ? null : { code, params: {} };
}

/** The words of one refusal in one language. */
export function problemOf(language: Language, lang: Lang, said: Said, requestId: string): Problem {
  const known = language.has(lang, 'problems', `${said.code}.title`) ? said.code : 'REFUSED';
  const text = (key: string) => language.say(lang, 'problems', `${known}.${key}`, said.params);
  const message = ({ code, params }: FieldIssue) => {
    const rule = language.has(lang, 'problems', `field.${code}`) ? code : 'INVALID';
    return language.say(lang, 'problems', `field.${rule}`, params);
  };
  return {
    type: `/problems/${said.code}`,
    title: text('title'),
    status: statusOf(said.code),
    detail: text('detail'),
    code: said.code,
    instance: `urn:request:${requestId}`,
    ...(said.issues === undefined
      ? {}
      : {
          errors: said.issues.map((issue) => ({
            pointer: issue.pointer,
            code: issue.code,
            message: message(issue),
          })),
        }),
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
  return (thrown: unknown, req, res, next) => {
    if (res.headersSent) return next(thrown);
    const said = saidBy(thrown);
    if (said === null) {
      const error = toError(thrown);
      logger.error('request.failed', { requestId: req.requestId, route: req.served, error });
    }
    const bland: Said = { code: 'INTERNAL', params: { requestId: req.requestId } };
    const { retryAfter, ...rest } = said ?? bland;
    send(res, problemOf(language, req.lang, rest, req.requestId), retryAfter);
  };
}
