import { z } from 'zod';
import { draftStates } from '../../processes/models/draft.ts';
import { modelKinds } from '../../processes/models/file.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id, line, lines } from '../text.ts';

/** Who reads the studio, who writes drafts, and who judges them: never one person alone. */
export const readers = [
  'process-owner',
  'rule-admin',
  'rule-reviewer',
  'system-admin',
  'auditor',
] as const;
export const editors = ['process-owner', 'rule-admin'] as const;
export const judges = ['process-owner', 'rule-admin', 'rule-reviewer'] as const;

const person = z.object({ id: z.string(), name: z.string() });
export const fileName = z.string().min(1).max(120);
export const versionTag = z.string().regex(/^[\w.:-]{1,100}$/);
/** Larger than a file may be: its size is judged with a sentence of its own. */
const content = z.string().max(8 * 1024 * 1024);
const revision = z.int().min(0);

const fileView = z.object({
  name: z.string(),
  kind: z.enum(modelKinds),
  change: z.enum(['same', 'changed', 'added', 'removed']),
  revision,
  savedBy: person.nullable(),
  savedAt: at.nullable(),
});
export type DraftFileView = z.input<typeof fileView>;

const setRef = z.object({ tag: z.string(), number: z.number(), name: z.string() });

const draftItem = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  state: z.enum(draftStates),
  base: setRef.nullable(),
  isBehind: z.boolean().describe('Another set than its base is in force'),
  changes: z.number().describe('Files that differ from the base'),
  createdBy: person,
  createdAt: at,
  updatedAt: at,
});
export type DraftItem = z.input<typeof draftItem>;

const publication = z.object({
  tag: z.string(),
  number: z.number(),
  state: z.enum(['deploying', 'proving', 'in-force', 'superseded', 'failed']),
  partitionCount: z.number().nullable(),
  partitions: z.array(z.object({ partition: z.number(), seenAt: at })),
  waitsFor: z.enum(['engine']).nullable(),
  waitsBehind: z.number().describe('Sets that come into force first'),
  error: z.object({ code: z.string(), messages: z.array(z.string()) }).nullable(),
});
export type PublicationView = z.input<typeof publication>;

const draftView = z.object({
  ...draftItem.shape,
  revision: z.number(),
  files: z.array(fileView),
  filesDigest: z.string().describe('Digest over all files; an approval names it'),
  conflicts: z.array(z.string()).describe('Files that the set in force changed as well'),
  comments: z.array(z.object({ at, by: person, text: z.string(), file: z.string().nullable() })),
  reviews: z.array(
    z.object({
      at,
      by: person,
      verdict: z.enum(['approved', 'changes-requested']),
      text: z.string(),
      isOfTheseFiles: z.boolean(),
    }),
  ),
  editors: z.array(z.object({ by: person, file: z.string(), seenAt: at })),
  hands: z.array(person).describe('Who saved a file in it: none of them may approve it'),
  publication: publication.nullable().describe('The newest try to put it in force'),
  may: z.object({
    edit: z.boolean(),
    askReview: z.boolean(),
    judge: z.boolean(),
    publish: z.boolean(),
    rebase: z.boolean(),
    discard: z.boolean(),
  }),
});
export type DraftView = z.input<typeof draftView>;
export { draftView };

const version = z.object({
  id: z.string(),
  name: z.string(),
  revision,
  by: person,
  at,
  refused: z.string().nullable().describe('Why it was not taken; shown to its author only'),
  isRemoval: z.boolean(),
});
export type FileVersionView = z.input<typeof version>;

const openedFile = z.object({
  ...fileView.shape,
  content: z.string(),
});
export type OpenedFile = z.input<typeof openedFile>;

const one = z.strictObject({ id });
const oneFile = z.strictObject({ id, name: fileName });
export const draftId = one;

export const listDrafts = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/drafts',
  summary: 'Drafts of the models; those published or discarded with `closed`',
  who: readers,
  query: z.strictObject({ closed: z.enum(['true', 'false']).optional() }),
  answer: z.object({ items: z.array(draftItem) }),
});

export const openDraft = endpoint({
  ...bare,
  method: 'post',
  path: '/studio/drafts',
  summary: 'Begin a draft from the set in force, or from the one that is named',
  who: editors,
  body: z.strictObject({
    name: line(80, 1),
    description: lines(2000).optional(),
    base: versionTag.optional(),
  }),
  sends: 'json',
  status: 201,
  answer: draftView,
});

export const readDraft = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/drafts/:id',
  summary: 'A draft with its files, comments and reviews, and who is at it',
  who: readers,
  params: one,
  answer: draftView,
});

export const describeDraft = endpoint({
  ...bare,
  method: 'patch',
  path: '/studio/drafts/:id',
  summary: 'Name and describe a draft',
  who: editors,
  params: one,
  body: z.strictObject({ name: line(80, 1), description: lines(2000) }),
  sends: 'json',
  answer: draftView,
});

export const readFile = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/drafts/:id/files/:name',
  summary: 'A file of a draft with its revision',
  who: readers,
  params: oneFile,
  answer: openedFile,
});

export const writeFile = endpoint({
  ...bare,
  method: 'put',
  path: '/studio/drafts/:id/files/:name',
  summary: 'Save a file that was read at `revision`; 0 for a new one or one of the base',
  who: editors,
  params: oneFile,
  body: z.strictObject({ content, revision }),
  sends: 'json',
  answer: z.object({ revision }),
});

export const removeFile = endpoint({
  ...bare,
  method: 'delete',
  path: '/studio/drafts/:id/files/:name',
  summary: 'Take a file that was read at `revision` out of a draft',
  who: editors,
  params: oneFile,
  query: z.strictObject({ revision: z.coerce.number().int().min(0) }),
  answer: z.object({ revision }),
});

export const noteEditing = endpoint({
  ...bare,
  method: 'post',
  path: '/studio/drafts/:id/files/:name/editing',
  summary: 'Say that one has a file open; answers who else has',
  who: editors,
  params: oneFile,
  answer: z.object({ editors: draftView.shape.editors }),
});

export const listVersions = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/drafts/:id/files/:name/versions',
  summary: 'What was saved under a name in a draft, the newest first, one’s own refused texts too',
  who: readers,
  params: oneFile,
  answer: z.object({ items: z.array(version) }),
});

export const readVersion = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/drafts/:id/versions/:version',
  summary: 'A text as it was saved in a draft, or as it was refused',
  who: readers,
  params: z.strictObject({ id, version: id }),
  answer: z.object({ ...version.shape, content: z.string() }),
});
