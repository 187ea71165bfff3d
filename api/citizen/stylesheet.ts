import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';

export interface Stylesheet {
  /** Address with the digest of the bytes: what a browser has kept is never out of date. */
  readonly path: string;
  readonly serve: RequestHandler;
}

/** Reads the one stylesheet of the citizen pages at start. */
export function readStylesheet(): Stylesheet {
  const bytes = readFileSync(new URL('./citizen.css', import.meta.url));
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return {
    path: `/citizen.${digest}.css`,
    serve: (_request, response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable');
      response.type('text/css').send(bytes);
    },
  };
}
