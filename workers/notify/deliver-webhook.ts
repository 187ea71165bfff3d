import type { Now } from '../platform/clock.ts';
import { toError, Unrecoverable } from '../platform/errors.ts';
import type { Stores } from '../store/stores.ts';
import { askOutside } from './safe-request.ts';
import { signEvent } from './sign-event.ts';

export interface HookDeps extends Pick<Stores, 'webhooks'> {
  /** Address of the installation: source of events, and the origin that receivers agree to. */
  readonly publicUrl: string;
  readonly allowPrivate: boolean;
  readonly now: Now;
}

const patienceMs = 72 * 3_600_000;

/**
 * Asks a receiver whether it wants to be told, as CloudEvents demands: an OPTIONS request that names us.
 *
 * @returns false when it did not agree
 * @throws Unrecoverable when the address must not be told; any other error when nobody answered
 */
export async function agreesToEvents(
  { publicUrl, allowPrivate }: Pick<HookDeps, 'publicUrl' | 'allowPrivate'>,
  address: string,
): Promise<boolean> {
  const { host } = new URL(publicUrl);
  const { status, headers } = await askOutside(address, {
    ...{ method: 'OPTIONS', body: '', allowPrivate },
    headers: { 'webhook-request-origin': host },
  });
  const allowed = String(headers['webhook-allowed-origin'] ?? '');
  return status >= 200 && status < 300 && (allowed === '*' || allowed === host);
}

/**
 * Tells a webhook one event. Sent before it is marked: after a crash in between it is sent again with the same event
 * id, which alone makes the second one harmless. After three days it waits for a person to send it again.
 *
 * @throws Error when it is to be tried again
 */
export async function deliverWebhook(deps: HookDeps, deliveryId: string): Promise<void> {
  const { webhooks, publicUrl: source, allowPrivate, now } = deps;
  const row = await webhooks.findDelivery(deliveryId);
  if (row === null) throw new Unrecoverable('there is no such delivery');
  const hook = await webhooks.find(row.webhookId);
  const at = now();
  if (hook === null || !hook.active) return webhooks.tried(deliveryId, at, 'inactive', false);
  const { headers, body } = signEvent(row, { secret: hook.secret, source, now: at });
  let answer: string;
  try {
    const asked = { method: 'POST', headers, body, allowPrivate } as const;
    answer = String((await askOutside(hook.url, asked)).status);
  } catch (thrown) {
    const error = toError(thrown);
    answer = error instanceof Unrecoverable ? 'refused' : 'unreachable';
  }
  const isSent = /^2\d\d$/.test(answer);
  await webhooks.tried(deliveryId, at, answer, isSent);
  const isOld = at.getTime() - row.at.getTime() > patienceMs;
  if (!isSent && answer !== 'refused' && !isOld) throw new Error('the webhook did not take it');
}
