import { shallowRef, watch } from 'vue';
import { useRequest } from '../../web/api/use-request.ts';

const reference = /\b(?:decisionId|formId)="([^"]+)"/g;

/** The ids of decisions and forms that a diagram names. */
export function namedIn(diagram: string): ReadonlySet<string> {
  return new Set([...diagram.matchAll(reference)].map(([, id]) => id ?? ''));
}

/** The diagrams of a draft whose steps stand on one of the ids of a file. */
export function useCallers(draftId: () => string | null, ids: () => readonly string[]) {
  const request = useRequest();
  const diagrams = shallowRef<ReadonlyMap<string, ReadonlySet<string>>>(new Map());

  async function read(id: string) {
    const path = `/studio/drafts/${encodeURIComponent(id)}`;
    const draft = await request<{
      readonly files: readonly { readonly name: string; readonly change?: string }[];
    }>(path);
    const names = (draft.response?.body.files ?? [])
      .filter(({ name, change }) => name.endsWith('.bpmn') && change !== 'removed')
      .map(({ name }) => name);
    const read = names.map(async (name) => {
      const file = await request<{ readonly content: string }>(
        `${path}/files/${encodeURIComponent(name)}`,
      );
      return [name, namedIn(file.response?.body.content ?? '')] as const;
    });
    diagrams.value = new Map(await Promise.all(read));
  }

  watch(
    draftId,
    (id) => {
      if (id !== null) void read(id);
    },
    { immediate: true },
  );
  return () =>
    [...diagrams.value]
      .filter(([, named]) => ids().some((id) => named.has(id)))
      .map(([name]) => name);
}
