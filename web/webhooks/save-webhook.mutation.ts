import type { WebhookView } from '../../api/webhooks/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Adds a webhook whose receiver agrees; the secret is told once. */
export function useAddWebhook() {
  const request = useRequest();
  return useMutation((draft: { readonly url: string; readonly kinds: readonly string[] }) =>
    request<WebhookView & { readonly secret: string }>('/webhooks', {
      method: 'POST',
      body: draft,
    }),
  );
}

/** Pauses or resumes a webhook as it was read. */
export function useToggleWebhook() {
  const request = useRequest();
  return useMutation((hook: WebhookView) =>
    request<WebhookView>(`/webhooks/${encodeURIComponent(hook.id)}`, {
      ...{ method: 'PATCH', body: { active: !hook.active } },
      ifMatch: `"${hook.version}"`,
    }),
  );
}

/** Delivers an event again. */
export function useRedeliver() {
  const request = useRequest();
  return useMutation(({ webhookId, deliveryId }: { webhookId: string; deliveryId: string }) =>
    request<null>(`/webhooks/${encodeURIComponent(webhookId)}/redeliveries`, {
      ...{ method: 'POST', body: { deliveryId } },
    }),
  );
}
