import type { ErrorRequestHandler, RequestHandler } from 'express';
import { MulterError } from 'multer';
import { Refusal } from '../../processes/refusal.ts';
import { toError } from '../../workers/platform/errors.ts';
import { isUnreachable } from '../../workers/store/unreachable.ts';
import { mostFiles } from '../middleware/upload.ts';
import type { CitizenDeps } from './deps.ts';
import type { Frame, Page } from './layout.ts';
import { noticePage } from './pages/notice.ts';
import { mostMegabytes } from './pages/place.ts';
import { bareFrame, show } from './visit.ts';

interface Said {
  readonly status: number;
  readonly page: Page;
  readonly retryAfter?: number;
}

const home = { path: '/', word: 'problem.home' } as const;

function notFound(frame: Frame): Said {
  const said = { title: 'problem.notFoundTitle', text: 'problem.notFound', way: home } as const;
  return { status: 404, page: noticePage(frame, said) };
}

function limited(frame: Frame, seconds: number): Said {
  const params = { minutes: Math.max(1, Math.ceil(seconds / 60)) };
  const said = {
    title: 'problem.limitedTitle',
    text: 'problem.limited',
    params,
    way: home,
  } as const;
  return { status: 429, page: noticePage(frame, said), retryAfter: seconds };
}

function foreign(frame: Frame): Said {
  const said = { title: 'problem.foreignTitle', text: 'problem.foreign', way: home } as const;
  return { status: 403, page: noticePage(frame, said) };
}

function tooLarge(frame: Frame): Said {
  const params = { size: mostMegabytes, files: mostFiles };
  const way = { path: '/submit/place', word: 'problem.back' } as const;
  const said = { title: 'problem.tooLargeTitle', text: 'problem.tooLarge', params, way } as const;
  return { status: 413, page: noticePage(frame, said) };
}

function broken(frame: Frame, requestId: string, status: number): Said {
  const extra = frame.say('problem.brokenId', { requestId });
  const said = { title: 'problem.brokenTitle', text: 'problem.broken', extra, way: home } as const;
  return { status, page: noticePage(frame, said) };
}

function isTooLarge(thrown: unknown): boolean {
  if (thrown instanceof MulterError) return true;
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'type' in thrown &&
    thrown.type === 'entity.too.large'
  );
}

function isUnreadable(thrown: unknown): boolean {
  if (thrown instanceof URIError) return true;
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'status' in thrown &&
    typeof thrown.status === 'number' &&
    thrown.status >= 400 &&
    thrown.status < 500
  );
}

/** What a visitor is told; null for what nobody foresaw. */
function saidBy(thrown: unknown, frame: Frame, requestId: string): Said | null {
  if (thrown instanceof Refusal) {
    const { code, params } = thrown;
    if (code === 'NOT_FOUND' || code === 'CASE_UNKNOWN') return notFound(frame);
    if (code === 'CROSS_SITE') return foreign(frame);
    if (code.startsWith('TOO_MANY')) return limited(frame, Number(params.retryAfter ?? 60));
    return null;
  }
  if (isTooLarge(thrown)) return tooLarge(frame);
  if (isUnreadable(thrown)) return notFound(frame);
  if (isUnreachable(thrown)) return broken(frame, requestId, 503);
  return null;
}

/** A page nobody serves. */
export function citizenNotFound(deps: CitizenDeps, stylesheet: string): RequestHandler {
  return (request, response) => {
    const frame = bareFrame(deps, request, stylesheet);
    show(response, frame, notFound(frame).page, 404);
  };
}

/** Says in a page what went wrong and what was kept; what nobody foresaw is logged and answered blandly. */
export function citizenProblems(deps: CitizenDeps, stylesheet: string): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    if (response.headersSent) return next(thrown);
    const frame = bareFrame(deps, request, stylesheet);
    const said = saidBy(thrown, frame, request.requestId);
    if (said === null) {
      const error = toError(thrown);
      deps.logger.error('page.failed', {
        requestId: request.requestId,
        route: request.served,
        error,
      });
    }
    const { status, page, retryAfter } = said ?? broken(frame, request.requestId, 500);
    if (retryAfter !== undefined) response.set('Retry-After', String(Math.ceil(retryAfter)));
    show(response, frame, page, status);
  };
}
