import type { TemplateView } from '../api/types.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

export interface Upload {
  readonly kind: TemplateView['kind'];
  /** The version that the new one follows. */
  readonly after: number;
  readonly file: File;
}

/** Puts a new version of a template in use, or says what is wrong with it. */
export function useUploadTemplate() {
  const request = useRequest();
  return useMutation(({ kind, after, file }: Upload) => {
    const body = new FormData();
    body.append('file', file, file.name);
    const options = { method: 'POST', body, ifMatch: `"${after}"` } as const;
    return request<TemplateView['versions'][number]>(`/templates/${kind}/versions`, options);
  });
}
