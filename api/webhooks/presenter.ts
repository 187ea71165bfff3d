import type { HookDeliveryRow, WebhookRow } from '../../workers/store/webhooks.ts';
import type { HookDelivery, WebhookView } from './schema.ts';

/** A webhook as the administrator's page shows it; the secret stays behind. */
export function presentWebhook(row: WebhookRow): WebhookView {
  const { _id, url, kinds, active, createdAt, version } = row;
  return { id: _id, url, kinds: [...kinds], active, createdAt: createdAt.toISOString(), version };
}

/** How telling one event went. */
export function presentDelivery(row: HookDeliveryRow): HookDelivery {
  const { _id, kind, eventId, at, tries, lastTryAt, lastAnswer, sentAt } = row;
  return {
    ...{ id: _id, kind, eventId, tries, lastAnswer },
    at: at.toISOString(),
    lastTryAt: lastTryAt?.toISOString() ?? null,
    sentAt: sentAt?.toISOString() ?? null,
  };
}
