import type { NoticeItem } from '../../api/notices/schema.ts';
import { useQuery } from '../api/use-query.ts';
import { useLiveEvent } from '../shell/live.ts';

interface NoticePage {
  readonly items: readonly NoticeItem[];
  readonly unread: number;
}

/** What stands on one's desk, read again when the server tells of more. */
export function useNotices(signedIn: () => boolean) {
  const query = useQuery<NoticePage>(() => (signedIn() ? '/notices' : null));
  useLiveEvent('notices', () => void query.refresh());
  return query;
}
