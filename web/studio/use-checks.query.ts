import type {
  BothTexts,
  DifferencesView,
  ModelProblem,
  ProcessTableView,
} from '../../api/model-checks/schema.ts';
import { pathWith } from '../api/path.ts';
import { useQuery } from '../api/use-query.ts';

/** What differences are looked at: a draft against its base, or one set against another. */
export type Compared =
  | { readonly draftId: string }
  | { readonly from: string; readonly to: string };

const draftPath = (draftId: string) => `/studio/drafts/${encodeURIComponent(draftId)}`;

/** What has to be mended in a draft, and what to look at. */
export function useDraftCheck(draftId: () => string) {
  return useQuery<{ readonly problems: readonly ModelProblem[] }>(
    () => `${draftPath(draftId())}/check`,
    { keep: true },
  );
}

function pathOf(compared: Compared, file?: string): string {
  const end = file === undefined ? '' : `/${encodeURIComponent(file)}`;
  if ('draftId' in compared) return `${draftPath(compared.draftId)}/differences${end}`;
  return pathWith(`/studio/differences${end}`, { from: compared.from, to: compared.to });
}

/** What differs, file by file, in words. */
export function useDifferences(compared: () => Compared) {
  return useQuery<DifferencesView>(() => pathOf(compared()));
}

/** Both versions of one file. */
export function useBothTexts(compared: () => Compared, file: () => string) {
  return useQuery<BothTexts>(() => pathOf(compared(), file()));
}

/** A diagram of a draft as a table. */
export function useSteps(draftId: () => string, file: () => string) {
  return useQuery<{ readonly processes: readonly ProcessTableView[] }>(
    () => `${draftPath(draftId())}/steps/${encodeURIComponent(file())}`,
  );
}
