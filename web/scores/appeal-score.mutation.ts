import type { ScoreDetail } from '../../api/scores/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

interface AppealDraft {
  readonly scoreId: string;
  readonly ground: string;
  readonly paper: string;
}

/** Appeals against points that one's unit lost. */
export function useAppealScore() {
  const request = useRequest();
  return useMutation(({ scoreId, ground, paper }: AppealDraft) =>
    request<ScoreDetail>(`/scores/${encodeURIComponent(scoreId)}/appeal`, {
      method: 'POST',
      body: { ground, paper },
    }),
  );
}
