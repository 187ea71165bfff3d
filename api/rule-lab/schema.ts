import { z } from 'zod';
import { channels } from '../../processes/complaint/statuses.ts';
import { differenceKinds } from '../../processes/replay/differences.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id } from '../text.ts';

/** Who looks at trials of rules, and who makes them: whoever writes or judges drafts. */
const readers = [
  'process-owner',
  'rule-admin',
  'rule-reviewer',
  'system-admin',
  'auditor',
] as const;
const triers = ['process-owner', 'rule-admin', 'rule-reviewer'] as const;

const oneDraft = z.strictObject({ id });
const oneReplay = z.strictObject({ id });
const person = z.object({ id: z.string(), name: z.string() });
const decisionId = z.string().min(1).max(100);
const variable = z.string().min(1).max(100);
const json = z
  .unknown()
  .refine((value) => (JSON.stringify(value) ?? '').length <= 20_000, 'RULE_INPUT_TOO_LONG');
const row = z.object({ id: z.string(), index: z.number() });

const answer = z.object({
  output: z.unknown(),
  rows: z.array(row),
  failure: z.string().nullable().describe("In the engine's words"),
  inputs: z.array(z.object({ id: z.string(), name: z.string().nullable(), value: z.unknown() })),
});
const trialView = z.object({
  decisionId: z.string(),
  draft: answer,
  inForce: answer.nullable().describe('Null: no such decision is in force'),
});
export type TrialView = z.output<typeof trialView>;

export const listRules = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/drafts/:id/rules',
  summary: 'The decisions of a draft with the variables they read',
  who: readers,
  params: oneDraft,
  answer: z.object({
    items: z.array(
      z.object({
        decisionId: z.string(),
        name: z.string(),
        file: z.string(),
        changed: z.boolean(),
        inputs: z.array(z.object({ variable: z.string(), typeRef: z.string() })),
      }),
    ),
  }),
});

export const tryRule = endpoint({
  ...bare,
  method: 'post',
  path: '/studio/drafts/:id/try',
  summary: 'Evaluate a decision of a draft, and the one in force, with given inputs',
  who: triers,
  params: oneDraft,
  body: z.strictObject({ decisionId, inputs: z.record(variable, json) }),
  sends: 'json',
  answer: trialView,
});

const problem = z.object({
  code: z.string(),
  file: z.string(),
  place: z.string(),
  message: z.string(),
  title: z.string(),
  detail: z.string(),
});
const scenarioRun = z.object({
  id: z.string(),
  base: z.string().nullable(),
  by: person,
  at,
  passed: z.boolean(),
  isOfTheseFiles: z.boolean().describe('Whether the draft is still as it was then'),
  cells: z.number(),
  total: z.number(),
  failed: z.number(),
  changed: z.number().describe('Cases that the set in force answers otherwise'),
  problems: z.array(problem),
  results: z.array(
    z.object({
      file: z.string(),
      scenario: z.string(),
      decisionId: z.string(),
      name: z.string(),
      inputs: z.string(),
      expect: z.string(),
      output: z.string(),
      row: z.string().nullable(),
      failure: z.string().nullable(),
      passed: z.boolean(),
      inForce: z.object({ output: z.string(), row: z.string().nullable() }).nullable(),
    }),
  ),
});
export type ScenarioRunView = z.output<typeof scenarioRun>;

export const listScenarioRuns = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/drafts/:id/scenario-runs',
  summary: 'Runs of the example cases over a draft, the newest first',
  who: readers,
  params: oneDraft,
  answer: z.object({ items: z.array(scenarioRun) }),
});

export const startScenarioRun = endpoint({
  ...bare,
  method: 'post',
  path: '/studio/drafts/:id/scenario-runs',
  summary: 'Run every example case of a draft, after each changed cell was tried by itself',
  who: triers,
  params: oneDraft,
  status: 201,
  answer: scenarioRun,
});

const day = z.iso.date();
const filter = z.strictObject({
  from: day.nullish().describe('First day of receipt, in the zone of the house'),
  to: day.nullish().describe('Last day of receipt'),
  topic: z.string().max(64).nullish(),
  channel: z.enum(channels).nullish(),
  unitId: id.nullish(),
});
const share = z.object({ n: z.number(), of: z.number(), rank: z.number().nullable() });
const replayView = z.object({
  id: z.string(),
  draftId: z.string(),
  name: z.string(),
  base: z.string(),
  filter: z.object({
    from: at.nullable(),
    until: at.nullable(),
    topic: z.string().nullable(),
    channel: z.enum(channels).nullable(),
    unitId: z.string().nullable(),
  }),
  most: z.number(),
  state: z.enum(['waiting', 'running', 'done', 'stopped', 'failed']),
  seen: z.number(),
  total: z.number().nullable().describe('Cases to look at'),
  fitting: z.number().nullable().describe('Cases that fit the filter'),
  askedBy: person,
  askedAt: at,
  startedAt: at.nullable(),
  endedAt: at.nullable(),
  asOf: at.nullable(),
  error: z.object({ title: z.string(), detail: z.string() }).nullable(),
  tally: z.object({
    differing: z.number(),
    kinds: z.partialRecord(z.enum(differenceKinds), z.number()),
    earlier: z.number(),
    later: z.number(),
    overdue: z.object({ before: z.number(), after: z.number() }),
    missing: z.number(),
    provisional: z.number(),
    drifted: z.number(),
  }),
  units: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        before: share.nullable(),
        after: share.nullable(),
      }),
    )
    .describe('Answers in time of how many judged, and the rank by it'),
});
export type ReplayView = z.output<typeof replayView>;

const difference = z.object({
  kind: z.enum(differenceKinds),
  of: z.string(),
  what: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
const replayItem = z.object({
  caseId: z.string(),
  number: z.string(),
  topic: z.string(),
  unitId: z.string().nullable(),
  receivedAt: at,
  mayOpen: z.boolean().describe('Whether whoever asks may open the case'),
  differences: z.array(difference),
});
export type ReplayItemView = z.output<typeof replayItem>;

export const listReplays = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/replays',
  summary: 'Replays over past cases, the newest first',
  who: readers,
  query: z.strictObject({ draft: id.optional() }),
  answer: z.object({ items: z.array(replayView) }),
});

export const askReplay = endpoint({
  ...bare,
  method: 'post',
  path: '/studio/replays',
  summary: 'Ask which past cases a draft of the rules would have decided otherwise',
  who: triers,
  body: z.strictObject({
    draftId: id,
    filter: filter.default({}),
    most: z.int().min(1).max(50_000).default(10_000),
  }),
  sends: 'json',
  status: 202,
  answer: replayView,
});

export const readReplay = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/replays/:id',
  summary: 'How far a replay is, and what it counted',
  who: readers,
  params: oneReplay,
  answer: replayView,
});

export const stopReplay = endpoint({
  ...bare,
  method: 'post',
  path: '/studio/replays/:id/stop',
  summary: 'Stop a replay; what it found stays',
  who: triers,
  params: oneReplay,
  answer: replayView,
});

export const listReplayItems = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/replays/:id/items',
  summary: 'The cases a replay found a difference in',
  who: readers,
  params: oneReplay,
  query: z.strictObject({
    kind: z.enum(differenceKinds).optional(),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ items: z.array(replayItem), next: z.string().nullable() }),
});
