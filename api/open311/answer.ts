import type { ErrorRequestHandler, Response } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import { toError } from '../../workers/platform/errors.ts';
import type { ApiDeps } from '../deps.ts';
import { problemOf } from '../middleware/problem.ts';
import { type Said, saidBy } from '../middleware/said.ts';
import { type Told, xmlOf } from './xml.ts';

const formats = ['json', 'xml'] as const;
export type Format = (typeof formats)[number];

/**
 * The format an address ends with.
 * @throws Refusal `NOT_FOUND` for another one
 */
export function formatOf(word: string): Format {
  const known = formats.find((one) => one === word);
  if (known === undefined) throw new Refusal('NOT_FOUND');
  return known;
}

/** Writes an answer in the format that was asked for. */
export function tell(res: Response, format: Format, root: string, value: Told): void {
  res.set('cache-control', 'no-store');
  if (format === 'xml') res.type('text/xml; charset=utf-8').send(xmlOf(root, value));
  else res.json(value);
}

/** The standard knows 400 where this house says 422. */
const statusFor = (status: number) => (status === 422 ? 400 : status);

function formatAsked(path: string): Format {
  return path.toLowerCase().endsWith('.xml') ? 'xml' : 'json';
}

/** Says no in the error format of the standard: a list of codes with their sentences. */
export function open311Problems({ language, logger }: ApiDeps): ErrorRequestHandler {
  return (thrown: unknown, req, res, next) => {
    if (res.headersSent) return next(thrown);
    const said = saidBy(thrown);
    if (said === null)
      logger.error('request.failed', {
        ...{ requestId: req.requestId, route: req.served, error: toError(thrown) },
      });
    const bland: Said = { code: 'INTERNAL', params: { requestId: req.requestId } };
    const problem = problemOf(language, req.lang, said ?? bland, req.requestId);
    const status = statusFor(problem.status);
    const sentences = problem.errors?.map(
      ({ pointer, message }) => `${pointer.slice(1)}: ${message}`,
    );
    const errors = (sentences ?? [`${problem.title}. ${problem.detail}`]).map((description) => ({
      code: status,
      description,
    }));
    if (said?.retryAfter !== undefined) res.set('retry-after', String(Math.ceil(said.retryAfter)));
    res.status(status);
    tell(res, formatAsked(req.path), 'errors', errors);
  };
}
