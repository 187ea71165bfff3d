import { z } from 'zod';
import { incidentReaders } from '../../processes/incident/actions.ts';
import {
  certainties,
  foundBy,
  incidentClockKinds,
  levels,
  outlets,
  parts,
  statementTypes,
} from '../../processes/incident/words.ts';
import { by } from '../cases/schema.ts';
import { bare, endpoint } from '../endpoint.ts';
import { incidentItem } from '../incidents/schema.ts';
import { at, id, line, lines, link, pastInstant } from '../text.ts';

const clock = z.object({
  kind: z.enum(incidentClockKinds),
  dueAt: at,
  state: z.enum(['running', 'met', 'overdue']),
  verdict: z.enum(['on-time', 'overdue']).nullable(),
  warnedAt: at.nullable(),
});
const source = z.object({ link: z.string().nullable(), outlet: z.string().nullable() });

const done = z.object({ at, by });
const fact = z.object({
  id: z.string(),
  certainty: z.enum(certainties),
  text: z.string(),
  source: z.string(),
  link: z.string().nullable(),
  at,
  judgedAt: at,
  ground: z.string().nullable(),
});
const report = z.object({
  id: z.string(),
  to: z.string(),
  at,
  by: at,
  acknowledgedAt: at.nullable(),
  acknowledgedBy: z.string().nullable(),
  late: z.boolean(),
  mine: z.boolean().describe('Sent to a group of whoever asks, and not acknowledged yet'),
});
const sheet = z.object({
  id: z.string(),
  unitName: z.string(),
  sentAt: at,
  dueAt: at.nullable(),
  verifiedAt: at.nullable(),
  signedAt: at.nullable(),
});
const measure = z.object({
  id: z.string(),
  text: z.string(),
  unitName: z.string(),
  dueOn: z.string(),
  finishedAt: at.nullable(),
  result: z.string().nullable(),
});
const statement = z.object({
  version: z.number(),
  statementType: z.enum(statementTypes),
  parts: z.array(z.enum(parts)),
  text: z.string(),
  textDigest: z.string(),
  at,
  by: z.string(),
  approval: z.object({ role: z.string(), by: z.string(), at }).nullable(),
  voidedAt: at.nullable(),
  returnedAt: at.nullable(),
});
const publication = z.object({
  outlet: z.enum(outlets),
  version: z.number(),
  textDigest: z.string(),
  at,
  by: z.string(),
});
const call = z.object({
  id: z.string(),
  role: z.string(),
  rounds: z.array(
    z.object({
      at,
      until: at,
      people: z.array(z.string()),
      group: z.string().nullable().describe('The role all of whose holders were called'),
    }),
  ),
  answeredAt: at.nullable(),
  answeredBy: z.string().nullable(),
  silentAt: at.nullable().describe('When nobody else was called any more'),
  mayAnswer: z.boolean(),
});
export type CallView = z.input<typeof call>;
const question = z.object({
  id: z.string(),
  text: z.string(),
  link: z.string().nullable(),
  at,
  how: z.enum(['answered', 'reported-up']).nullable(),
  answer: z.string().nullable(),
});
const task = z.object({
  key: z.string(),
  step: z.string().describe('The label of the task in its diagram'),
  action: z.string().nullable(),
  groups: z.array(z.string()).describe('The roles it waits for'),
  claimedBy: z.string().nullable(),
  mine: z.boolean(),
  mayComplete: z.boolean(),
  completing: z.boolean(),
  createdAt: at,
});
const duties = z.object({
  approver: z.string(),
  superiorFirst: z.boolean(),
  tellMinutes: z.number(),
  monitorMinutes: z.number(),
  watchDays: z.number(),
});

/** The whole room, as one page shows it. */
const incidentRoom = z.object({
  incident: incidentItem.extend({
    version: z.number(),
    place: z.string().nullable(),
    what: z.string(),
    source,
    foundBy: z.enum(foundBy),
    eventAt: at.nullable(),
    discoveredAt: at,
    unitName: z.string().nullable(),
    linkedTo: z.object({ id: z.string(), number: z.string() }).nullable(),
    monitored: z.object({ rounds: z.number(), lastAt: at, trend: z.string() }).nullable(),
    watchUntil: at.nullable(),
    closedAt: at.nullable(),
  }),
  clocks: z.array(clock),
  duties: duties.nullable(),
  requiredParts: z.array(z.enum(parts)),
  facts: z.array(fact),
  reports: z.array(report),
  sheets: z.array(sheet),
  measures: z.array(measure),
  statements: z.array(statement),
  publications: z.array(publication),
  questions: z.array(question),
  calls: z.array(call),
  tasks: z.array(task),
  timeline: z.array(done.extend({ type: z.string(), text: z.string().nullable() })),
  consultations: z.array(
    done.extend({ attended: z.string().nullable(), decided: z.string().nullable() }),
  ),
  units: z.array(z.object({ value: z.string(), label: z.string() })),
  may: z.array(z.string()).describe('What whoever asks may do in the room now'),
});
export type IncidentRoom = z.input<typeof incidentRoom>;

const one = z.strictObject({ id });
const part = z.string().regex(/^[a-z]+-\d{1,5}$/);
const shared = { who: incidentReaders, sends: 'json', params: one, answer: incidentRoom } as const;

export const readRoom = endpoint({
  ...bare,
  method: 'get',
  path: '/incidents/:id',
  summary: 'The room of an incident: level, clocks, facts, statements, who has to do what',
  who: incidentReaders,
  params: one,
  answer: incidentRoom,
});

export const changeLevel = endpoint({
  ...bare,
  ...shared,
  method: 'post',
  path: '/incidents/:id/level',
  summary: 'Raise or lower the level, with the reason; If-Match names what was looked at',
  body: z.strictObject({ level: z.enum(levels), reason: lines(2000, 2) }),
});

export const correctOccurrence = endpoint({
  ...bare,
  ...shared,
  method: 'post',
  path: '/incidents/:id/occurrence',
  summary: 'Correct when the first public report was; the clock to the reply counts from there',
  body: z.strictObject({ occurredAt: pastInstant, reason: lines(2000, 2), link }),
});

export const addFact = endpoint({
  ...bare,
  ...shared,
  method: 'post',
  path: '/incidents/:id/facts',
  summary: 'Add what is known, with its source and how certain it is',
  body: z.strictObject({
    text: lines(2000, 2),
    source: line(200, 1),
    link,
    certainty: z.enum(certainties),
  }),
});

export const judgeFact = endpoint({
  ...bare,
  ...shared,
  method: 'post',
  path: '/incidents/:id/facts/:part/certainty',
  summary: 'Confirm or refute a fact, with the ground',
  params: z.strictObject({ id, part }),
  body: z.strictObject({ certainty: z.enum(certainties), ground: lines(2000, 2) }),
});

export const acknowledgeReport = endpoint({
  ...bare,
  ...shared,
  sends: 'nothing',
  method: 'post',
  path: '/incidents/:id/reports/:part/acknowledge',
  summary: 'Acknowledge the fact report for the group it went to',
  params: z.strictObject({ id, part }),
});

export const addMeasure = endpoint({
  ...bare,
  ...shared,
  method: 'post',
  path: '/incidents/:id/measures',
  summary: 'Add a decided measure with its unit and date',
  body: z.strictObject({ text: lines(2000, 2), unitId: id, dueOn: z.iso.date() }),
});

export const finishMeasure = endpoint({
  ...bare,
  ...shared,
  method: 'post',
  path: '/incidents/:id/measures/:part/finish',
  summary: 'Say that a measure was carried out, and how',
  params: z.strictObject({ id, part }),
  body: z.strictObject({ result: lines(2000, 2) }),
});

export const raiseQuestion = endpoint({
  ...bare,
  ...shared,
  method: 'post',
  path: '/incidents/:id/questions',
  summary: 'Note a doubt of the public with where it stands; no author',
  body: z.strictObject({ text: lines(2000, 2), link }),
});

export const answerQuestion = endpoint({
  ...bare,
  ...shared,
  method: 'post',
  path: '/incidents/:id/questions/:part/answer',
  summary: 'Note how a doubt was answered, or that it was reported up',
  params: z.strictObject({ id, part }),
  body: z.strictObject({ how: z.enum(['answered', 'reported-up']), text: lines(5000, 2) }),
});

export const editStatement = endpoint({
  ...bare,
  ...shared,
  method: 'put',
  path: '/incidents/:id/statement',
  summary: 'Edit the statement; an approval it had is void. If-Match names what was looked at',
  body: z.strictObject({
    statementType: z.enum(statementTypes),
    parts: z.array(z.enum(parts)).max(parts.length),
    text: lines(10_000, 20),
  }),
});

export const recordPublication = endpoint({
  ...bare,
  ...shared,
  method: 'post',
  path: '/incidents/:id/publications',
  summary: 'Record that the approved text went out in one more place, word for word',
  body: z.strictObject({ outlet: z.enum(outlets), text: lines(10_000, 20), link }),
});
