import { z } from 'zod';
import type { Role } from '../../processes/roles.ts';
import { occasionKinds, outcomes } from '../../processes/score/score.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id, line, lines, pastInstant } from '../text.ts';

/** Who sees the points of every unit. */
export const readsAll = ['office', 'supervision', 'auditor'] as const satisfies readonly Role[];
/** Who sees those of their own units and below. */
export const readsUnits = [
  'leading-group',
  'superior',
  'unit-handler',
  'unit-deputy',
  'unit-principal',
  'information-officer',
] as const satisfies readonly Role[];
const readers: readonly Role[] = [...readsAll, ...readsUnits];

const scoreId = z.string().regex(/^[\w:.-]{1,200}$/);
const one = z.strictObject({ id: scoreId });

const rule = z.object({
  decisionId: z.string(),
  version: z.number().int(),
  rows: z.array(z.number().int()).describe('The rows that matched, counted from 1'),
});

const by = z.object({ kind: z.string(), name: z.string().nullable(), role: z.string().nullable() });

export const scoreItem = z.object({
  id: z.string(),
  kind: z.enum(occasionKinds),
  unitId: z.string(),
  unitName: z.string().nullable(),
  caseId: z.string().nullable(),
  number: z.string().nullable(),
  clockId: z.string().nullable(),
  clockKind: z.string().nullable(),
  regimeId: z.string().nullable(),
  at: at.describe('When the duty was missed, or the work commended'),
  recordedAt: at,
  points: z.number().describe('As recorded'),
  standing: z.number().describe('As it stands after corrections'),
  appealUntil: at,
  state: z.enum(['merit', 'open', 'final', 'appealed', ...outcomes]),
  mayAppeal: z.boolean(),
  rule: rule.nullable().describe('Null while the record stream has not shown the decision'),
});
export type ScoreItem = z.input<typeof scoreItem>;

export const scoreDetail = scoreItem.extend({
  ground: z.string().nullable(),
  by,
  appeal: z
    .object({
      ground: z.string(),
      paper: z.string().nullable(),
      by,
      at,
      review: z
        .object({
          outcome: z.enum(outcomes),
          before: z.number(),
          after: z.number(),
          why: z.string(),
          by,
          at,
        })
        .nullable(),
    })
    .nullable(),
  corrections: z.array(
    z.object({
      before: z.number(),
      after: z.number(),
      difference: z.number(),
      why: z.string(),
      by,
      at,
    }),
  ),
});
export type ScoreDetail = z.input<typeof scoreDetail>;

export const scoreQuery = z.strictObject({
  unit: id.optional(),
  kind: z.enum(occasionKinds).optional(),
  from: z.iso.date().optional().describe('First day, in the zone of the institution'),
  until: z.iso.date().optional().describe('Last day'),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ScoreQuery = z.output<typeof scoreQuery>;

export const listScores = endpoint({
  ...bare,
  method: 'get',
  path: '/scores',
  summary: 'Points lost and earned by the units one may see, the newest first',
  who: readers,
  query: scoreQuery,
  answer: z.object({ items: z.array(scoreItem), next: z.string().nullable() }),
});

export const readScore = endpoint({
  ...bare,
  method: 'get',
  path: '/scores/:id',
  summary: 'One score with its rule, its appeal and every correction',
  who: readers,
  params: one,
  answer: scoreDetail,
});

export const appealScore = endpoint({
  ...bare,
  method: 'post',
  path: '/scores/:id/appeal',
  summary: 'Appeal against points that one’s unit lost, within the time the rule gives',
  who: ['unit-principal', 'unit-deputy'],
  params: one,
  body: z.strictObject({ ground: lines(2000, 1), paper: line(200).default('') }),
  sends: 'json',
  status: 201,
  answer: scoreDetail,
});

export const commendUnit = endpoint({
  ...bare,
  method: 'post',
  path: '/scores/commendations',
  summary: 'Commend a unit: the rule says how many points it earns',
  who: ['office', 'supervision', 'leading-group'],
  body: z.strictObject({ unitId: id, ground: lines(2000, 1) }),
  sends: 'json',
  status: 202,
  answer: z.object({ id: z.string() }),
});

const sheetLine = scoreItem
  .pick({ id: true, kind: true, caseId: true, number: true, clockId: true, clockKind: true })
  .extend({
    rule: rule.nullable(),
    at,
    ground: z.string().nullable(),
    recorded: z.number(),
    points: z.number().describe('As it stood at `asOf`'),
    appeal: z
      .object({
        at,
        ground: z.string(),
        paper: z.string().nullable(),
        review: z
          .object({
            outcome: z.enum(outcomes),
            before: z.number(),
            after: z.number(),
            why: z.string(),
            at,
          })
          .nullable(),
      })
      .nullable(),
  });

export const sheetView = z.object({
  unitId: z.string(),
  unitName: z.string(),
  year: z.number().int(),
  asOf: at,
  lines: z.array(sheetLine),
  lost: z.number(),
  earned: z.number(),
  sum: z.number(),
});
export type SheetView = z.input<typeof sheetView>;

const sheetQuery = z.strictObject({
  unit: id,
  year: z.coerce.number().int().min(2000).max(2200),
  asOf: pastInstant.optional().describe('The sheet as it stood then; left out: now'),
});

export const readSheet = endpoint({
  ...bare,
  method: 'get',
  path: '/scores/sheet',
  summary: 'The yearly assessment sheet of a unit',
  who: readers,
  query: sheetQuery,
  answer: sheetView,
});

export const downloadSheet = endpoint({
  ...bare,
  method: 'get',
  path: '/scores/sheet/:format',
  summary: 'The yearly assessment sheet of a unit as a file',
  who: readers,
  params: z.strictObject({ format: z.enum(['xlsx', 'docx']) }),
  query: sheetQuery,
  media: 'application/octet-stream',
});
