import { z } from 'zod';
import { bare, endpoint } from '../endpoint.ts';
import { id, line, optionalLine, pastInstant } from '../text.ts';

const caseId = z.strictObject({ id });
/** A code of the house, or a word of the table itself. */
const word = line(60, 1).refine((text) => !/[.:]/.test(text), 'WRONG_FORMAT');

export const listRegimes = endpoint({
  ...bare,
  method: 'get',
  path: '/regimes',
  summary: 'The regimes of the table in force, and the weights its rows ask for',
  who: 'anyone',
  answer: z.object({
    items: z.array(
      z.object({ id: z.string(), names: z.object({ zh: z.string(), en: z.string() }) }),
    ),
    weights: z.array(z.string()),
  }),
});

export const classify = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/classification',
  summary: 'Say how weighty a matter is; the rule then decides whether another regime applies',
  who: ['intake-clerk', 'office'],
  params: caseId,
  body: z.strictObject({ complexity: word, reason: line(500, 2) }),
  sends: 'json',
  status: 202,
});

export const noteStartEvent = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/start-events',
  summary: 'Record that an event happened which clocks of the case wait for',
  who: ['intake-clerk', 'office', 'unit-handler'],
  params: caseId,
  body: z.strictObject({ event: word, happenedAt: pastInstant, paper: optionalLine(200) }),
  sends: 'json',
  status: 204,
});
