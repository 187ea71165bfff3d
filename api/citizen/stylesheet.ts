import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';

export interface Stylesheet {
  /** Address with the digest of the bytes: what a browser has kept is never out of date. */
  readonly path: string;
  readonly serve: RequestHandler;
}

/** Later ones win over earlier ones. */
const parts = ['base', 'form', 'content', 'media'] as const;

/** Reads the style of the citizen pages at start; it is served as one file. */
export function readStylesheet(): Stylesheet {
  const texts = parts.map((part) =>
    readFileSync(new URL(`./style/${part}.css`, import.meta.url), 'utf8'),
  );
  const text = texts.join('');
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return {
    path: `/citizen.${digest}.css`,
    serve: (_request, response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable');
      response.type('text/css').send(text);
    },
  };
}
