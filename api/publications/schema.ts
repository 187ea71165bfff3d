import { z } from 'zod';
import { publicities } from '../../processes/complaint/case.ts';
import { consentOutcomes } from '../../processes/publication/actions.ts';
import { markKinds } from '../../processes/publication/marks.ts';
import { sheetParts } from '../../processes/publication/sheet.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id, line, lines } from '../text.ts';

const one = z.strictObject({ id });
const checkers = ['publication-checker'] as const;
const askers = ['publication-checker', 'office'] as const;
const fileId = z.uuid();
const part = z.enum(sheetParts);
const kind = z.enum(markKinds);
const place = { part, start: z.number().int().min(0), end: z.number().int().min(1), kind } as const;
const consentId = z.string().regex(/^[\w:-]{1,100}$/);

/** A piece of a text: as it stays, suggested to be covered, covered, or decided to be shown. */
const segment = z.object({
  start: z.number(),
  end: z.number(),
  text: z.string(),
  mark: z.object({ kind, state: z.enum(['suggested', 'covered', 'kept']) }).nullable(),
});

export const publicFile = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
});
export const publicNote = z.object({
  kind: z.enum(['corrected', 'withdrawn']),
  at,
  text: z.string(),
});

export const sheetView = z.object({
  state: z
    .enum(['unsigned', 'open', 'closed', 'published', 'private', 'withdrawn'])
    .describe('Only an open sheet is worked on'),
  version: z.number().describe('For If-Match of whoever decides'),
  number: z.string(),
  publicity: z.enum(publicities).nullable(),
  publicityGround: z.string().nullable(),
  confidential: z.boolean(),
  may: z.array(z.enum(['decide', 'consent', 'correct', 'withdraw'])),
  parts: z.array(z.object({ part, segments: z.array(segment) })),
  undecided: z.number().describe('Suggestions nobody has decided on; the check waits for them'),
  preview: z
    .array(z.object({ part, text: z.string() }))
    .describe('What the public would read; what is undecided is covered in it'),
  files: z.array(
    z.object({
      ...publicFile.shape,
      lookedAt: z.boolean(),
      told: z.array(z.object({ field: z.string(), text: z.string() })),
    }),
  ),
  complaintFiles: z
    .array(publicFile)
    .describe('Files of the sender that may be put beside the reply'),
  consents: z.array(
    z.object({
      id: z.string(),
      body: z.string(),
      question: z.string(),
      askedAt: at,
      state: z.enum(['asked', ...consentOutcomes]),
      answer: z.string().nullable(),
      endedAt: at.nullable(),
    }),
  ),
  notes: z.array(publicNote),
  check: z.object({ at, by: z.string().nullable() }).nullable(),
});
export type SheetView = z.input<typeof sheetView>;

export const readSheet = endpoint({
  ...bare,
  method: 'get',
  path: '/cases/:id/publication',
  summary: 'What is decided on an item before it is published, and what the public would read',
  params: one,
  answer: sheetView,
});

export const decidePlaces = endpoint({
  ...bare,
  method: 'put',
  path: '/cases/:id/publication/marks',
  summary: 'Decide which places of the signed text are covered and which are shown',
  who: checkers,
  params: one,
  body: z.strictObject({
    marks: z.array(z.strictObject({ ...place, state: z.enum(['covered', 'kept']) })).max(500),
  }),
  sends: 'json',
  answer: sheetView,
});

export const addFile = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/publication/files',
  summary:
    'Put a file beside the reply; it is read again and refused where something covered is left',
  who: checkers,
  params: one,
  body: z
    .strictObject({ lookedAt: z.enum(['yes', 'no']).default('no') })
    .describe('The file goes under `file`; `lookedAt` says that what seems personal may stay'),
  sends: 'multipart',
  status: 201,
  answer: sheetView,
});

export const addComplaintFile = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/publication/complaint-files/:fileId',
  summary: 'Put a file of the sender beside the reply, under the same conditions',
  who: checkers,
  params: z.strictObject({ id, fileId }),
  body: z.strictObject({ lookedAt: z.boolean().default(false) }),
  sends: 'json',
  status: 201,
  answer: sheetView,
});

export const dropFile = endpoint({
  ...bare,
  method: 'delete',
  path: '/cases/:id/publication/files/:fileId',
  summary: 'Take a file away again',
  who: checkers,
  params: z.strictObject({ id, fileId }),
  answer: sheetView,
});

export const askOther = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/publication/consents',
  summary: 'Put on record that another body was asked before publishing what concerns it',
  who: askers,
  params: one,
  body: z.strictObject({ body: line(200, 2), question: lines(2000, 2) }),
  sends: 'json',
  status: 201,
  answer: z.object({ consentId: z.string() }),
});

export const noteAnswer = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/publication/consents/:consentId',
  summary: 'Record what the other body said; an objection keeps the answer private',
  who: askers,
  params: z.strictObject({ id, consentId }),
  body: z.strictObject({ outcome: z.enum(consentOutcomes), answer: lines(2000, 2) }),
  sends: 'json',
  status: 204,
});

export const correctPublished = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/publication/correction',
  summary: 'Show a published reply otherwise, with a note; the three questions are answered again',
  who: checkers,
  params: one,
  body: z.strictObject({
    note: lines(1000, 2),
    cover: z
      .array(line(200, 1))
      .max(50)
      .default([])
      .describe('Words to be covered wherever they are'),
    without: z.array(fileId).max(10).default([]).describe('Files to be taken away'),
    containsSecret: z.literal('no'),
    suitableNow: z.literal('yes'),
    accurate: z.literal('yes'),
  }),
  sends: 'json',
  status: 204,
});

export const withdrawPublished = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/publication/withdrawal',
  summary: 'Take a published reply out of sight; its page says so with the reason',
  who: askers,
  params: one,
  body: z.strictObject({ reason: lines(1000, 2) }),
  sends: 'json',
  status: 204,
});
