import type { NoticeSettings } from '../../api/notices/schema.ts';
import { useQuery } from '../api/use-query.ts';

/** How somebody wants to be told. */
export function useNoticeSettings() {
  return useQuery<NoticeSettings>(() => '/notices/settings');
}
