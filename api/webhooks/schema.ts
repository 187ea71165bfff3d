import { z } from 'zod';
import { bare, endpoint } from '../endpoint.ts';
import { at, id, line } from '../text.ts';

const kind = z.string().regex(/^[a-z][a-z-]{0,39}$/);
const kinds = z.array(kind).max(30);
const one = z.strictObject({ id });
const who = ['system-admin'] as const;

const webhookView = z.object({
  id: z.string(),
  url: z.string(),
  kinds: z.array(z.string()),
  active: z.boolean(),
  createdAt: at,
  version: z.number().int(),
});
export type WebhookView = z.input<typeof webhookView>;

const hookDelivery = z.object({
  id: z.string(),
  kind: z.string(),
  eventId: z.string(),
  at,
  tries: z.number().int(),
  lastTryAt: at.nullable(),
  lastAnswer: z.string().nullable(),
  sentAt: at.nullable(),
});
export type HookDelivery = z.input<typeof hookDelivery>;

export const listWebhooks = endpoint({
  ...bare,
  method: 'get',
  path: '/webhooks',
  summary: 'Who outside is told of notices',
  who,
  answer: z.object({ items: z.array(webhookView) }),
});

export const addWebhook = endpoint({
  ...bare,
  method: 'post',
  path: '/webhooks',
  summary:
    'Tell an address that agrees to it (OPTIONS handshake of CloudEvents); the secret is told once',
  who,
  body: z.strictObject({ url: line(500, 1), kinds: kinds.default([]) }),
  sends: 'json',
  status: 201,
  answer: webhookView.extend({ secret: z.string() }),
});

export const changeWebhook = endpoint({
  ...bare,
  method: 'patch',
  path: '/webhooks/:id',
  summary: 'Pause or resume a webhook, or change its kinds, read at the version in If-Match',
  who,
  params: one,
  body: z.strictObject({ active: z.boolean(), kinds }).partial(),
  sends: 'json',
  answer: webhookView,
});

export const listHookDeliveries = endpoint({
  ...bare,
  method: 'get',
  path: '/webhooks/:id/deliveries',
  summary: 'The last deliveries to a webhook, the newest first',
  who,
  params: one,
  answer: z.object({ items: z.array(hookDelivery) }),
});

export const redeliver = endpoint({
  ...bare,
  method: 'post',
  path: '/webhooks/:id/redeliveries',
  summary: 'Deliver an event again, with the same event id',
  who,
  params: one,
  body: z.strictObject({ deliveryId: z.string().min(1).max(400) }),
  sends: 'json',
  status: 202,
});
