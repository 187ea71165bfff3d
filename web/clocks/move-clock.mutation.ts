import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

export type Move = 'pause' | 'resume' | 'ask-extension';

/** What was typed about a move; instants as ISO texts, left out for now. */
export interface MoveFields {
  readonly category?: string;
  readonly from?: string;
  readonly to?: string;
  readonly amount?: number;
  readonly reason?: string;
  readonly paper?: string;
}

/** What a move would do to a due date. */
export interface MoveEffect {
  readonly dueBefore: string;
  readonly dueAfter: string;
  readonly provisional: boolean;
}

const pathOf = { pause: 'pause', resume: 'resume', 'ask-extension': 'extension' } as const;
const asked = ({ from, to, amount }: MoveFields) => ({
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
  ...(amount ? { amount } : {}),
});

/** Moves one clock of a case, and shows beforehand what that would do. */
export function useMoveClock(place: () => { caseId: string; clockId: string; version: number }) {
  const request = useRequest();
  const base = () => {
    const { caseId, clockId } = place();
    return `/cases/${encodeURIComponent(caseId)}/clocks/${encodeURIComponent(clockId)}`;
  };
  return {
    preview: useMutation(({ move, fields }: { move: Move; fields: MoveFields }) =>
      request<MoveEffect>(`${base()}/preview`, {
        method: 'POST',
        body: { move, ...asked(fields) },
      }),
    ),
    move: useMutation(({ move, fields }: { move: Move; fields: MoveFields }) =>
      request<unknown>(`${base()}/${pathOf[move]}`, {
        method: 'POST',
        body: fields,
        ifMatch: `"${place().version}"`,
      }),
    ),
  };
}
