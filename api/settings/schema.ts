import { z } from 'zod';
import { settingDocuments } from '../../processes/settings/kinds.ts';
import { settingKinds, settingRoles } from '../../processes/settings/names.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, lines } from '../text.ts';

const kind = z.enum(settingKinds);
const reason = lines(500, 1);
const key = z.string().regex(/^[\w.-]{1,64}$/);
const place = z.strictObject({ kind, key });
const person = z.object({ id: z.string(), name: z.string() });

const difference = z.object({
  what: z.enum(['added', 'removed', 'changed', 'moved']),
  place: z.string().describe('In words, from the outside in'),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type DifferenceView = z.input<typeof difference>;

const change = z.object({
  kind,
  key,
  name: z.string().nullable().describe('Of the unit or person; null for a setting of the house'),
  by: person,
  at,
  reason: z.string(),
  restores: z.number().nullable(),
  differences: z.array(difference),
});

const proposal = change.extend({
  id: z.string(),
  base: z.number(),
  mine: z.boolean(),
  mayDecide: z.boolean(),
});
export type ProposalView = z.input<typeof proposal>;

const version = change.extend({
  version: z.number(),
  approvedBy: person.nullable(),
  remark: z.string().nullable(),
  alone: z.boolean().describe('A second pair of eyes was wanted, but there was nobody else yet'),
});
export type VersionView = z.input<typeof version>;

const overviewItem = z.object({
  kind,
  version: z
    .number()
    .nullable()
    .describe('0 as shipped; null where each unit or person has its own'),
  mayEdit: z.boolean(),
  fourEyes: z.boolean(),
  last: z.object({ by: person, at, reason: z.string() }).nullable(),
});
export type OverviewItem = z.input<typeof overviewItem>;

const aboutSetting = z.object({
  key,
  name: z.string().nullable(),
  version: z.number(),
  mayEdit: z.boolean(),
  fourEyes: z.boolean(),
  usual: z
    .record(z.string(), z.object({ zh: z.string(), en: z.string() }))
    .describe('The texts as shipped, where texts are set'),
  proposal: proposal.nullable(),
  versions: z.array(version).describe('The newest first'),
});
export type AboutSetting = z.input<typeof aboutSetting>;

const set = settingDocuments;
const setting = z.discriminatedUnion('kind', [
  aboutSetting.extend({ kind: z.literal('topics'), value: set.topics }),
  aboutSetting.extend({ kind: z.literal('channels'), value: set.channels }),
  aboutSetting.extend({ kind: z.literal('texts'), value: set.texts }),
  aboutSetting.extend({ kind: z.literal('quiet-hours'), value: set['quiet-hours'] }),
  aboutSetting.extend({ kind: z.literal('rotas'), value: set.rotas }),
  aboutSetting.extend({ kind: z.literal('sources'), value: set.sources }),
  aboutSetting.extend({ kind: z.literal('unit'), value: set.unit }),
  aboutSetting.extend({ kind: z.literal('person'), value: set.person }),
]);
export type SettingView = z.output<typeof setting>;

const outcome = z.object({
  state: z.enum(['in-force', 'proposed']),
  version: z.number().nullable(),
  alone: z.boolean(),
});
export type OutcomeView = z.input<typeof outcome>;

const preview = z.object({
  needsApproval: z.boolean(),
  differences: z.array(difference),
  notes: z.array(z.string()).describe('What it means for work under way'),
});
export type PreviewView = z.input<typeof preview>;

const who = settingRoles;

export const listSettings = endpoint({
  ...bare,
  method: 'get',
  path: '/settings',
  summary:
    'What is set without code, who changed it last, and what waits for a second pair of eyes',
  who,
  answer: z.object({ items: z.array(overviewItem), proposals: z.array(proposal) }),
});

export const auditSettings = endpoint({
  ...bare,
  method: 'get',
  path: '/settings/audit',
  summary: 'Who changed what and why, with before and after, the newest first',
  who,
  query: z.strictObject({
    kind: kind.optional(),
    since: z.iso.date().optional(),
    until: z.iso.date().optional().describe('Last day that counts'),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  answer: z.object({ items: z.array(version), next: z.string().nullable() }),
});

export const readSetting = endpoint({
  ...bare,
  method: 'get',
  path: '/settings/:kind/:key',
  summary: 'A setting as it is in force, with its history; the key is `house`, a unit or a person',
  who,
  params: place,
  answer: setting,
});

export const previewSetting = endpoint({
  ...bare,
  method: 'post',
  path: '/settings/:kind/:key/preview',
  summary: 'What a change would do, in words; nothing is kept',
  who,
  params: place,
  body: z.strictObject({ value: z.unknown() }),
  sends: 'json',
  answer: preview,
});

export const changeSetting = endpoint({
  ...bare,
  method: 'put',
  path: '/settings/:kind/:key',
  summary:
    'Change a setting read at the version in If-Match, or propose the change where it matters',
  who,
  params: place,
  body: z.strictObject({ value: z.unknown(), reason }),
  sends: 'json',
  answer: outcome,
});

export const restoreSetting = endpoint({
  ...bare,
  method: 'post',
  path: '/settings/:kind/:key/restore',
  summary:
    'Bring back what a version put in force, as a new version; If-Match names the one in force',
  who,
  params: place,
  body: z.strictObject({ version: z.number().int().min(0), reason }),
  sends: 'json',
  answer: outcome,
});

const proposalId = z.strictObject({ id: z.uuid() });

export const approveProposal = endpoint({
  ...bare,
  method: 'post',
  path: '/settings/proposals/:id/approve',
  summary: 'Put a proposal of somebody else in force',
  who,
  params: proposalId,
  body: z.strictObject({ remark: lines(500).default('') }),
  sends: 'json',
  answer: outcome,
});

export const refuseProposal = endpoint({
  ...bare,
  method: 'post',
  path: '/settings/proposals/:id/refuse',
  summary: 'Refuse a proposal of somebody else, with a remark',
  who,
  params: proposalId,
  body: z.strictObject({ remark: lines(500, 1) }),
  sends: 'json',
  status: 204,
});

export const withdrawProposal = endpoint({
  ...bare,
  method: 'post',
  path: '/settings/proposals/:id/withdraw',
  summary: 'Take one’s own proposal back',
  who,
  params: proposalId,
  status: 204,
});
