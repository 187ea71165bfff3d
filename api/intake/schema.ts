import { z } from 'zod';
import { enteredChannels } from '../../processes/complaint/statuses.ts';
import { complaintBody, receipt } from '../complaints/schema.ts';
import { bare, endpoint } from '../endpoint.ts';
import { line, optionalLine, pastInstant } from '../text.ts';

/** An address of the web, as text; what runs when it is opened is none. */
export const webAddress = line(500)
  .pipe(z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'LINK_WRONG' })]))
  .nullish()
  .transform((text) => text || null);

const referral = z.strictObject({
  body: line(100, 2),
  number: optionalLine(60),
  deadline: z.iso.date().or(z.literal('')).nullish().describe('Its last day, in local time'),
  wish: optionalLine(500),
});

const { channel: _any, ...sent } = complaintBody.shape;

/** A complaint as staff enter it for whoever called, wrote or came. */
const enteredComplaint = z
  .strictObject({
    ...sent,
    channel: z.enum(enteredChannels),
    collectedAt: pastInstant.optional(),
    receivedAt: pastInstant.optional(),
    link: webAddress,
    referral: referral.nullish(),
  })
  .refine(({ channel, referral: given }) => channel !== 'referral' || Boolean(given), {
    path: ['referral', 'body'],
    error: 'REFERRAL_MISSING',
  })
  .refine(({ channel, link }) => channel !== 'board' || link !== null, {
    path: ['link'],
    error: 'LINK_MISSING',
  });
export type EnteredComplaint = z.output<typeof enteredComplaint>;

const enteredReceipt = receipt.extend({ caseId: z.string() });
export type EnteredReceipt = z.input<typeof enteredReceipt>;

export const enterComplaint = endpoint({
  ...bare,
  method: 'post',
  path: '/intake',
  summary: 'Enter a complaint for somebody else; the same Idempotency-Key gives the same receipt',
  who: ['intake-clerk', 'office', 'information-officer'],
  body: enteredComplaint,
  sends: 'json-or-multipart',
  status: 201,
  answer: enteredReceipt,
});
