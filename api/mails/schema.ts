import { z } from 'zod';
import { mailReasons } from '../../processes/intake/mail.ts';
import { directMail } from '../../processes/intake/mail-setting.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, id, line, lines, optionalLine, topicCode } from '../text.ts';

const who = ['intake-clerk', 'office'] as const;
const mailStates = ['draft', 'set-aside', 'accepted', 'dismissed'] as const;
const one = z.strictObject({ id });

const mailItem = z.object({
  id: z.string(),
  state: z.enum(mailStates),
  reason: z.enum(mailReasons).nullable().describe('Why it was set aside'),
  how: z.enum(['upload', 'folder']),
  subject: z.string(),
  arrivedAt: at,
  sentAt: at.nullable(),
  caseId: z.string().nullable(),
});
export type MailItem = z.input<typeof mailItem>;

const mailView = mailItem.extend({
  from: z.object({ name: z.string(), address: z.string() }).nullable(),
  text: z.string(),
  attachments: z.array(z.object({ name: z.string(), size: z.number() })),
  refusedFiles: z.array(z.object({ name: z.string(), problem: z.string() })),
  ground: z.string().nullable(),
});
export type MailView = z.input<typeof mailView>;

const mailPage = z.object({
  items: z.array(mailItem),
  counts: z.object({ draft: z.number(), 'set-aside': z.number() }),
});
export type MailPage = z.input<typeof mailPage>;

export const listMails = endpoint({
  ...bare,
  method: 'get',
  path: '/mails',
  summary: 'Mails that came in, by what became of them, the newest first',
  who,
  query: z.strictObject({
    state: z.enum(mailStates).default('draft'),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  answer: mailPage,
});

export const readMail = endpoint({
  ...bare,
  method: 'get',
  path: '/mails/:id',
  summary: 'One mail; its words are gone once a complaint has them',
  who,
  params: one,
  answer: mailView,
});

export const uploadMail = endpoint({
  ...bare,
  method: 'post',
  path: '/mails',
  summary: 'Drop a mail as an .eml file; the same mail again is the same one',
  who,
  body: z.object({}).describe('The file goes under `file`').optional(),
  sends: 'multipart',
  status: 201,
  answer: mailView,
});

export const acceptDraft = endpoint({
  ...bare,
  method: 'post',
  path: '/mails/:id/acceptance',
  summary: 'Make a mail a complaint; its sender is told once',
  who,
  params: one,
  body: z.strictObject({
    topic: topicCode,
    subject: line(100, 2).nullish(),
    place: optionalLine(200),
    area: optionalLine(60),
    confidential: z.boolean().default(false),
  }),
  sends: 'json',
  status: 201,
  answer: z.object({ caseId: z.string(), number: z.string() }),
});

export const dismissMail = endpoint({
  ...bare,
  method: 'post',
  path: '/mails/:id/dismissal',
  summary: 'Say why a mail becomes no complaint; it is kept with its ground',
  who,
  params: one,
  body: z.strictObject({ ground: lines(500, 2) }),
  sends: 'json',
  answer: mailView,
});

export const readMailSetting = endpoint({
  ...bare,
  method: 'get',
  path: '/mail-intake',
  summary: 'Whether mails of the watched folder are complaints at once',
  who: ['intake-clerk', 'office', 'system-admin'],
  answer: directMail,
});

export const changeMailSetting = endpoint({
  ...bare,
  method: 'put',
  path: '/mail-intake',
  summary: 'Choose it; from the next mail on',
  who: ['office', 'system-admin'],
  body: z.strictObject(directMail.shape),
  sends: 'json',
  answer: directMail,
});
