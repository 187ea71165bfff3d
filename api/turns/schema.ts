import { z } from 'zod';
import { mostInstructed } from '../../processes/instruction/instruction.ts';
import { bare, endpoint } from '../endpoint.ts';
import { id, line, lines } from '../text.ts';

const caseId = z.strictObject({ id });
const handlers = ['unit-handler', 'office'] as const;

export const askQuestion = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/questions',
  summary: 'Ask the citizen something the case cannot go on without',
  who: handlers,
  params: caseId,
  body: z.strictObject({ question: lines(2000, 2) }),
  sends: 'json',
  status: 202,
  answer: z.object({ questionId: z.string() }),
});

const reason = line(500, 2);
const contributionId = z.string().regex(/^[\w:-]{1,100}$/);

export const addContribution = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/contributions',
  summary: 'Ask another unit for its part while others are at work',
  who: handlers,
  params: caseId,
  body: z.strictObject({ unitId: id }),
  sends: 'json',
  status: 202,
  answer: z.object({ contributionId: z.string() }),
});

export const withdrawContribution = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/contributions/:contributionId/withdraw',
  summary: 'Release a unit whose part is not needed any more',
  who: handlers,
  params: z.strictObject({ id, contributionId }),
  body: z.strictObject({ reason }),
  sends: 'json',
  status: 204,
});

export const closeContributions = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/contributions/close',
  summary: 'Go on without the parts that are missing, with the reason',
  who: handlers,
  params: caseId,
  body: z.strictObject({ reason }),
  sends: 'json',
  status: 204,
});

export const sendInterim = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/interim-replies',
  summary:
    'Tell the citizen what is known so far and when the answer will come; the same Idempotency-Key tells it once',
  who: ['unit-deputy', 'unit-principal', 'office'],
  params: caseId,
  body: z.strictObject({ text: lines(5000, 10), until: z.iso.date() }),
  sends: 'json',
  status: 204,
});

export const closeQuestion = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/questions/:questionId/close',
  summary: 'No longer wait for the answer to a question',
  who: handlers,
  params: z.strictObject({ id, questionId: z.string().regex(/^[\w:-]{1,100}$/) }),
  status: 204,
});

export const instruct = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/instructions',
  summary:
    'Write an instruction on a case, and on others by their numbers: on all of them or on none; the same Idempotency-Key writes it once',
  who: ['leading-group', 'superior', 'unit-principal'],
  params: caseId,
  body: z.strictObject({
    instruction: lines(2000, 2),
    paper: line(200, 1).nullish(),
    also: z
      .array(line(40, 1))
      .max(mostInstructed - 1)
      .default([]),
  }),
  sends: 'json',
  status: 204,
});

const below = ['unit-handler', 'unit-deputy'] as const;

export const assignDown = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/stations',
  summary: 'Assign a case to a unit below in the tree, with what is to be done',
  who: below,
  params: caseId,
  body: z.strictObject({ unitId: id, instruction: lines(2000, 2) }),
  sends: 'json',
  status: 204,
});

export const sendBack = endpoint({
  ...bare,
  method: 'post',
  path: '/cases/:id/stations/send-back',
  summary: 'Send back what the unit below answered, with the reason',
  who: below,
  params: caseId,
  body: z.strictObject({ reason: lines(2000, 2) }),
  sends: 'json',
  status: 204,
});
