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
  'assign-down',
  'send-back',
  'instruct',
] as const;

/** A leader's written instruction; its text and the feedback stand in the timeline. */
export const instructionView = z.object({
  id: z.string(),
  at,
  byName: z.string().nullable(),
  unitName: z.string().nullable().describe('Whose feedback is awaited; null: the office'),
  text: z.string(),
  feedback: z.string().nullable(),
  reportedAt: at.nullable(),
});

/** The question an answer of the citizen is awaited to. */
export const questionView = z
  .object({ id: z.string(), until: at.nullable() })
  .nullable()
  .describe('The question an answer of the citizen is awaited to; no time while it is being sent');

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

/** A unit below that has, or had, the case. */
export const stationView = z.object({
  id: z.string(),
  unitId: z.string(),
  unitName: z.string().nullable(),
  fromUnitName: z.string().nullable(),
  assignedAt: at,
  dueAt: at.nullable().describe('Of its internal clock; not the legal one'),
  squeezed: z.boolean().describe('No time was left for the tier above'),
  receivedAt: at.nullable(),
  answeredAt: at.nullable(),
  verdict: verdict.nullable(),
  closedAt: at.nullable(),
});

/** Where a case is below its unit, and where it may go. */
export const wayView = z.object({
  responsible: z.string().nullable().describe('Who answers for the case now: the first receiver'),
  stations: z.array(stationView),
  below: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .describe('Where whoever asks may assign it down'),
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
