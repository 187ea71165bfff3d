import { z } from 'zod';
import { channels, statuses } from '../../processes/complaint/statuses.ts';
import { isFigure } from '../../processes/figures/definitions.ts';
import { dimensions } from '../../processes/figures/survey.ts';
import type { Role } from '../../processes/roles.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id } from '../text.ts';

/** Who reads figures; each sees those of the cases they may see. */
export const readers = [
  ...(['office', 'supervision', 'leading-group', 'unit-principal', 'auditor'] as const),
] as const satisfies readonly Role[];

/** The name of a figure. */
export const figureId = z.string().refine(isFigure, 'NOT_A_CHOICE');

export const figureView = z.object({
  figure: z.string(),
  n: z.number(),
  of: z.number(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type FigureView = z.input<typeof figureView>;

export const groupView = z.object({
  key: z.string(),
  name: z.string(),
  figures: z.array(figureView),
});
export type GroupView = z.input<typeof groupView>;

export const rankView = z.object({
  key: z.string(),
  name: z.string(),
  n: z.number(),
  of: z.number(),
  rate: z.number().nullable(),
  low: z.number(),
  high: z.number(),
  rank: z.number().nullable(),
  because: z.enum(['small-number', 'no-key']).nullable(),
});
export type RankView = z.input<typeof rankView>;

const verdict = z.enum(['on-time', 'overdue']);
/** A case behind a figure, with the facts that were counted. */
export const countedCase = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(statuses),
  channel: z.enum(channels),
  topic: z.string(),
  area: z.string().nullable(),
  unitName: z.string().nullable(),
  receivedAt: at,
  assignedAt: at.nullable(),
  repliedAt: at.nullable(),
  closedAt: at.nullable(),
  verdict: verdict.nullable(),
  isHit: z.boolean(),
});
export type CountedCase = z.input<typeof countedCase>;

const narrowing = {
  /** First day, and last day, of the period at the institution. */
  from: z.iso.date(),
  to: z.iso.date(),
  unit: id.optional(),
  topic: z.string().max(64).optional(),
  area: z.string().max(100).optional(),
  channel: z.enum(channels).optional(),
};
const narrowed = z.strictObject(narrowing);
export type Narrowed = z.output<typeof narrowed>;

export const readFigures = endpoint({
  ...bare,
  method: 'get',
  path: '/figures',
  summary:
    'The figures of a period as the data stand now, whole and by group, of the cases a person may see',
  who: readers,
  query: z.strictObject({ ...narrowing, by: z.enum(dimensions).default('unit') }),
  answer: z.object({
    since: at,
    until: at,
    figures: z.array(figureView),
    groups: z.array(groupView),
    ranking: z.array(rankView),
  }),
});

export const listCounted = endpoint({
  ...bare,
  method: 'get',
  path: '/figures/:figure/cases',
  summary: 'The cases behind a figure as the data stand now',
  who: readers,
  params: z.strictObject({ figure: figureId }),
  query: z.strictObject({
    ...narrowing,
    by: z.enum(dimensions).optional(),
    key: z.string().max(100).optional(),
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    items: z.array(countedCase),
    next: z.string().nullable(),
    total: z.number(),
  }),
});

const stage = z.object({
  id: z.string(),
  name: z.string(),
  active: z.number(),
  done: z.number(),
  medianMs: z.number().nullable(),
});
export const heatView = z.object({
  processId: z.string(),
  name: z.string(),
  version: z.number(),
  xml: z.string(),
  stages: z.array(stage),
});
export type HeatView = z.input<typeof heatView>;

export const readStages = endpoint({
  ...bare,
  method: 'get',
  path: '/stages',
  summary:
    'How many tokens stand at each element of each diagram, and how long its tasks took in a period',
  who: readers,
  query: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  answer: z.object({ diagrams: z.array(heatView) }),
});
