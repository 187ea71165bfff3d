import { createHmac } from 'node:crypto';
import { CloudEvent, HTTP } from 'cloudevents';
import type { HookDeliveryRow } from '../store/webhooks.ts';

export interface SignedEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Signing {
  readonly secret: string;
  readonly source: string;
  readonly now: Date;
}

/** The signature of a body sent at a time: HMAC-SHA256 of `<unix seconds>.<body>`, as hex. */
export function signatureOf(secret: string, seconds: number, body: string): string {
  return createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
}

/**
 * One event as it goes to a webhook: CloudEvents 1.0, structured, signed. The id is the same at every try, so that
 * the receiver knows a repetition.
 */
export function signEvent(
  { eventId, kind, caseId, data, at }: HookDeliveryRow,
  { secret, source, now }: Signing,
): SignedEvent {
  const event = new CloudEvent({
    ...{ id: eventId, source, type: `org.huiying.notice.${kind}`, time: at.toISOString() },
    ...(caseId === null ? {} : { subject: caseId }),
    datacontenttype: 'application/json',
    data,
  });
  const message = HTTP.structured(event);
  const body = String(message.body);
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    body,
    headers: {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'x-huiying-timestamp': String(seconds),
      'x-huiying-signature': `sha256=${signatureOf(secret, seconds, body)}`,
    },
  };
}
