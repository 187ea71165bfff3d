import { z } from 'zod';
import { obstacleCodes } from '../../processes/migration/obstacles.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, engineKey, id, line } from '../text.ts';

export const operators = ['process-owner', 'system-admin'] as const;
const readers = [...operators, 'rule-admin', 'rule-reviewer', 'auditor'] as const;

const elementId = z.string().regex(/^[\p{L}_][\p{L}\p{N}_.-]{0,199}$/u);
const person = z.object({ id: z.string(), name: z.string() });
const count = z.number();

const obstacle = z.object({
  code: z.enum(obstacleCodes),
  elementId: z.string(),
  elementName: z.string(),
  about: z.string(),
});
export type ObstacleView = z.input<typeof obstacle>;

const timer = z.object({
  elementId: z.string(),
  name: z.string(),
  fate: z.enum(['kept', 'restarts', 'dropped']),
  waiting: count.describe('Timers that wait now'),
  firstAt: at.nullable(),
});
const place = z.object({
  elementId: z.string(),
  name: z.string(),
  kind: z.string(),
  instances: count.describe('Instances with a token here'),
  tasks: count,
  target: z.string().nullable(),
  targetName: z.string().nullable(),
  timers: z.array(timer),
  obstacles: z.array(obstacle),
});
export type PlaceView = z.input<typeof place>;

const versionImpact = z.object({
  definitionKey: z.string(),
  version: z.number(),
  running: count,
  movable: count,
  held: count.describe('Running instances that cannot go to the other version as they stand'),
  reasons: z.array(obstacle.extend({ instances: count })),
  places: z.array(place),
  processTimers: z.array(timer),
  clocks: count.describe('Running legal clocks of these cases'),
  clocksMoved: count.describe(
    'Of those, how many due dates move: clocks are records, none is written',
  ),
});
export type VersionImpact = z.input<typeof versionImpact>;

const processImpact = z.object({
  processId: z.string(),
  name: z.string(),
  file: z.string(),
  change: z.enum(['changed', 'removed']),
  xml: z.string().describe('The diagram that the most instances run on'),
  versions: z.array(versionImpact),
});
const impactView = z.object({
  asOf: at,
  processes: z.array(processImpact),
  running: count,
  held: count,
  clocks: count,
  clocksMoved: count,
  unreadable: z.array(z.string()),
});
export type ImpactView = z.input<typeof impactView>;

export const readImpact = endpoint({
  ...bare,
  method: 'get',
  path: '/studio/drafts/:id/impact',
  summary: 'What a draft means for the instances that run: where each token would land',
  who: readers,
  params: z.strictObject({ id }),
  answer: impactView,
});

const mapping = z.record(elementId, elementId);
const between = { fromKey: engineKey, toKey: engineKey, mapping: mapping.optional() };

const elementView = z.object({ id: z.string(), name: z.string(), kind: z.string() });
const planView = z.object({
  processId: z.string(),
  name: z.string(),
  mapping: z.record(z.string(), z.string()),
  targets: z.array(elementView).describe('Elements of the new version that a token may go to'),
  impact: versionImpact,
});
export type PlanView = z.input<typeof planView>;

export const planMigration = endpoint({
  ...bare,
  method: 'post',
  path: '/migrations/plan',
  summary: 'What bringing running instances to another version would do; nothing is changed',
  who: operators,
  body: z.strictObject(between),
  sends: 'json',
  answer: planView,
});

const side = z.object({ definitionKey: z.string(), version: z.number() });
const runView = z.object({
  id: z.string(),
  processId: z.string(),
  name: z.string(),
  from: side,
  to: side,
  mapping: z.record(z.string(), z.string()),
  only: z.array(z.string()).nullable(),
  reason: z.string(),
  askedBy: person,
  askedAt: at,
  state: z.enum(['waiting', 'running', 'done', 'stopped', 'failed']),
  seen: count,
  total: count.nullable(),
  tally: z.object({
    migrated: count,
    held: count,
    failed: count,
    ended: count,
    timersMoved: count,
    clocksMoved: count,
  }),
  endedAt: at.nullable(),
  error: z.string().nullable(),
});
export type MigrationRunView = z.input<typeof runView>;

export const startMigration = endpoint({
  ...bare,
  method: 'post',
  path: '/migrations',
  summary: 'Bring running instances to another version of their diagram, in batches',
  who: operators,
  body: z.strictObject({
    ...between,
    only: z.array(engineKey).min(1).max(500).optional(),
    reason: line(300, 2),
  }),
  sends: 'json',
  status: 202,
  answer: runView,
});

export const listMigrations = endpoint({
  ...bare,
  method: 'get',
  path: '/migrations',
  summary: 'Migrations, newest first, and the versions instances run on',
  who: readers,
  answer: z.object({
    items: z.array(runView),
    processes: z.array(
      z.object({
        processId: z.string(),
        name: z.string(),
        versions: z.array(
          z.object({
            definitionKey: z.string(),
            version: z.number(),
            versionTag: z.string().nullable(),
            running: count,
          }),
        ),
      }),
    ),
  }),
});

const one = z.strictObject({ id });
export const readMigration = endpoint({
  ...bare,
  method: 'get',
  path: '/migrations/:id',
  summary: 'How far a migration is',
  who: readers,
  params: one,
  answer: runView,
});

export const stopMigration = endpoint({
  ...bare,
  method: 'post',
  path: '/migrations/:id/stop',
  summary: 'Stop a migration; what has moved stays moved',
  who: operators,
  params: one,
  answer: runView,
});

export const resumeMigration = endpoint({
  ...bare,
  method: 'post',
  path: '/migrations/:id/resume',
  summary: 'Let a migration that stopped or failed go on where it was',
  who: operators,
  params: one,
  answer: runView,
});

const itemView = z.object({
  instanceKey: z.string(),
  caseId: z.string().nullable(),
  number: z.string().nullable(),
  outcome: z.enum(['told', 'migrated', 'held', 'failed', 'ended']),
  obstacles: z.array(obstacle),
  refused: z.object({ words: z.string(), code: z.string() }).nullable(),
  timersMoved: count,
  clocksMoved: count,
  at,
});
export type MigrationItemView = z.input<typeof itemView>;

export const listMigrationItems = endpoint({
  ...bare,
  method: 'get',
  path: '/migrations/:id/items',
  summary: 'What a migration did with each instance',
  who: readers,
  params: one,
  query: z.strictObject({
    outcome: z.enum(['told', 'migrated', 'held', 'failed', 'ended']).optional(),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({ items: z.array(itemView), next: z.string().nullable() }),
});
