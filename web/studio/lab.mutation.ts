import type { ReplayView, ScenarioRunView, TrialView } from '../../api/rule-lab/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

const draftPath = (id: string) => `/studio/drafts/${encodeURIComponent(id)}`;

/** What a replay is asked for; empty texts ask for no restriction. */
export interface ReplayWish {
  readonly from: string;
  readonly to: string;
  readonly topic: string;
  readonly channel: string;
  readonly unitId: string;
  readonly most: number;
}

/** Evaluates a decision of the draft, and the one in force, with given inputs. */
export function useTry(draftId: () => string) {
  const request = useRequest();
  return useMutation((body: { decisionId: string; inputs: Readonly<Record<string, unknown>> }) =>
    request<TrialView>(`${draftPath(draftId())}/try`, { method: 'POST', body }),
  );
}

/** Runs every example case of the draft. */
export function useRunScenarios(draftId: () => string) {
  const request = useRequest();
  return useMutation((_: undefined) =>
    request<ScenarioRunView>(`${draftPath(draftId())}/scenario-runs`, { method: 'POST' }),
  );
}

/** Asks for a replay over past cases. */
export function useAskReplay(draftId: () => string) {
  const request = useRequest();
  return useMutation(({ most, ...wish }: ReplayWish) => {
    const filter = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== ''));
    const body = { draftId: draftId(), most, filter };
    return request<ReplayView>('/studio/replays', { method: 'POST', body });
  });
}

/** Stops a replay. */
export function useStopReplay(id: () => string) {
  const request = useRequest();
  return useMutation((_: undefined) =>
    request<ReplayView>(`/studio/replays/${encodeURIComponent(id())}/stop`, { method: 'POST' }),
  );
}
