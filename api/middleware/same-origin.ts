import type { Request, RequestHandler } from 'express';
import { Refusal } from '../../processes/refusal.ts';

const harmless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

function isOurOrigin(req: Request, publicOrigin: string | null): boolean {
  const origin = req.get('origin');
  if (origin === undefined) return true;
  return origin === publicOrigin || origin === `${req.protocol}://${req.get('host') ?? ''}`;
}

/**
 * Refuses state changes that another site's page sends with the visitor's cookie: browsers say where a request comes
 * from, and a page cannot make them lie.
 *
 * @param publicUrl address people reach the house under; empty: the one they asked
 * @throws Refusal `CROSS_SITE`
 */
export function sameOrigin(publicUrl: string): RequestHandler {
  const publicOrigin = publicUrl === '' ? null : new URL(publicUrl).origin;
  return (req, _res, next) => {
    if (harmless.has(req.method)) return next();
    const site = req.get('sec-fetch-site');
    const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (isForeign || !isOurOrigin(req, publicOrigin)) throw new Refusal('CROSS_SITE');
    next();
  };
}

/**
 * A form of another site can send neither JSON nor a header of its own without asking first, and nobody answers that
 * question with yes.
 *
 * @throws Refusal `CROSS_SITE` for a state change with neither; `MEDIA_TYPE_UNSUPPORTED` for a body that is none of ours
 */
export const deliberateOnly: RequestHandler = (req, _res, next) => {
  if (harmless.has(req.method)) return next();
  const hasBody = Number(req.get('content-length') ?? 0) > 0 || req.get('transfer-encoding');
  if (hasBody && !req.is(['application/json', 'multipart/form-data']))
    throw new Refusal('MEDIA_TYPE_UNSUPPORTED');
  const hasHeader = req.get('x-huiying') !== undefined || req.get('x-requested-with') !== undefined;
  if (!hasHeader && !req.is('application/json')) throw new Refusal('CROSS_SITE');
  next();
};
