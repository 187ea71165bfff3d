import { onScopeDispose, watch } from 'vue';
import type { ReplayItemView, ReplayView, ScenarioRunView } from '../../api/rule-lab/schema.ts';
import { pathWith } from '../api/path.ts';
import { type Query, useQuery } from '../api/use-query.ts';

/** A decision of a draft, and what it reads. */
export interface DraftRule {
  readonly decisionId: string;
  readonly name: string;
  readonly file: string;
  readonly changed: boolean;
  readonly inputs: readonly { readonly variable: string; readonly typeRef: string }[];
}

const everyMs = 1000;
const draftPath = (id: string) => `/studio/drafts/${encodeURIComponent(id)}`;
const replayPath = (id: string) => `/studio/replays/${encodeURIComponent(id)}`;

/** The decisions of a draft. */
export function useRules(draftId: () => string) {
  return useQuery<{ readonly items: readonly DraftRule[] }>(() => `${draftPath(draftId())}/rules`);
}

/** The runs of the example cases over a draft, newest first. */
export function useScenarioRuns(draftId: () => string) {
  return useQuery<{ readonly items: readonly ScenarioRunView[] }>(
    () => `${draftPath(draftId())}/scenario-runs`,
    { keep: true },
  );
}

/** The replays of a draft, newest first. */
export function useReplays(draftId: () => string) {
  return useQuery<{ readonly items: readonly ReplayView[] }>(() =>
    pathWith('/studio/replays', { draft: draftId() }),
  );
}

export const isUnderWay = ({ state }: Pick<ReplayView, 'state'>) =>
  state === 'waiting' || state === 'running';

/** How far a replay is, asked again each second until it has ended. */
export function useReplay(id: () => string): Query<ReplayView> {
  const query = useQuery<ReplayView>(() => replayPath(id()), { keep: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void query.refresh(), ms);
  };
  watch(query.data, (run) => {
    if (run !== null && isUnderWay(run)) later(everyMs);
  });
  // The network may have been away for a moment: the replay goes on without us.
  watch(query.error, (error) => {
    if (error !== null && error.variant === 'network-error') later(everyMs * 3);
  });
  onScopeDispose(() => clearTimeout(timer));
  return query;
}

/** A page of the cases a replay found a difference in. */
export function useReplayItems(
  about: () => { readonly id: string; readonly kind: string; readonly cursor: string | null },
) {
  return useQuery<{ readonly items: readonly ReplayItemView[]; readonly next: string | null }>(
    () => {
      const { id, ...query } = about();
      return pathWith(`${replayPath(id)}/items`, query);
    },
  );
}
