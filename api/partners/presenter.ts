import type { PartnerRow } from '../../workers/store/partners.ts';
import type { PartnerView } from './schema.ts';

/** A partner as the administrator's page shows it; of its key nothing can be shown. */
export function presentPartner(row: PartnerRow): PartnerView {
  const { _id, name, createdAt, revokedAt, lastUsedAt } = row;
  return {
    ...{ id: _id, name, createdAt: createdAt.toISOString() },
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
