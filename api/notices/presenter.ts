import { noticeKindOf } from '../../processes/notify/preferences.ts';
import type { DeliveryRow } from '../../workers/store/deliveries.ts';
import type { PreferenceRow } from '../../workers/store/preferences.ts';
import type { NoticeItem, NoticeSettings } from './schema.ts';

/** A notice as the bell lists it: ids, numbers and dates. */
export function presentNotice({ _id, kind, caseId, params, at, readAt }: DeliveryRow): NoticeItem {
  return {
    id: _id,
    kind: noticeKindOf(kind),
    caseId,
    number: typeof params.number === 'string' ? params.number : '',
    points: typeof params.points === 'number' ? params.points : null,
    at: at.toISOString(),
    read: readAt !== null,
  };
}

/** What somebody chose, as their page shows it. */
export function presentSettings({
  kinds,
  quiet,
  digestAt,
  addresses,
}: PreferenceRow): NoticeSettings {
  return { kinds, quiet, digestAt, addresses };
}
