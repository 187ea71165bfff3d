import { z } from 'zod';
import { reply } from '../complaints/schema.ts';
import { bare, endpoint } from '../endpoint.ts';
import { publicFile, publicNote } from '../publications/schema.ts';
import { at } from '../text.ts';

const published = z.object({
  number: z.string(),
  topic: z.string(),
  topicName: z.string().nullable(),
  subject: z.string(),
  unitName: z.string().nullable(),
  publishedAt: at,
});

export const listReplies = endpoint({
  ...bare,
  method: 'get',
  path: '/register',
  summary: 'The public register: published replies, newest first, nobody named',
  who: 'anyone',
  query: z.strictObject({
    topic: z.string().max(64).optional(),
    q: z.string().trim().max(100).optional(),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  answer: z.object({ items: z.array(published), next: z.string().nullable() }),
});

export const readReply = endpoint({
  ...bare,
  method: 'get',
  path: '/register/:number',
  summary: 'One published reply',
  who: 'anyone',
  params: z.strictObject({ number: z.string().max(40) }),
  answer: z.object({
    ...published.shape,
    reply,
    files: z.array(publicFile),
    notes: z.array(publicNote),
  }),
});

export const readPublicFile = endpoint({
  ...bare,
  method: 'get',
  path: '/register/:number/files/:fileId',
  summary: 'A file published beside a reply, to be saved and never shown by the browser',
  who: 'anyone',
  params: z.strictObject({ number: z.string().max(40), fileId: z.uuid() }),
  media: 'application/octet-stream',
});
