import type { Request, RequestHandler, Response, Router } from 'express';
import type { z } from 'zod';
import { Refusal } from '../processes/refusal.ts';
import type { Endpoint } from './endpoint.ts';
import { parseFields } from './field-issues.ts';
import { holdsRole, type Person } from './person.ts';

/** What a handler hands back; how it is written to the wire is decided here. */
export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  /** Version of what is shown, for If-Match. */
  readonly version?: number;
  readonly location?: string;
}

interface Asked<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
  readonly req: Request;
  readonly res: Response;
}

/** A handler returns its answer, or nothing when it wrote a stream to `res` itself. */
type Handler<A> = (asked: A) => Promise<Answer | undefined>;

function read<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B>,
  req: Request,
  res: Response,
): Asked<P, Q, B> {
  const { lang, ...query } = req.query;
  return {
    params: parseFields(endpoint.params, req.params),
    query: parseFields(endpoint.query, query),
    body: parseFields(endpoint.body, req.body),
    req,
    res,
  };
}

function write(endpoint: Endpoint, answer: Answer, res: Response): void {
  if (answer.version !== undefined) res.set('etag', `"${answer.version}"`);
  if (answer.location !== undefined) res.location(answer.location);
  res.set('cache-control', 'private, no-store').status(answer.status ?? endpoint.status);
  if (answer.body === undefined) res.end();
  else res.json(answer.body);
}

function permit(endpoint: Endpoint, person: Person | null): Person {
  if (person === null) throw new Refusal('NOT_SIGNED_IN');
  const { who } = endpoint;
  if (typeof who !== 'string' && !holdsRole(person, who)) throw new Refusal('ROLE_MISSING');
  return person;
}

function bind(router: Router, endpoint: Endpoint, guards: RequestHandler[], last: RequestHandler) {
  const note: RequestHandler = (req, _res, next) => {
    req.served = endpoint.path;
    next();
  };
  router[endpoint.method](endpoint.path, note, ...guards, last);
}

/** Serves an endpoint to anyone; `req.person` may be null. */
export function serveAnyone<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  router: Router,
  endpoint: Endpoint<P, Q, B>,
  handler: Handler<Asked<P, Q, B>>,
  guards: RequestHandler[] = [],
): void {
  bind(router, endpoint, guards, async (req, res) => {
    const answer = await handler(read(endpoint, req, res));
    if (answer !== undefined) write(endpoint, answer, res);
  });
}

/** Serves an endpoint to people who are signed in and hold one of its roles; refused before anything is read. */
export function serveStaff<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  router: Router,
  endpoint: Endpoint<P, Q, B>,
  handler: Handler<Asked<P, Q, B> & { readonly person: Person }>,
  guards: RequestHandler[] = [],
): void {
  const gate: RequestHandler = (req, _res, next) => {
    permit(endpoint, req.person);
    next();
  };
  bind(router, endpoint, [gate, ...guards], async (req, res) => {
    const person = permit(endpoint, req.person);
    const answer = await handler({ ...read(endpoint, req, res), person });
    if (answer !== undefined) write(endpoint, answer, res);
  });
}

/**
 * The version a writer read, from If-Match.
 * @throws Refusal `VERSION_REQUIRED` when it is missing or unreadable
 */
export function versionRead(req: Request): number {
  const match = /^(?:W\/)?"(\d+)"$/.exec(req.get('if-match') ?? '');
  if (match?.[1] === undefined) throw new Refusal('VERSION_REQUIRED');
  return Number(match[1]);
}
