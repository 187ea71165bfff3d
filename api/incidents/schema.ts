import { z } from 'zod';
import { incidentReaders, raisers } from '../../processes/incident/actions.ts';
import {
  foundBy,
  harms,
  incidentKinds,
  incidentStatuses,
  levels,
  spreads,
} from '../../processes/incident/words.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id, line, lines, link, optionalLine, pastInstant } from '../text.ts';

export const incidentItem = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  kind: z.enum(incidentKinds),
  status: z.enum(incidentStatuses),
  level: z.enum(levels).nullable(),
  occurredAt: at,
  raisedAt: at,
  dueAt: at.nullable(),
  late: z.boolean(),
});
export type IncidentItem = z.input<typeof incidentItem>;

export const listIncidents = endpoint({
  ...bare,
  method: 'get',
  path: '/incidents',
  summary: 'The incidents a person may see, the newest first',
  who: incidentReaders,
  query: z.strictObject({ state: z.enum(['open', 'ended']).default('open') }),
  answer: z.object({ items: z.array(incidentItem), mayRaise: z.boolean() }),
});

const raising = z.strictObject({
  title: line(200, 4),
  what: lines(5000, 1),
  place: optionalLine(200),
  kind: z.enum(incidentKinds),
  foundBy: z.enum(foundBy),
  link,
  outlet: optionalLine(100).describe('Where it was reported; never who wrote it'),
  occurredAt: pastInstant.describe('When the first known public report came'),
  eventAt: pastInstant.nullish(),
  discoveredAt: pastInstant.nullish().describe('Left out: now'),
  harm: z.enum(harms),
  spread: z.enum(spreads),
  mass: z.boolean(),
  linkedTo: id.nullish().describe('The incident that has come back'),
});
export type RaiseBody = z.input<typeof raising>;

export const raiseIncident = endpoint({
  ...bare,
  method: 'post',
  path: '/incidents',
  summary: 'Raise an incident; the same one that is open already is refused with its number',
  who: raisers,
  sends: 'json',
  status: 201,
  body: raising,
  answer: z.object({ id: z.string(), number: z.string() }),
});
