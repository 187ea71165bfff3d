import { randomBytes, randomUUID } from 'node:crypto';
import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import { agreesToEvents } from '../../workers/notify/deliver-webhook.ts';
import { readAddress } from '../../workers/notify/safe-request.ts';
import { toError, Unrecoverable } from '../../workers/platform/errors.ts';
import { sentOnly } from '../changes.ts';
import type { ApiDeps } from '../deps.ts';
import { serveStaff, versionRead } from '../serve.ts';
import { presentDelivery, presentWebhook } from './presenter.ts';
import {
  addWebhook,
  changeWebhook,
  listHookDeliveries,
  listWebhooks,
  redeliver,
} from './schema.ts';

const shown = 50;

/** Who outside is told of notices. */
export function webhookRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { webhooks, outbox, store, config, now } = deps;
  const publicUrl = config.PUBLIC_URL || `http://${config.HOST}:${config.PORT}`;
  const allowPrivate = config.WEBHOOK_PRIVATE;

  /** @throws Refusal `WEBHOOK_ADDRESS` for what must not be told, `WEBHOOK_SILENT`, `WEBHOOK_REFUSED` */
  async function checkAgrees(url: string): Promise<void> {
    let agrees: boolean;
    try {
      readAddress(url, allowPrivate);
      agrees = await agreesToEvents({ publicUrl, allowPrivate }, url);
    } catch (thrown) {
      const isBad = toError(thrown) instanceof Unrecoverable;
      throw new Refusal(isBad ? 'WEBHOOK_ADDRESS' : 'WEBHOOK_SILENT');
    }
    if (!agrees) throw new Refusal('WEBHOOK_REFUSED');
  }

  serveStaff(router, listWebhooks, async () => ({
    body: { items: (await webhooks.list()).map(presentWebhook) },
  }));

  serveStaff(router, addWebhook, async ({ body, person }) => {
    await checkAgrees(body.url);
    const secret = randomBytes(32).toString('base64url');
    const row = {
      ...{ _id: randomUUID(), url: body.url, kinds: body.kinds, secret, active: true },
      ...{ createdAt: now(), createdBy: person.id, version: 1 },
    };
    await webhooks.insert(row);
    const location = `/api/v1/webhooks/${row._id}`;
    return { body: { ...presentWebhook(row), secret }, version: row.version, location };
  });

  serveStaff(router, changeWebhook, async ({ params, body, req }) => {
    const version = versionRead(req);
    if ((await webhooks.find(params.id)) === null) throw new Refusal('WEBHOOK_UNKNOWN');
    const changed = await webhooks.change(params.id, version, sentOnly(body));
    if (changed === null) throw new Refusal('CHANGED_MEANWHILE');
    return { body: presentWebhook(changed), version: changed.version };
  });

  serveStaff(router, listHookDeliveries, async ({ params }) => {
    if ((await webhooks.find(params.id)) === null) throw new Refusal('WEBHOOK_UNKNOWN');
    const rows = await webhooks.deliveriesOf(params.id, shown);
    return { body: { items: rows.map(presentDelivery) } };
  });

  serveStaff(router, redeliver, async ({ params, body }) => {
    const row = await webhooks.findDelivery(body.deliveryId);
    if (row === null || row.webhookId !== params.id) throw new Refusal('WEBHOOK_UNKNOWN');
    const at = now();
    const told = { kind: 'notify', job: 'webhook', id: row._id } as const;
    await store.transaction((tx) =>
      outbox.put(tx, at, row.caseId, [{ key: `webhook:${row._id}:${at.getTime()}`, told }]),
    );
    return {};
  });

  return router;
}
