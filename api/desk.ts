import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type RequestHandler, Router } from 'express';
import { Refusal } from '../processes/refusal.ts';

/** Where the browser build of the staff desk lies. */
export const deskFolder = fileURLToPath(new URL('../web/dist/', import.meta.url));

/**
 * The staff desk: built files for ever, because their names carry their digest; its one page never from a cache.
 *
 * @param folder the browser build; without it a sentence says what to run
 */
export function deskRoutes(folder: string): Router {
  const router = Router();
  const note: RequestHandler = (req, _res, next) => {
    req.served = 'desk';
    next();
  };
  router.use(note);
  router.use(
    '/assets',
    express.static(`${folder}/assets`, { immutable: true, maxAge: '1y', fallthrough: true }),
    () => {
      throw new Refusal('NOT_FOUND');
    },
  );
  router.use(express.static(folder, { index: false, cacheControl: false }));
  router.get('/{*page}', (_req, res) => {
    if (!existsSync(`${folder}/index.html`)) throw new Refusal('DESK_NOT_BUILT');
    res.set('cache-control', 'no-cache').sendFile('index.html', { root: folder });
  });
  return router;
}
