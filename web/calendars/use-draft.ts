import { computed, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import type { CalendarView } from '../../api/calendars/schema.ts';
import type { RequestError } from '../api/request.ts';
import { useCalendarChanges } from './change-calendar.mutation.ts';
import type { DraftContent } from './year-days.ts';

const restMs = 500;

/**
 * The draft as it is edited at this desk: every change is saved by itself a moment later, one after another, on the
 * revision that was read. Where somebody else was first nothing is overwritten: the error stays until it is read again.
 */
export function useDraft(calendar: Readonly<Ref<CalendarView | null>>, saved: () => void) {
  const changes = useCalendarChanges(() => calendar.value?.id ?? '');
  const content = shallowRef<DraftContent | null>(null);
  const revision = ref(0);
  const isDirty = ref(false);
  const error = shallowRef<RequestError | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  watch(
    calendar,
    (read) => {
      if (isDirty.value || read?.draft?.revision === revision.value) return;
      content.value = read?.draft?.content ?? null;
      revision.value = read?.draft?.revision ?? 0;
    },
    { immediate: true },
  );

  async function save(): Promise<void> {
    const body = content.value;
    if (body === null) return;
    const answer = await changes.save.run({ revision: revision.value, body });
    error.value = changes.save.error.value;
    if (answer?.draft == null) return;
    revision.value = answer.draft.revision;
    if (content.value === body) {
      isDirty.value = false;
      saved();
    } else await save();
  }

  function change(next: DraftContent): void {
    content.value = next;
    isDirty.value = true;
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Under way: it is saved again when the answer is here.
      if (!changes.save.busy.value) void save();
    }, restMs);
  }

  onScopeDispose(() => {
    clearTimeout(timer);
    if (isDirty.value && !changes.save.busy.value) void save();
  });
  return {
    content,
    revision,
    change,
    error,
    isSaving: computed(() => isDirty.value && error.value === null),
    /** Forgets what was not saved and shows what the server has. */
    reset: () => {
      isDirty.value = false;
      revision.value = 0;
      error.value = null;
    },
    changes,
  };
}
