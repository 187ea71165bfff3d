import type { UnitView } from '../api/types.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

export interface UnitDraft {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parentId: string | null;
  readonly reason: string;
}

/** Adds a unit to the tree; what is set of it afterwards is a setting. */
export function useSaveUnit() {
  const request = useRequest();
  return useMutation((draft: UnitDraft) =>
    request<UnitView>('/units', { method: 'POST', body: draft }),
  );
}
