import type { Request } from '../../web/api/request.ts';
import { useMutation } from '../../web/api/use-mutation.ts';

interface Tried {
  readonly draftId: string;
  readonly decisionId: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

interface Answered {
  readonly output: unknown;
  readonly rows: readonly { readonly id: string }[];
  /** In the engine's words. */
  readonly failure: string | null;
}

/** What a decision answers as it is drafted, and as it is in force; null when none is. */
export interface Trial {
  readonly draft: Answered;
  readonly inForce: Answered | null;
}

/** Evaluates a decision of a draft, as it was last saved, by the engine's own rules. */
export function useTryDecision(request: Request) {
  return useMutation(({ draftId, ...body }: Tried) =>
    request<Trial>(`/studio/drafts/${encodeURIComponent(draftId)}/try`, { method: 'POST', body }),
  );
}
