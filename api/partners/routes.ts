import { randomBytes, randomUUID } from 'node:crypto';
import { Router } from 'express';
import { Refusal } from '../../processes/refusal.ts';
import { digestOfKey, type PartnerRow } from '../../workers/store/partners.ts';
import type { ApiDeps } from '../deps.ts';
import { serveStaff } from '../serve.ts';
import { presentPartner } from './presenter.ts';
import { addPartner, listPartners, revokePartner } from './schema.ts';

/** Which systems outside may send complaints. */
export function partnerRoutes({ partners, now }: ApiDeps): Router {
  const router = Router();

  serveStaff(router, listPartners, async () => ({
    body: { items: (await partners.list()).map(presentPartner) },
  }));

  serveStaff(router, addPartner, async ({ body, person }) => {
    const key = randomBytes(32).toString('base64url');
    const row: PartnerRow = {
      ...{ _id: randomUUID(), name: body.name, keyDigest: digestOfKey(key) },
      ...{ createdAt: now(), createdBy: person.id },
      ...{ revokedAt: null, revokedBy: null, lastUsedAt: null },
    };
    await partners.insert(row);
    return { body: { ...presentPartner(row), key } };
  });

  serveStaff(router, revokePartner, async ({ params, person }) => {
    const revoked = await partners.revoke(params.id, person.id, now());
    if (revoked === null) throw new Refusal('PARTNER_UNKNOWN');
    return { body: presentPartner(revoked) };
  });

  return router;
}
