import type { NotifyJob } from '../store/outbox.ts';
import { deliverDigest, deliverMessage, type MessageDeps } from './deliver-message.ts';
import { deliverWebhook, type HookDeps } from './deliver-webhook.ts';
import { type FanOutDeps, fanOut } from './fan-out.ts';

/** Carries out what the outbox holds for people of the house and for webhooks; told twice it is harmless. */
export type Notify = (job: NotifyJob, id: string) => Promise<void>;

/** Puts the ways of telling together. */
export function createNotify(deps: FanOutDeps & MessageDeps & HookDeps): Notify {
  return (job, id) => {
    switch (job) {
      case 'fan-out':
        return fanOut(deps, id);
      case 'message':
        return deliverMessage(deps, id);
      case 'digest':
        return deliverDigest(deps, id);
      case 'webhook':
        return deliverWebhook(deps, id);
    }
  };
}
