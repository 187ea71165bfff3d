import { z } from 'zod';
import { modelKinds } from '../../processes/models/file.ts';
import { bare, endpoint } from '../endpoint.ts';
import {
  draftId,
  draftView,
  editors,
  fileName,
  readers,
  versionTag,
} from '../model-drafts/schema.ts';
import { at, line, optionalLine } from '../text.ts';

const person = z.object({ id: z.string(), name: z.string() });

const setItem = z.object({
  tag: z.string(),
  number: z.number(),
  name: z.string().describe('Empty: it came with the house'),
  description: z.string(),
  state: z.enum(['deploying', 'proving', 'in-force', 'superseded', 'failed']),
  draftId: z.string().nullable(),
  base: z.string().nullable(),
  publishedBy: person.nullable(),
  reviewedBy: person.nullable(),
  at,
  inForceAt: at.nullable(),
  supersededAt: at.nullable(),
  partitionCount: z.number().nullable(),
  partitions: z.array(z.object({ partition: z.number(), seenAt: at })),
  waitsFor: z.enum(['engine']).nullable(),
  error: z.object({ code: z.string(), messages: z.array(z.string()) }).nullable(),
});
export type SetItem = z.input<typeof setItem>;

const setView = z.object({
  ...setItem.shape,
  files: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(modelKinds),
      change: z.enum(['same', 'changed', 'added', 'removed']).describe('Against the set before'),
    }),
  ),
  parts: z.array(
    z.object({ kind: z.string(), id: z.string(), version: z.number(), file: z.string() }),
  ),
});
export type SetView = z.input<typeof setView>;

const oneSet = z.strictObject({ tag: versionTag });

export const listSets = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/sets',
  summary: 'All sets there ever were, the newest first',
  who: readers,
  query: z.strictObject({ cursor: z.string().max(200).optional() }),
  answer: z.object({ items: z.array(setItem), next: z.string().nullable() }),
});

export const readSet = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/sets/:tag',
  summary: 'A set with its files and what the engine made of them',
  who: readers,
  params: oneSet,
  answer: setView,
});

export const readSetFile = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/sets/:tag/files/:name',
  summary: 'The text of a file of a set',
  who: readers,
  params: z.strictObject({ tag: versionTag, name: fileName }),
  media: 'text/plain',
});

export const exportSet = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/sets/:tag/archive',
  summary: 'A set as a ZIP that can live in git',
  who: readers,
  params: oneSet,
  media: 'application/zip',
});

export const exportDraft = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/drafts/:id/archive',
  summary: 'A draft as a ZIP that can live in git',
  who: readers,
  params: draftId,
  media: 'application/zip',
});

export const restoreSet = endpoint({
  ...bare,
  method: 'post',
  path: '/studio/sets/:tag/restore',
  summary: 'Begin a draft that equals an older set',
  who: editors,
  params: oneSet,
  body: z.strictObject({ name: line(80, 1) }),
  sends: 'json',
  status: 201,
  answer: draftView,
});

export const importFiles = endpoint({
  ...bare,
  method: 'post',
  path: '/studio/drafts/import',
  summary: 'Begin a draft with files: a ZIP is a whole set, single files are changes (`files`)',
  who: editors,
  body: z.strictObject({ name: line(80, 1), description: optionalLine(400) }),
  sends: 'multipart',
  status: 201,
  answer: draftView,
});
