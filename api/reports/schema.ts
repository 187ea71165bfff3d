import { z } from 'zod';
import { rhythms } from '../../processes/figures/rhythm.ts';
import { bare, endpoint } from '../endpoint.ts';
import {
  countedCase,
  figureId,
  figureView,
  groupView,
  rankView,
  readers,
} from '../figures/schema.ts';
import { at, id, line } from '../text.ts';

const reportId = z.strictObject({ id });

const head = {
  id: z.string(),
  kind: z.enum(rhythms),
  name: z.string(),
  number: z.string().nullable(),
  since: at,
  until: at,
  edition: z.number(),
  state: z.enum(['draft', 'published']),
  createdAt: at,
  publishedAt: at.nullable(),
};
export const reportItem = z.object(head);
export type ReportItem = z.input<typeof reportItem>;

const table = z.object({
  head: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  note: z.string().nullable(),
});
const letter = z.object({
  banner: z.string(),
  number: z.string(),
  title: z.string(),
  to: z.string(),
  opening: z.array(z.string()),
  sections: z.array(
    z.object({
      heading: z.string(),
      paragraphs: z.array(z.string()),
      table: table.nullable(),
    }),
  ),
  closing: z.array(z.string()),
  signature: z.string(),
  date: z.string(),
});

export const reportView = z.object({
  ...head,
  version: z.number(),
  isNewest: z.boolean(),
  publishedBy: z.string().nullable(),
  reason: z.string().nullable(),
  letter,
  figures: z.array(figureView),
  units: z.array(groupView),
  ranking: z.array(rankView),
  cases: z.number(),
  frozenAt: at,
  definitions: z.string(),
  digest: z.string(),
  difference: z
    .object({
      before: z.string(),
      figures: z.array(
        z.object({
          figure: z.string(),
          before: figureView.nullable(),
          after: figureView.nullable(),
        }),
      ),
      /** The first of them; `total` counts all. */
      cases: z.array(
        z.object({
          caseId: z.string(),
          number: z.string(),
          change: z.enum(['added', 'left', 'changed']),
        }),
      ),
      total: z.number(),
    })
    .nullable(),
});
export type ReportView = z.input<typeof reportView>;

export const listReports = endpoint({
  ...bare,
  method: 'get',
  path: '/reports',
  summary: 'The reports, newest first; drafts only for those who check them',
  who: readers,
  query: z.strictObject({
    kind: z.enum(rhythms).optional(),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  answer: z.object({ items: z.array(reportItem), next: z.string().nullable() }),
});

export const readReport = endpoint({
  ...bare,
  method: 'get',
  path: '/reports/:id',
  summary: 'One edition of a report: its letter, its figures, what differs from the edition before',
  who: readers,
  params: reportId,
  answer: reportView,
});

export const listReportCases = endpoint({
  ...bare,
  method: 'get',
  path: '/reports/:id/figures/:figure/cases',
  summary: 'The frozen list of cases behind a figure of a report, those the person may see',
  who: readers,
  params: z.strictObject({ id, figure: figureId }),
  query: z.strictObject({
    hit: z.enum(['true', 'false']).default('false'),
    unit: id.optional(),
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    items: z.array(countedCase),
    next: z.string().nullable(),
    total: z.number(),
  }),
});

export const recountReport = endpoint({
  ...bare,
  method: 'get',
  path: '/reports/:id/recount',
  summary: 'Count a report again from its frozen cases alone',
  who: readers,
  params: reportId,
  answer: z.object({ cases: z.number(), equal: z.boolean() }),
});

export const readWord = endpoint({
  ...bare,
  method: 'get',
  path: '/reports/:id/docx',
  summary: 'A report as an official letter',
  who: readers,
  params: reportId,
  media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
});

export const readWorkbook = endpoint({
  ...bare,
  method: 'get',
  path: '/reports/:id/xlsx',
  summary: 'A report as a workbook, with the cases behind it that the person may see',
  who: readers,
  params: reportId,
  media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const publishReport = endpoint({
  ...bare,
  method: 'post',
  path: '/reports/:id/publication',
  summary: 'Publish a draft that was checked, read at the version in If-Match',
  who: ['office'],
  params: reportId,
  answer: reportItem,
});

export const correctReport = endpoint({
  ...bare,
  method: 'post',
  path: '/reports/:id/corrections',
  summary: 'Draft the next edition of a report from the data as they are now',
  who: ['office'],
  params: reportId,
  body: z.strictObject({ reason: line(500, 2) }),
  sends: 'json',
  status: 201,
  answer: reportItem,
});
