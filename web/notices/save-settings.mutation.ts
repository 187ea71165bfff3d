import type { NoticeSettings } from '../../api/notices/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Saves settings that were read at a version. */
export function useSaveSettings() {
  const request = useRequest();
  return useMutation(({ settings, ifMatch }: { settings: NoticeSettings; ifMatch: string }) =>
    request<NoticeSettings>('/notices/settings', { method: 'PUT', body: settings, ifMatch }),
  );
}
