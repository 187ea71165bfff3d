import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Now } from '../../workers/platform/clock.ts';
import type { Logger } from '../../workers/platform/logger.ts';
import { isLang, type Lang } from '../language.ts';
import type { Person } from '../person.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** Names the request in the log, in the answer's `x-request-id` and in audit rows. */
    requestId: string;
    lang: Lang;
    /** Who asks; null for everybody who is not signed in. */
    person: Person | null;
    /** Path pattern of the route that served it; the path itself can carry what no log may hold. */
    served?: string;
  }
}

const requestIdShape = /^[\w-]{8,64}$/;

function cookie(header: string | undefined, name: string): string | undefined {
  return header
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** Names the request and finds the language: `?lang`, then the cookie, then what the browser asks for. */
export function requestContext(): RequestHandler {
  return (req, res, next) => {
    const given = req.get('x-request-id') ?? '';
    req.requestId = requestIdShape.test(given) ? given : randomUUID();
    res.set('x-request-id', req.requestId);
    req.person = null;
    const asked = [req.query.lang, cookie(req.headers.cookie, 'lang')].find(isLang);
    const accepted = req.acceptsLanguages('zh', 'zh-CN', 'en');
    req.lang = asked ?? (accepted === 'en' ? 'en' : 'zh');
    next();
  };
}

/** One line per answered request: route pattern, status, duration in ms; never the path, the query or a body. */
export function requestLog(logger: Logger, now: Now): RequestHandler {
  return (req, res, next) => {
    const begun = now().getTime();
    res.on('finish', () => {
      logger.info('request.answered', {
        requestId: req.requestId,
        method: req.method,
        route: req.served ?? 'unrouted',
        status: res.statusCode,
        ms: now().getTime() - begun,
        userId: req.person?.id,
      });
    });
    next();
  };
}
