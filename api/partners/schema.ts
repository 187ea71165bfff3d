import { z } from 'zod';
import { bare, endpoint } from '../endpoint.ts';
import { at, id, line } from '../text.ts';

const who = ['system-admin'] as const;

const partnerView = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: at,
  revokedAt: at.nullable(),
  lastUsedAt: at.nullable(),
});
export type PartnerView = z.input<typeof partnerView>;

export const listPartners = endpoint({
  ...bare,
  method: 'get',
  path: '/partners',
  summary: 'The systems that may send complaints by Open311',
  who,
  answer: z.object({ items: z.array(partnerView) }),
});

export const addPartner = endpoint({
  ...bare,
  method: 'post',
  path: '/partners',
  summary: 'Give a system a key of its own; the key is told once',
  who,
  body: z.strictObject({ name: line(100, 2) }),
  sends: 'json',
  status: 201,
  answer: partnerView.extend({ key: z.string() }),
});

export const revokePartner = endpoint({
  ...bare,
  method: 'post',
  path: '/partners/:id/revocation',
  summary: 'Take a key out of use at once',
  who,
  params: z.strictObject({ id }),
  answer: partnerView,
});
