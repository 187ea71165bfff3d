import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

export interface Deployed {
  readonly versionTag: string;
  readonly resources: readonly unknown[];
}

/** Sends a set of diagrams, rules and forms: all of it is put in force, or nothing. */
export function useDeploySet() {
  const request = useRequest();
  return useMutation((files: readonly File[]) => {
    const body = new FormData();
    for (const file of files) body.append('files', file, file.name);
    return request<Deployed>('/deployments', { method: 'POST', body });
  });
}
