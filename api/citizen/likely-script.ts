import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';

export interface LikelyScript {
  /** Address with the digest of the bytes. */
  readonly path: string;
  readonly serve: RequestHandler;
}

/** The only script of the citizen pages; the form is complete without it. */
export function readLikelyScript(): LikelyScript {
  const text = readFileSync(new URL('./script/likely.js', import.meta.url), 'utf8');
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return {
    path: `/likely.${digest}.js`,
    serve: (_request, response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable');
      response.type('text/javascript').send(text);
    },
  };
}
