import type { Profile } from '../../processes/import/profile.ts';
import type { ImportedRequest } from '../../processes/import/read-row.ts';

/** A source of another system, for tests and measurements. */
export const pastProfile: Profile = {
  ...{ id: 'past', name: { zh: '往年诉求', en: 'Past requests' }, zone: 'Asia/Shanghai' },
  ...{ dateFormat: 'yyyy-MM-dd', numberPrefix: 'PAST-', language: 'zh', topics: {} },
  columns: { id: 'id', subject: 'subject', text: ['text'], received: 'received' },
  defaultTopic: 'other',
};

const topics = ['environment', 'transport', 'health', 'urban-rural-construction', 'other'];
const firstDay = Date.UTC(2026, 2, 2, 1);
const hour = 3_600_000;

/**
 * Requests as a city has them: several topics, twenty-five areas, two months of receipt, answers between at once and
 * three weeks, every twelfth still open. The same number gives the same request.
 */
export function pastRequest(index: number): ImportedRequest {
  const receivedAt = new Date(firstDay + (index % 1400) * hour);
  const takes = ((index * 7919) % 510) * hour;
  return {
    ...{ sourceId: String(index), number: `PAST-${index}`, subject: '往年诉求', text: '往年诉求' },
    ...{ area: `区域${index % 25}`, topic: topics[index % topics.length] ?? 'other', receivedAt },
    ...{ dueAt: null, verdict: null, statedVerdict: null },
    closedAt: index % 12 === 0 ? null : new Date(receivedAt.getTime() + takes),
  };
}
