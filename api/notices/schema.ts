import { z } from 'zod';
import { noticeKinds, personChannels, preferences } from '../../processes/notify/preferences.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, line } from '../text.ts';

export const noticeItem = z.object({
  id: z.string(),
  kind: z.enum(noticeKinds),
  caseId: z.string().nullable(),
  number: z.string(),
  points: z.number().nullable(),
  at,
  read: z.boolean(),
});
export type NoticeItem = z.input<typeof noticeItem>;

export const listNotices = endpoint({
  ...bare,
  method: 'get',
  path: '/notices',
  summary: 'What stands on one’s desk, unread first, with the count of what is unread',
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(30) }),
  answer: z.object({ items: z.array(noticeItem), unread: z.number().int() }),
});

export const readNotices = endpoint({
  ...bare,
  method: 'post',
  path: '/notices/read',
  summary: 'Mark notices as read: those named, or all of one’s own',
  body: z.strictObject({
    ids: z.array(z.string().min(1).max(400)).max(100).nullable(),
  }),
  sends: 'json',
  status: 204,
});

const address = (pattern: RegExp, code: string) =>
  line(200).refine((text) => text === '' || pattern.test(text), code);

const settings = preferences.extend({
  addresses: z.object({ mail: z.string(), sms: z.string(), wecom: z.string() }),
});
export type NoticeSettings = z.input<typeof settings>;

export const readSettings = endpoint({
  ...bare,
  method: 'get',
  path: '/notices/settings',
  summary: 'Which notices reach one by which channel, quiet hours and daily summary',
  answer: settings,
});

export const changeSettings = endpoint({
  ...bare,
  method: 'put',
  path: '/notices/settings',
  summary: 'Change one’s settings, read at the version in If-Match',
  body: preferences
    .extend({
      kinds: z.record(z.enum(noticeKinds), z.array(z.enum(personChannels)).max(4)),
      addresses: z.strictObject({
        mail: address(/^[^\s@<>()[\],;:\\"]{1,64}@[^\s@<>()[\],;:\\"]{1,253}$/u, 'EMAIL_WRONG'),
        sms: address(/^\+?[\d -]{5,20}$/, 'PHONE_WRONG'),
        wecom: address(/^[\w.@-]{1,64}$/, 'WRONG_FORMAT'),
      }),
    })
    .strict(),
  sends: 'json',
  answer: settings,
});
