import { z } from 'zod';
import { clockKinds } from '../../processes/clock/clock-kinds.ts';
import { pauseCategories } from '../../processes/clock/pause-categories.ts';
import { findings } from '../../processes/complaint/case.ts';
import { progressSteps } from '../../processes/complaint/progress.ts';
import { channels, statuses } from '../../processes/complaint/statuses.ts';
import { questionStates } from '../../processes/complaint/turn-actions.ts';
import { recourseDecisions } from '../../processes/recourse/actions.ts';
import { longestAnswer } from '../../processes/settings/questions.ts';
import { settingCode } from '../../processes/settings/words.ts';
import { bare, endpoint } from '../endpoint.ts';
import { languages } from '../language.ts';
import { at, line, lines, optionalLine, pastInstant, topicCode, yesOrNo } from '../text.ts';

const contact = z.strictObject({
  name: optionalLine(50),
  phone: optionalLine(30).pipe(
    z
      .string()
      .regex(/^[+()\d\s-]{5,30}$/, 'PHONE_WRONG')
      .nullable(),
  ),
  email: optionalLine(200).pipe(z.email('EMAIL_WRONG').nullable()),
});

/** A complaint as it is sent; the files go beside it in a multipart form under `files`. */
export const complaintBody = z.strictObject({
  /** One of the complaint types in force. */
  topic: topicCode,
  subject: line(100, 2),
  text: lines(10_000, 5),
  place: optionalLine(200),
  area: optionalLine(60),
  contact: contact.nullish().transform((given) => given ?? null),
  anonymous: yesOrNo.default(false),
  confidential: yesOrNo.default(false),
  language: z.enum(languages).optional(),
  /** Only staff who take complaints for others may name another channel than the web page. */
  channel: z.enum(channels).exclude(['import', 'open311']).default('web'),
  postedAt: pastInstant.optional(),
  /** Link or number under which it stands where it came from, for channels that ask for it. */
  reference: optionalLine(500),
  /** What the questions of the complaint type were answered with, by their codes. */
  answers: z
    .record(settingCode, lines(longestAnswer['long-text']))
    .refine((answers) => Object.keys(answers).length <= 20, 'TOO_MANY_FIELDS')
    .default({}),
});
export type ComplaintBody = z.output<typeof complaintBody>;

export const credentials = z.strictObject({
  number: z.string().trim().max(40),
  secret: z.string().trim().max(80),
});

export const rating = z.strictObject({
  answered: yesOrNo,
  score: z.coerce.number().int().min(1).max(5),
});

export const receipt = z.object({
  number: z.string(),
  secret: z.string().describe('Shown once; with the number it opens the tracking page'),
  trackUrl: z.string(),
});

export const reply = z.object({
  unitName: z.string().nullable(),
  publishedAt: at,
  investigator: z.string(),
  investigatedOn: z.string(),
  finding: z.enum(findings),
  findingText: z.string(),
  measures: z.string().nullable(),
  measuresBy: z.string().nullable(),
  ground: z.string(),
  contact: z.string(),
  promise: z
    .object({ by: z.string(), keptOn: z.string().nullable() })
    .nullable()
    .describe('What it says will be done by a day, and since which day it is done'),
});

const refused = z.object({ ground: z.string(), explanation: z.string(), otherBody: z.string() });

export const trackingAnswer = z.object({
  number: z.string(),
  status: z.enum(statuses),
  subject: z.string(),
  text: z.string(),
  topic: z.string(),
  receivedAt: at,
  mergedAt: at.nullable().describe('Since when it is handled together with another one'),
  anonymous: z.boolean(),
  confidential: z.boolean(),
  files: z.array(z.string()),
  unitName: z.string().nullable(),
  progress: z.array(
    z.object({
      step: z.enum(progressSteps),
      state: z.enum(['done', 'now', 'ahead']),
      at: at.nullable(),
    }),
  ),
  next: z
    .object({
      step: z.enum(progressSteps),
      by: at.nullable(),
      clock: z.enum(clockKinds).nullable(),
      provisional: z.boolean(),
      isLate: z.boolean(),
      pause: z.object({ from: at, category: z.enum(pauseCategories) }).nullable(),
      extended: z.boolean().describe('Whether more time was granted'),
    })
    .nullable(),
  refused: refused.nullable(),
  handedOver: refused.nullable(),
  reply: reply.nullable(),
  rating: z.object({ answered: z.boolean(), score: z.number() }).nullable(),
  mayRate: z.boolean(),
  questions: z
    .array(
      z.object({
        id: z.string(),
        state: z.enum(questionStates),
        until: at.nullable().describe('When the answer is no longer waited for'),
        question: z.string(),
        answer: z.string(),
      }),
    )
    .describe('What the sender was asked, the oldest first'),
  interim: z
    .array(z.object({ at, text: z.string(), until: z.iso.date() }))
    .describe('What the sender was told meanwhile, the oldest first'),
  mayWithdraw: z.boolean(),
  reopenUntil: at.nullable().describe('Until when the matter can be put again'),
  reopenedAs: z
    .object({ number: z.string(), at })
    .nullable()
    .describe('The case in which it was put again'),
  reopens: z.string().nullable().describe('Number of the answered case it takes up'),
  secondAnswer: z.object({ at, text: z.string() }).nullable().describe('What was promised is done'),
  recourseUntil: at.nullable().describe('Until when it can be taken upward'),
  recourse: z
    .object({
      at,
      until: at.nullable().describe('Until when the superior body decides'),
      decision: z.enum(recourseDecisions).nullable(),
      decidedAt: at.nullable(),
      explanation: z.string(),
    })
    .nullable(),
});

export const submitComplaint = endpoint({
  ...bare,
  method: 'post',
  path: '/complaints',
  summary: 'Submit a complaint; the same Idempotency-Key gives the same receipt',
  who: 'anyone',
  body: complaintBody,
  sends: 'json-or-multipart',
  status: 201,
  answer: receipt,
});

export const trackComplaint = endpoint({
  ...bare,
  method: 'post',
  path: '/complaints/track',
  summary: 'Read how a complaint stands, by number and secret',
  who: 'anyone',
  body: credentials,
  sends: 'json',
  answer: trackingAnswer,
});

export const rateComplaint = endpoint({
  ...bare,
  method: 'post',
  path: '/complaints/rate',
  summary: 'Say whether the reply answered the complaint',
  who: 'anyone',
  body: z.strictObject({ ...credentials.shape, ...rating.shape }),
  sends: 'json',
  answer: trackingAnswer,
});
