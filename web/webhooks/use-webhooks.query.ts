import type { HookDelivery, WebhookView } from '../../api/webhooks/schema.ts';
import { useQuery } from '../api/use-query.ts';

/** Who outside is told of notices. */
export function useWebhooks() {
  return useQuery<{ readonly items: readonly WebhookView[] }>(() => '/webhooks');
}

/** The last deliveries to a webhook; null reads nothing. */
export function useHookDeliveries(webhookId: () => string | null) {
  return useQuery<{ readonly items: readonly HookDelivery[] }>(() => {
    const id = webhookId();
    return id === null ? null : `/webhooks/${encodeURIComponent(id)}/deliveries`;
  });
}
