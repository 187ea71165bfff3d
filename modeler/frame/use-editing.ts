import { computed, onScopeDispose, type Ref } from 'vue';
import { useQuery } from '../../web/api/use-query.ts';
import { useRequest } from '../../web/api/use-request.ts';
import { type DraftState, type DraftView, draftPath, filePath } from './draft.ts';

const tellEveryMs = 15_000;
const openStates: readonly DraftState[] = ['draft', 'changes-requested', 'approved'];

interface Of {
  readonly draftId: string;
  readonly name: string;
  readonly userId: string;
  readonly mayEdit: Ref<boolean>;
}

/** The draft around a file: its state, and who else is at the same file just now. */
export function useEditing({ draftId, name, userId, mayEdit }: Of) {
  const request = useRequest();
  const { data: draft, error, refresh } = useQuery<DraftView>(draftPath(draftId));
  const isOpen = computed(() => draft.value !== null && openStates.includes(draft.value.state));
  const others = computed(() =>
    (draft.value?.editors ?? [])
      .filter(({ by, file }) => by.id !== userId && file === name)
      .map(({ by }) => by),
  );

  /** Says that this person has the file open, and reads who else has. */
  async function tell(): Promise<void> {
    if (mayEdit.value)
      await request<unknown>(`${filePath(draftId, name)}/editing`, { method: 'POST' });
    await refresh();
  }

  const timer = setInterval(() => void tell(), tellEveryMs);
  onScopeDispose(() => clearInterval(timer));
  return { draft, error, isOpen, others, tell };
}
