import type { UnitView } from '../api/types.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

export interface UnitDraft {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parentId: string | null;
}

/** Adds a unit to the tree, or renames one that was read at its version. */
export function useSaveUnit() {
  const request = useRequest();
  return useMutation(({ draft, was }: { draft: UnitDraft; was: UnitView | null }) =>
    was === null
      ? request<UnitView>('/units', { method: 'POST', body: draft })
      : request<UnitView>(`/units/${encodeURIComponent(was.id)}`, {
          method: 'PATCH',
          body: { name: draft.name, nameEn: draft.nameEn },
          ifMatch: `"${was.version}"`,
        }),
  );
}
