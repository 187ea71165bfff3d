import { z } from 'zod';
import {
  contributionStates,
  returnGrounds,
  turnEnds,
} from '../../processes/complaint/turn-actions.ts';
import { at } from '../text.ts';

const verdict = z.enum(['on-time', 'overdue']);

/** The turns that people give a case beside its tasks. */
export const turnsOfPeople = [
  'ask-question',
  'close-question',
  'interim-reply',
  'ask-contribution',
  'withdraw-contribution',
  'close-contributions',
] as const;

/** A line of the bounce ledger. */
export const turnView = z.object({
  unitId: z.string(),
  unitName: z.string().nullable(),
  dispatchedAt: at,
  dueAt: at.nullable().describe("When the unit's internal clock runs out; not the legal one"),
  endedAt: at.nullable(),
  endedBy: z.enum(turnEnds).nullable(),
  verdict: verdict.nullable(),
  ground: z.enum(returnGrounds).nullable(),
  founded: z.boolean().nullable().describe('Whether the office found the return founded'),
  binds: z.boolean().describe('Decided by arbitration'),
});

/** The part of a contributing unit. */
export const contributionView = z.object({
  id: z.string(),
  unitId: z.string(),
  unitName: z.string().nullable(),
  askedAt: at,
  dueAt: at.nullable(),
  state: z.enum(contributionStates),
  endedAt: at.nullable(),
  verdict: verdict.nullable(),
});
