import { z } from 'zod';
import { letterKinds } from '../../processes/escalation/means.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at } from '../text.ts';

const version = z.object({
  version: z.number(),
  name: z.string(),
  size: z.number(),
  sha256: z.string(),
  placeholders: z.array(z.string()),
  uploadedAt: at,
  uploadedBy: z.string().nullable().describe('Null for what was shipped'),
});
export type TemplateVersion = z.input<typeof version>;

const templateView = z.object({
  kind: z.enum(letterKinds),
  versions: z.array(version).describe('The newest first; it is the one in use'),
});
export type TemplateView = z.input<typeof templateView>;

const kind = z.enum(letterKinds);
const who = ['system-admin'] as const;

export const listTemplates = endpoint({
  ...bare,
  method: 'get',
  path: '/templates',
  summary: 'The templates of letters with every version, and what may be filled in',
  who,
  answer: z.object({ items: z.array(templateView), placeholders: z.array(z.string()) }),
});

export const readTemplate = endpoint({
  ...bare,
  method: 'get',
  path: '/templates/:kind/versions/:version',
  summary: 'A version of a template as a Word document',
  who,
  params: z.strictObject({ kind, version: z.coerce.number().int().min(1).max(1_000_000) }),
  media: 'application/octet-stream',
});

export const uploadTemplate = endpoint({
  ...bare,
  method: 'post',
  path: '/templates/:kind/versions',
  summary: 'Put a new version of a template in use; If-Match names the version it follows',
  who,
  params: z.strictObject({ kind }),
  body: z.unknown(),
  sends: 'multipart',
  status: 201,
  answer: version,
});
