import { inject, onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue';
import { routeLocationKey } from 'vue-router';
import { useRequest } from '../../web/api/use-request.ts';

/** A place of a file that would be refused, or behave otherwise than meant. */
export interface Finding {
  readonly file: string;
  readonly element: string | null;
  readonly rule: string;
  readonly level: 'error' | 'warning';
  readonly message: string;
}

const settleMs = 700;

/** The draft an editor stands in, by the address of its page; none where an editor stands alone. */
export function useDraftId(): () => string | null {
  const route = inject(routeLocationKey, null);
  return () => {
    const id = route?.params.id;
    return typeof id === 'string' ? id : null;
  };
}

/** What the house finds wrong with a file as it is written now, asked a moment after the last change. */
export function useFindings(file: () => { readonly name: string; readonly content: string }): {
  /** Null before the first answer. */
  readonly findings: Readonly<ShallowRef<readonly Finding[] | null>>;
  readonly checking: Readonly<ShallowRef<boolean>>;
  readonly failed: Readonly<ShallowRef<boolean>>;
  readonly ask: () => Promise<void>;
} {
  const request = useRequest();
  const draftId = useDraftId();
  const findings = shallowRef<readonly Finding[] | null>(null);
  const checking = shallowRef(false);
  const failed = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let newest = 0;

  async function ask() {
    newest += 1;
    const mine = newest;
    const { name, content } = file();
    checking.value = true;
    const within = draftId();
    const { response } = await request<{ readonly problems: readonly Finding[] }>('/studio/check', {
      method: 'POST',
      body: { files: [{ name, content }], ...(within === null ? {} : { within }) },
    });
    if (mine !== newest) return;
    checking.value = false;
    failed.value = response === null;
    if (response !== null)
      findings.value = response.body.problems.filter((one) => one.file === name);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), settleMs);
  }

  watch(() => file().content, later);
  onScopeDispose(() => clearTimeout(timer));
  void ask();
  return { findings, checking, failed, ask };
}
