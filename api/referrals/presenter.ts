import type { ReferredRow } from '../../workers/store/referrals.ts';
import type { ReferredCase } from './schema.ts';

/** A referred complaint with what the other body wants and what we owe it. */
export function presentReferred({ case: one, complaint }: ReferredRow, now: Date): ReferredCase {
  const { _id: caseId, number, status, referral, dueAt, closedAt } = one;
  const { deadline = null, reportedAt = null } = referral ?? {};
  const from = complaint?.origin?.referral;
  return {
    ...{ caseId, number, status },
    subject: complaint?.subject ?? '',
    body: from?.body ?? '',
    theirNumber: from?.number ?? null,
    deadline: deadline?.toISOString() ?? null,
    isLate: deadline !== null && (reportedAt ?? now) >= deadline,
    dueAt: dueAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    reportedAt: reportedAt?.toISOString() ?? null,
  };
}
